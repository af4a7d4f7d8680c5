//! What the ledger says when it is read from its first line to its last, and putting it back into a database that
//! has forgotten it. Run before anything is served; running it again changes nothing.

use crate::env::Env;
use crate::epoch;
use crate::ledger::{Entry, Ledger};
use crate::storage::{Device, Mark, Person, StorageFault, Stored, Tx};
use notyet_model::ids::{DeviceId, SchoolId, UserId};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mutant::{self, Mutant};
use std::collections::BTreeSet;

/// The ledger's sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    pub(crate) school: Option<SchoolId>,
    pub(crate) epoch: Epoch,
    pub(crate) revoked: BTreeSet<DeviceId>,
    pub(crate) shut_out: BTreeSet<UserId>,
    pub(crate) erased: BTreeSet<UserId>,
}

impl Memory {
    /// Reads a ledger.
    pub(crate) fn of(ledger: &Ledger) -> Stored<Self> {
        let entries = ledger.entries().map_err(|error| StorageFault::Ledger(error.to_string()))?;
        Ok(entries.into_iter().fold(Self::default(), Self::then))
    }

    fn then(mut self, entry: Entry) -> Self {
        match entry {
            Entry::School { school } => self.school = Some(school),
            Entry::Epoch { epoch } => self.epoch = epoch,
            Entry::Revoked { device } => _ = self.revoked.insert(device),
            Entry::ShutOut { user } => _ = self.shut_out.insert(user),
            Entry::LetIn { user } => _ = self.shut_out.remove(&user),
            Entry::Erased { student } => _ = self.erased.insert(student),
        }
        self
    }

    /// Puts back who and what is shut out.
    pub(crate) fn put_back(&self, tx: &mut dyn Tx, now_ms: i64) -> Stored<()> {
        if mutant::on(Mutant::ShutOutForgotten) {
            return Ok(());
        }
        for id in &self.revoked {
            if let Some(device) = tx.device(*id)?.filter(|device| device.revoked.is_none()) {
                tx.put_device(&Device { revoked: Some(now_ms), ..device })?;
            }
        }
        for user in &self.shut_out {
            if let Some(person) = tx.person(*user)?.filter(|person| person.active) {
                tx.put_person(&Person { active: false, ..person })?;
            }
        }
        Ok(())
    }
}

/// Whether a database is behind what was seen of it before.
pub(crate) fn went_back(seen: Option<&Mark>, now: &Mark) -> bool {
    match (seen, now) {
        (None, _) => false,
        (Some(Mark::Taken(seen)), Mark::Taken(now)) => now < seen,
        (Some(seen), now) => seen != now,
    }
}

/// Makes a database that was just opened fit for service: names the school and its epoch, begins a new epoch where
/// the database has gone back, and puts back what it may not forget. Answers the school.
pub(crate) fn recall(
    tx: &mut dyn Tx,
    ledger: &Ledger,
    env: &dyn Env,
    went_back: bool,
    fresh: impl FnOnce() -> SchoolId,
) -> Stored<SchoolId> {
    let memory = Memory::of(ledger)?;
    let named = tx.meta("school")?.map(|text| text.parse::<SchoolId>()).transpose();
    let named = named.map_err(|error| StorageFault::Damaged(error.to_string()))?;
    let school = named.or(memory.school).unwrap_or_else(fresh);
    if memory.school.is_none() {
        epoch::remember(ledger, &Entry::School { school })?;
    }
    if named.is_none() {
        tx.set_meta("school", &school.to_string())?;
    }
    let present = epoch::present(tx)?;
    if went_back || present != memory.epoch || present == Epoch::default() {
        epoch::begin(tx, ledger, env)?;
    }
    memory.put_back(tx, env.now_ms())?;
    Ok(school)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_smaller_count_or_another_line_means_that_a_database_went_back() {
        let line = |name: &str| Mark::Line(name.to_owned());
        assert!(!went_back(None, &Mark::Taken(0)));
        assert!(!went_back(Some(&Mark::Taken(5)), &Mark::Taken(5)));
        assert!(!went_back(Some(&Mark::Taken(5)), &Mark::Taken(9)));
        assert!(went_back(Some(&Mark::Taken(5)), &Mark::Taken(4)));
        assert!(!went_back(Some(&line("a/1")), &line("a/1")));
        assert!(went_back(Some(&line("a/1")), &line("a/2")));
        assert!(went_back(Some(&Mark::Taken(5)), &line("a/1")));
    }

    #[test]
    fn who_was_let_in_again_is_not_shut_out() {
        let (ana, ben) = (UserId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
        let entries = [
            Entry::ShutOut { user: ana },
            Entry::ShutOut { user: ben },
            Entry::LetIn { user: ana },
            Entry::Epoch { epoch: Epoch::new(1, "a") },
            Entry::Epoch { epoch: Epoch::new(2, "b") },
        ];
        let memory = entries.into_iter().fold(Memory::default(), Memory::then);
        let expected =
            Memory { epoch: Epoch::new(2, "b"), shut_out: BTreeSet::from([ben]), ..Memory::default() };
        assert_eq!(memory, expected);
    }
}
