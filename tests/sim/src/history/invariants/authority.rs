//! Promise 5. Authority: nothing is stored that `may_write` would refuse to this actor, in relations that the simulator
//! worked out itself; the actor is the person whose token it was; nobody changes what is not theirs to change.

use super::{Held, Invariant, require};
use crate::history::book::{Book, Logged};
use crate::history::cast::{course_of, role};
use crate::history::ledger::Ledger;
use notyet_model::authority::{About, Relations, Review, Role, Written, may_change, may_write};
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{AttachmentId, ClassId, OpId, SchoolId, UserId};
use notyet_model::register::{ClassRole, RoundState};
use notyet_server::SYSTEM;
use std::str::FromStr;

/// How long work that was done before leaving is still taken.
const GRACE_MS: i64 = 14 * 24 * 3600 * 1000;

/// Every operation that was stored since.
pub(super) fn stored(book: &Book, ledger: &Ledger, fresh: &[OpId]) -> Held {
    for id in fresh {
        if let Some(why) = ledger.forged.get(id) {
            require(false, Invariant::Authority, || format!("{id} is stored: {why}"))?;
        }
        let logged = &book.ops[id];
        if logged.is_blank() {
            continue;
        }
        let author = ledger.saved.get(id).map(|saved| saved.by).or(ledger.authors.get(id).copied());
        require(author.is_none_or(|author| author == logged.op.actor), Invariant::Authority, || {
            format!("{id} by {author:?} is stored as {}'s", logged.op.actor)
        })?;
        if logged.op.actor != SYSTEM && logged.body.is_some() {
            one(book, logged)?;
        }
    }
    Ok(())
}

fn one(book: &Book, logged: &Logged) -> Held {
    let Some(body) = &logged.body else { return Ok(()) };
    let op = &logged.op;
    let who = relations(book, logged);
    let about = match body {
        Body::Set(set) if set.entity == "seat" => return seat(book, &who, logged, set),
        // Whose an entity is, is the server's to look up; here it is enough that no student sets anything, and
        // that whoever does teaches, or runs the school.
        Body::Set(_) => {
            let staff = who.role == Role::Administrator || !who.teaches.is_empty();
            return require(who.role != Role::Student && staff, Invariant::Authority, || {
                format!("{} sets fields", op.actor)
            });
        }
        _ => About { class: op.class, student: op.student, course: None },
    };
    let may = may_write(&who, about, body);
    require(may.is_ok(), Invariant::Authority, || {
        format!(
            "{} {} by {} about {:?} of {:?} is stored: {may:?}",
            op.k, op.id, op.actor, op.student, op.class
        )
    })?;
    let subject = op.class.zip(op.student).and_then(|key| book.members.get(&key));
    require(subject.is_some_and(|it| it.member.role == ClassRole::Student), Invariant::Authority, || {
        format!("{} {} is about somebody who was never in the class", op.k, op.id)
    })?;
    let changed = body.supersedes().iter().chain(match body {
        Body::Retraction(retraction) => &retraction.of[..],
        _ => &[],
    });
    for target in changed {
        change(book, &who, logged, *target)?;
    }
    named(book, logged, body)?;
    body.binds().map_or(Ok(()), |it| bound(book, logged, it.attachment))
}

/// Bytes are bound by whoever recorded what they belong to, in the same record.
fn bound(book: &Book, logged: &Logged, attachment: AttachmentId) -> Held {
    let op = &logged.op;
    let by = book.attachments.get(&attachment).into_iter().flatten();
    let by: Vec<_> = by.filter_map(|id| book.ops.get(id)).map(|it| &it.op).collect();
    let same = by.iter().all(|it| (it.class, it.student) == (op.class, op.student));
    let own = by.is_empty() || by.iter().any(|it| it.actor == op.actor);
    require(same && own, Invariant::Authority, || {
        format!("{} {} by {} binds what is another's: {attachment}", op.k, op.id, op.actor)
    })
}

/// A seat is set by whoever teaches the class, of somebody who learns or learnt there, and stands in the record of
/// whom it is about, so that it goes with that.
fn seat(book: &Book, who: &Relations, logged: &Logged, set: &Set) -> Held {
    let key =
        set.id.split_once('/').and_then(|(class, user)| Some((class.parse().ok()?, user.parse().ok()?)));
    let of: Option<(ClassId, UserId)> = key;
    let teaches = of.is_some_and(|(class, _)| who.role != Role::Student && who.teaches.contains(&class));
    let learns = of.and_then(|of| book.members.get(&of));
    let learns = learns.is_some_and(|it| it.member.role == ClassRole::Student);
    let same = of.is_some_and(|(class, user)| {
        logged.op.student == Some(user)
            && logged.op.class.is_none_or(|it| it == class)
            && says(set, "class").is_none_or(|it| class == it)
            && says(set, "user").is_none_or(|it| user == it)
    });
    require(teaches && learns && same, Invariant::Authority, || {
        let op = &logged.op;
        format!("{} sets the seat {} in the record of {:?} of {:?}", op.actor, set.id, op.student, op.class)
    })
}

/// The id that a field says.
fn says<T: FromStr>(set: &Set, field: &str) -> Option<T> {
    set.fields.get(field)?.as_str()?.parse().ok()
}

/// What is corrected or taken back stands in the same record and may be changed by this person.
fn change(book: &Book, who: &Relations, logged: &Logged, target: OpId) -> Held {
    let op = &logged.op;
    let Some(old) = book.ops.get(&target) else {
        return require(false, Invariant::Authority, || {
            format!("{} changes {target}, which is not there", op.id)
        });
    };
    let same = (old.op.class, old.op.student) == (op.class, op.student);
    require(same, Invariant::Authority, || format!("{} changes {target} of another record", op.id))?;
    let (Some(body), Some(class)) = (&old.body, old.op.class) else { return Ok(()) };
    let role = book.members.get(&(class, old.op.actor)).map(|it| it.member.role);
    let may = may_change(who, Written { class, author: old.op.actor, role, body });
    require(may, Invariant::Authority, || {
        format!("{} {} by {} changes {} by {}", op.k, op.id, op.actor, old.op.k, old.op.actor)
    })
}

/// Facts that are pointed at stand in the same record.
fn named(book: &Book, logged: &Logged, body: &Body) -> Held {
    use notyet_model::fact::Name;
    for name in body.names() {
        let Name::Fact(target) = name else { continue };
        let student = target.student.or(logged.op.student);
        let fits = book
            .ops
            .get(&target.id)
            .is_some_and(|it| (it.op.class, it.op.student) == (logged.op.class, student));
        require(fits, Invariant::Authority, || {
            format!("{} {} names {} of another record", logged.op.k, logged.op.id, target.id)
        })?;
    }
    Ok(())
}

/// When it was recorded; of a photo's bytes, when the work was that they belong to, if its author binds them.
fn recorded_ms(book: &Book, logged: &Logged) -> i64 {
    let hlc_ms = logged.op.hlc.ms();
    let Some(bound) = logged.body.as_ref().and_then(Body::binds) else { return hlc_ms };
    let work =
        book.attachments.get(&bound.attachment).into_iter().flatten().filter_map(|id| book.ops.get(id));
    let own = work.filter(|work| work.op.actor == logged.op.actor);
    own.map(|work| work.received.min(work.op.hlc.ms())).fold(hlc_ms, i64::min)
}

/// What the actor was when it was recorded, leniently: whoever left within the time that late work is taken in
/// counts as still there.
fn relations(book: &Book, logged: &Logged) -> Relations {
    let (user, received) = (logged.op.actor, logged.received);
    let recorded_ms = recorded_ms(book, logged);
    let mut who = Relations::new(user, SchoolId::from_bytes([1; 16]), role(user));
    let classes: Vec<ClassId> = book
        .members
        .values()
        .filter(|it| it.member.user == user)
        .filter(|it| it.left_ms.is_none_or(|left| received - left <= GRACE_MS && recorded_ms <= left))
        .map(|it| it.member.class)
        .collect();
    match who.role {
        Role::Student => {
            who.learns_in = classes;
            who.reviews = reviews(book, user);
        }
        Role::Teacher | Role::Administrator => {
            who.edits = classes.iter().map(|class| course_of(*class)).collect();
            who.teaches = classes;
        }
    }
    who
}

fn reviews(book: &Book, user: UserId) -> Vec<Review> {
    let mut found = Vec::new();
    for review in book.reviews().into_iter().filter(|review| review.reviewer == user) {
        let Some(round) = book.round(review.round).filter(|round| round.state != RoundState::Draft) else {
            continue;
        };
        let of = review.of.iter();
        found.extend(of.map(|it| Review { round: review.round, class: round.class, student: it.student }));
    }
    found
}
