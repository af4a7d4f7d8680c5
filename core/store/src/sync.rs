//! What a sync engine needs: what to push, how far each stream is read, and taking in an answer whole.

use crate::{Store, StoreError, Written};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Cursor, SyncAnswer};
use std::collections::BTreeMap;

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// What it led to.
    pub written: Written,
    /// Operations that are new here.
    pub pulled: u32,
    /// Own operations that the server now has.
    pub acked: u32,
    /// Own operations that it did not take.
    pub refused: u32,
    /// A stream goes on: ask again at once.
    pub more: bool,
    /// Photo bytes may have to travel.
    pub wake_photos: bool,
}

impl Store {
    /// Own operations to push, in the order of their `dseq`: released, not acknowledged, not refused. At least
    /// one if there is any, however large.
    pub fn outbox(&self, max_ops: usize, max_bytes: usize) -> Result<Vec<RawOp>, StoreError> {
        let _ = (max_ops, max_bytes);
        unimplemented!()
    }

    /// How far each stream is read.
    pub fn cursors(&self) -> Result<BTreeMap<String, Cursor>, StoreError> {
        unimplemented!()
    }

    /// The server's store that the cursors belong to.
    pub fn epoch(&self) -> Result<String, StoreError> {
        unimplemented!()
    }

    /// Takes in an answer in one transaction: fates, pages, levels, cursors; streams that are no longer listed
    /// go with everything that only they held. Times are of this device's clock, UTC milliseconds.
    pub fn apply(
        &self,
        answer: &SyncAnswer,
        sent_at_ms: i64,
        received_at_ms: i64,
    ) -> Result<Applied, StoreError> {
        let _ = (answer, sent_at_ms, received_at_ms);
        unimplemented!()
    }

    /// Reads a stream again from its start (after [`StoreError::Feed`]); what it held stays until then.
    pub fn restart_stream(&self, stream: &str) -> Result<Written, StoreError> {
        let _ = stream;
        unimplemented!()
    }
}
