//! What one transaction has read or counted already. A transaction sees nobody else's writes, so what it has read once
//! stands until it writes itself; and a stream's counter is written down once for all operations that moved it.

use crate::storage::{Fields, Membership};
use notyet_model::ids::{ClassId, UserId};
use notyet_protocol::digest::Digest;
use std::collections::{BTreeMap, HashMap};

/// Where a stream stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counter {
    pub(super) seq: u64,
    pub(super) digest: Digest,
}

#[derive(Default)]
pub(super) struct Known {
    /// Merged fields by kind and id.
    fields: HashMap<String, HashMap<String, Fields>>,
    /// Places in classes; none: there is no such place.
    members: HashMap<(ClassId, UserId), Option<Membership>>,
    /// Whether a student's record was erased.
    erased: HashMap<UserId, bool>,
    /// Counters that have moved and are not written down.
    counters: BTreeMap<String, Counter>,
}

impl Known {
    pub(super) fn fields(&self, entity: &str, id: &str) -> Option<Fields> {
        self.fields.get(entity)?.get(id).cloned()
    }

    pub(super) fn note_fields(&mut self, entity: &str, id: &str, fields: &Fields) {
        self.fields.entry(entity.to_owned()).or_default().insert(id.to_owned(), fields.clone());
    }

    pub(super) fn forget_fields(&mut self, entity: &str, id: &str) {
        if let Some(of_kind) = self.fields.get_mut(entity) {
            of_kind.remove(id);
        }
    }

    pub(super) fn member(&self, class: ClassId, user: UserId) -> Option<Option<Membership>> {
        self.members.get(&(class, user)).copied()
    }

    pub(super) fn note_member(&mut self, class: ClassId, user: UserId, member: Option<Membership>) {
        self.members.insert((class, user), member);
    }

    pub(super) fn is_erased(&self, student: UserId) -> Option<bool> {
        self.erased.get(&student).copied()
    }

    pub(super) fn note_erased(&mut self, student: UserId, is_erased: bool) {
        self.erased.insert(student, is_erased);
    }

    /// For when somebody's place or record changes.
    pub(super) fn forget_people(&mut self) {
        self.members.clear();
        self.erased.clear();
    }

    pub(super) fn counter(&self, stream: &str) -> Option<Counter> {
        self.counters.get(stream).copied()
    }

    pub(super) fn count(&mut self, stream: &str, counter: Counter) {
        match self.counters.get_mut(stream) {
            Some(known) => *known = counter,
            None => drop(self.counters.insert(stream.to_owned(), counter)),
        }
    }

    /// Takes out what is to be written down.
    pub(super) fn moved(&mut self) -> BTreeMap<String, Counter> {
        std::mem::take(&mut self.counters)
    }
}
