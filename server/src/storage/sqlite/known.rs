//! What one transaction has read or counted already. A transaction sees nobody else's writes, so what it has read once
//! stands until it writes itself; and a stream's counter is written down once for all operations that moved it.

use crate::storage::Fields;
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
