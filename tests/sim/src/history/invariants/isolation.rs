//! Promise 6. Isolation: nobody, the hostile client included, ever receives or holds an operation, a photo or a count that
//! they may not read at that moment. Who may is [`Rights`], worked out from the log by hand.

use super::{Held, Invariant, broken, require};
use crate::history::book::{Book, CANARY, canaries};
use crate::history::cast::role;
use crate::history::rights::{Rights, belongs, pieces};
use crate::history::tablet::Tablet;
use memchr::memmem;
use notyet_model::authority::Role;
use notyet_model::ids::{OpId, UserId};
use notyet_model::stream::Stream;
use notyet_protocol::wire::SyncAnswer;
use notyet_store::Inspection;
use std::path::Path;

/// What was appended to streams belongs there.
pub(super) fn routed(book: &Book, placed: &[(String, OpId)]) -> Held {
    for (name, id) in placed {
        let fits = name.parse::<Stream>().is_ok_and(|stream| belongs(book, &book.ops[id], &stream));
        require(fits, Invariant::Isolation, || {
            let op = &book.ops[id].op;
            format!("{name} holds {} {id} about {:?} of {:?}", op.k, op.student, op.class)
        })?;
    }
    Ok(())
}

/// What came to somebody in an answer, operation by operation and text by text.
pub(super) fn answered(book: &Book, user: UserId, answer: &SyncAnswer, text: &str) -> Held {
    named(book, user, &answer.streams)?;
    named(book, user, &answer.pages.keys().cloned().collect::<Vec<_>>())?;
    let rights = Rights::of(book, user);
    for (stream, page) in &answer.pages {
        for envelope in &page.ops {
            let op = envelope.op.read();
            let op = op.map_err(|error| broken(Invariant::Isolation, format!("{stream}: {error}")))?;
            require(rights.holds(op.id), Invariant::Isolation, || {
                format!("{user} receives {} {} about {:?} in {stream}", op.k, op.id, op.student)
            })?;
        }
    }
    for news in answer.room.iter().flatten() {
        let says = |who| role(who) != Role::Student;
        require(rights.teaches(news.class) && says(news.by), Invariant::Isolation, || {
            format!("{user} hears from {} of {} in {}", news.by, news.student, news.class)
        })?;
        let is_there = book.members.contains_key(&(news.class, news.student));
        require(is_there && !says(news.student), Invariant::Isolation, || {
            format!("{user} hears of {}, who is not in {}", news.student, news.class)
        })?;
    }
    found(book, &rights, user, text, "an answer")
}

/// Streams that somebody is told of.
pub(super) fn named(book: &Book, user: UserId, streams: &[String]) -> Held {
    let rights = Rights::of(book, user);
    for name in streams {
        require(name.parse().is_ok_and(|stream| rights.reads(&stream)), Invariant::Isolation, || {
            format!("{user} is told of {name}")
        })?;
    }
    Ok(())
}

/// Bytes of a photo that came to somebody.
pub(super) fn photo(book: &Book, user: UserId, hash: &str, bytes: &[u8]) -> Held {
    let rights = Rights::of(book, user);
    let by = book.hashes.get(hash).into_iter().flatten().filter(|id| rights.holds(**id));
    let held: Vec<_> = by.filter_map(|id| book.ops.get(id)).collect();
    require(!held.is_empty(), Invariant::Isolation, || format!("{user} receives the photo {hash}"))?;
    // A correction keeps the photo of what it corrects, and whoever may read the one sees it.
    let shown: Vec<OpId> = held.iter().flat_map(|logged| pieces(book, logged)).collect();
    for canary in canaries(bytes) {
        let may = book.canaries.get(canary).is_some_and(|of| of.iter().any(|id| shown.contains(id)));
        require(may, Invariant::Isolation, || format!("{user} receives {canary} within a photo"))?;
    }
    Ok(())
}

/// Every planted text stands in an operation that this person may hold.
fn found(book: &Book, rights: &Rights<'_>, user: UserId, text: &str, within: &str) -> Held {
    for canary in canaries(text) {
        let may = book.canaries.get(canary).is_some_and(|of| of.iter().any(|id| rights.holds(*id)));
        require(may, Invariant::Isolation, || format!("{user} receives {canary} within {within}"))?;
    }
    Ok(())
}

/// What a device holds once it has heard the server's last word.
pub(super) fn held(book: &Book, user: UserId, kept: &Inspection) -> Held {
    let rights = Rights::of(book, user);
    named(book, user, &kept.streams.keys().cloned().collect::<Vec<_>>())?;
    for op in kept.ops.values().filter(|op| op.state == 3 && !book.is_strange(op.id)) {
        require(rights.holds(op.id), Invariant::Isolation, || {
            format!("{user} holds {} {} about {:?}", op.kind, op.id, op.student)
        })?;
    }
    Ok(())
}

/// No file of a device says anything to whoever finds it.
pub(super) fn files(tablet: &Tablet) -> Held {
    fn look(folder: &Path) -> Held {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                look(&path)?;
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            let plain = memmem::find(&bytes, CANARY);
            require(plain.is_none(), Invariant::Isolation, || format!("{} is readable", path.display()))?;
        }
        Ok(())
    }
    look(&tablet.folder())
}
