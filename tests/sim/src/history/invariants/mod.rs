//! The ten invariants of sync, one file each. Those that cost little are asked after every step, all of them once
//! everything is quiet.

mod amnesia;
mod atomicity;
mod authority;
mod convergence;
mod density;
mod durability;
mod erasure;
mod forgotten;
mod idempotency;
mod isolation;
mod liveness;

use super::book::Book;
use super::ledger::Ledger;
use super::net::Seen;
use super::stage::Stage;
use super::tablet::Tablet;
use super::verdict::Violation;
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::SyncAnswer;
use notyet_store::Inspection;
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) use idempotency::Mark;
pub(crate) use liveness::quiet;

/// What sync promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Invariant {
    /// What was shown as saved ends in the feed, or refused with a reason.
    Durability,
    /// Replicas that may read a stream hold the same.
    Convergence,
    /// Numbers of a stream have no gap.
    Density,
    /// What comes twice changes nothing.
    Idempotency,
    /// Nothing is stored that may not be written.
    Authority,
    /// Nobody holds what they may not read.
    Isolation,
    /// After a crash everything agrees.
    Atomicity,
    /// What a server forgot comes back, epochs only grow newer, and who was shut out stays out.
    Amnesia,
    /// Nothing of an erased student is left anywhere, and slots stay where they are.
    Erasure,
    /// Queues drain, and what is unknown survives.
    Liveness,
}

/// What holds, or the first thing that does not.
pub(crate) type Held = Result<(), Violation>;

fn broken(invariant: Invariant, what: impl Into<String>) -> Violation {
    Violation { invariant, step: None, what: what.into() }
}

fn require(holds: bool, invariant: Invariant, what: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(broken(invariant, what())) }
}

/// What the checker remembers from step to step.
#[derive(Default)]
pub(crate) struct Watch {
    epochs: Vec<Epoch>,
    /// Where each operation stands, as it was first seen.
    slots: BTreeMap<String, usize>,
}

impl Watch {
    /// What was stored since.
    pub(crate) fn stored(&mut self, book: &mut Book, ledger: &Ledger, fresh: &[OpId]) -> Held {
        let placed = density::streams(book)?;
        self.slots.extend(book.streams.iter().map(|(stream, ops)| (stream.clone(), ops.len())));
        erasure::stored(book, ledger, fresh)?;
        amnesia::the_same(book, fresh)?;
        authority::stored(book, ledger, fresh)?;
        convergence::times(book, fresh)?;
        isolation::routed(book, &placed)
    }

    /// What came to somebody, with the book as it was then.
    pub(crate) fn heard(&mut self, book: &Book, user: UserId, seen: &Seen) -> Held {
        match seen {
            Seen::Answer(text) => {
                let answer: SyncAnswer = serde_json::from_str(text)
                    .map_err(|error| broken(Invariant::Liveness, format!("an answer: {error}")))?;
                amnesia::epochs(&mut self.epochs, &answer.epoch)?;
                isolation::answered(book, user, &answer, text)?;
                atomicity::acknowledged(book, &answer)
            }
            Seen::Heads(streams) => isolation::named(book, user, streams),
            Seen::Photo(hash, bytes) => isolation::photo(book, user, hash, bytes),
            Seen::ShutOut => amnesia::shut_out(user),
        }
    }

    /// The server has been opened again over what was committed.
    pub(crate) fn server_opened(&mut self, book: &mut Book) -> Held {
        erasure::slots_stay(book, &self.slots)?;
        atomicity::server(book)
    }

    /// The server has gone back to an earlier state. From here on slots are counted anew.
    pub(crate) fn server_went_back(
        &mut self,
        tablets: &[Tablet],
        book: &mut Book,
        ledger: &mut Ledger,
    ) -> Held {
        self.slots.clear();
        density::streams(book)?;
        forgotten::note(tablets, book, ledger)?;
        atomicity::server(book)
    }

    /// Before a student is erased.
    pub(crate) fn is_there(student: UserId, folder: &Path, tablets: &[Tablet]) -> Held {
        erasure::is_there(student, folder, tablets)
    }

    /// The server has erased a student.
    pub(crate) fn server_erased(&mut self, book: &mut Book, ledger: &Ledger, folder: &Path) -> Held {
        erasure::server(book, ledger, folder)?;
        erasure::slots_stay(book, &self.slots)
    }

    /// The server was opened, over whatever state, and may have had to erase somebody again.
    pub(crate) fn server_erased_again(&self, book: &Book, ledger: &Ledger, folder: &Path) -> Held {
        erasure::rows(book, ledger, folder)
    }

    /// The server has swept, long after everything.
    pub(crate) fn server_swept(book: &Book, ledger: &Ledger, folder: &Path) -> Held {
        erasure::server(book, ledger, folder)
    }

    /// A device has synced after a student was erased.
    pub(crate) fn device_erased(&self, who: usize, tablet: &Tablet, ledger: &Ledger, book: &Book) -> Held {
        erasure::device(who, tablet, &inspect(who, tablet)?, ledger, book)
    }

    /// A device has been opened again over what was committed.
    pub(crate) fn device_opened(&self, who: usize, tablet: &Tablet, ledger: &Ledger, book: &Book) -> Held {
        let kept = inspect(who, tablet)?;
        erasure::device(who, tablet, &kept, ledger, book)?;
        durability::released(who, &kept)?;
        atomicity::device(who, tablet, &kept, ledger, book)
    }

    /// Where everything stands, to see later that nothing has moved.
    pub(crate) fn mark(&self, book: &Book) -> Mark {
        idempotency::mark(book)
    }

    /// A request that was served before has been served again.
    pub(crate) fn nothing_new(
        &self,
        book: &Book,
        before: &Mark,
        request: &str,
        answer: Option<&str>,
    ) -> Held {
        idempotency::nothing_new(book, before, request, answer)
    }

    /// All of them, once everything is quiet.
    pub(crate) fn at_the_end(&mut self, stage: &mut Stage) -> Held {
        let mut kept = Vec::new();
        for (who, tablet) in stage.tablets.iter().enumerate() {
            kept.push(inspect(who, tablet)?);
        }
        amnesia::came_back(&stage.ledger, &stage.book)?;
        density::readers(&kept, &stage.book)?;
        durability::saved(&kept, &stage.ledger, &stage.book)?;
        durability::photos(&kept, &stage.ledger, &stage.book)?;
        erasure::rows(&stage.book, &stage.ledger, &stage.host.folder())?;
        for (who, tablet) in stage.tablets.iter().enumerate() {
            if stage.is_erased(who) {
                erasure::as_new(who, tablet, &kept[who])?;
                continue;
            }
            erasure::device(who, tablet, &kept[who], &stage.ledger, &stage.book)?;
            isolation::held(&stage.book, tablet.user(), &kept[who])?;
            isolation::files(tablet)?;
            convergence::streams(who, tablet.user(), &kept[who], &stage.book)?;
            convergence::registers(who, &kept[who])?;
            convergence::seats(who, tablet, &kept[who], &stage.book)?;
            atomicity::device(who, tablet, &kept[who], &stage.ledger, &stage.book)?;
            liveness::learnt(who, tablet, &kept[who], &stage.host)?;
        }
        convergence::levels(&kept)?;
        idempotency::doubles(&stage.tablets, &stage.ledger, &stage.book)?;
        liveness::bytes(&stage.ledger, &stage.book)?;
        erasure::slots_stay(&mut stage.book, &self.slots)?;
        atomicity::server(&stage.book)
    }

    /// A store or a server that does not do what it must whatever happens.
    pub(crate) fn broken(what: &str) -> Violation {
        broken(Invariant::Atomicity, what)
    }

    /// A device that gets nowhere by itself.
    pub(crate) fn stuck(what: &str) -> Violation {
        broken(Invariant::Liveness, what)
    }

    pub(crate) fn diverged(what: &str) -> Violation {
        broken(Invariant::Convergence, what)
    }

    pub(crate) fn unauthorised(what: &str) -> Violation {
        broken(Invariant::Authority, what)
    }

    pub(crate) fn repeated(what: &str) -> Violation {
        broken(Invariant::Idempotency, what)
    }

    pub(crate) fn leaked(what: &str) -> Violation {
        broken(Invariant::Isolation, what)
    }
}

fn inspect(who: usize, tablet: &Tablet) -> Result<Inspection, Violation> {
    let kept = tablet.store.inspect();
    kept.map_err(|error| broken(Invariant::Atomicity, format!("tablet {who} cannot be read: {error}")))
}
