//! What a sync engine needs: what to push, how far each stream is read, and taking in an answer whole.

use crate::apply::Intake;
use crate::clock::signed;
use crate::fold::state;
use crate::store::Durability;
use crate::{Reader, Store, StoreError, Topic, Topics, Written, clock, lease};
use notyet_model::clock::Hlc;
use notyet_protocol::digest::Digest;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{CHAIN_CHARS, Cursor, Offer, SyncAnswer};
use rusqlite::params;
use std::collections::{BTreeMap, HashSet};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// What it led to.
    pub written: Written,
    /// Operations that pages have shown, new here or read again.
    pub read: u32,
    /// Operations that are new here.
    pub pulled: u32,
    /// Own operations that the server now has.
    pub acked: u32,
    /// Own operations that it did not take.
    pub refused: u32,
    /// Operations in doubt that it has answered for.
    pub settled: u32,
    /// Streams are read again from their start.
    pub started_again: bool,
    /// A stream goes on: ask again at once.
    pub more: bool,
    /// Photo bytes have to travel.
    pub wake_photos: bool,
}

impl Applied {
    /// What came of both, this one first.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let topics = self.written.topics.and(next.written.topics);
        Self {
            written: Written { topics, ..next.written },
            read: self.read + next.read,
            pulled: self.pulled + next.pulled,
            acked: self.acked + next.acked,
            refused: self.refused + next.refused,
            settled: self.settled + next.settled,
            started_again: self.started_again || next.started_again,
            more: next.more,
            wake_photos: self.wake_photos || next.wake_photos,
        }
    }
}

impl Store {
    /// Own operations to push, in the order of their `dseq`: released, not acknowledged, not refused. At least
    /// one if there is any, however large.
    pub fn outbox(&self, max_ops: usize, max_bytes: usize) -> Result<Vec<RawOp>, StoreError> {
        self.read(|r| own(r, state::WAITING, None, max_ops, max_bytes))
    }

    /// The same beside what is on its way already.
    pub fn outbox_beside(
        &self,
        under_way: &[RawOp],
        max_ops: usize,
        max_bytes: usize,
    ) -> Result<Vec<RawOp>, StoreError> {
        self.read(|r| {
            if let Some(span) = span(r, under_way)? {
                return own(r, state::WAITING, Some(span), max_ops, max_bytes);
            }
            let not_again: HashSet<&str> = under_way.iter().map(RawOp::text).collect();
            let theirs = not_again.iter().map(|text| text.len()).sum::<usize>();
            let (look_at, bytes) = (max_ops + not_again.len(), max_bytes + theirs);
            let mut ops = own(r, state::WAITING, None, look_at, bytes)?;
            ops.retain(|op| !not_again.contains(op.text()));
            ops.truncate(max_ops);
            Ok(ops)
        })
    }

    /// Own operations that the server said it has, and that no page has shown: what went where this person does not
    /// read any more, and what the server forgot before anybody had read it. In the order of their `dseq`, at least
    /// one if there is any.
    pub fn unshown(&self, max_ops: usize, max_bytes: usize) -> Result<Vec<RawOp>, StoreError> {
        // What somebody left takes in no page: nothing in it is ever shown.
        if self.is_leaving() {
            return Ok(vec![]);
        }
        self.read(|r| own(r, state::ACKNOWLEDGED, None, max_ops, max_bytes))
    }

    /// What the server may have forgotten, to be offered once no stream goes on: fields of entities first, because what
    /// is recorded is routed by them, and then in the order in which they took effect. At least one if there is any,
    /// however large.
    pub fn offers(&self, max_ops: usize, max_bytes: usize) -> Result<Vec<Offer>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached(
                "SELECT d.epoch, o.eff, o.flags, o.mac, o.body FROM doubt d JOIN op o ON o.n = d.op
                  ORDER BY o.entity IS NULL, o.eff, o.id LIMIT ?",
            )?;
            let mut rows = read.query([max_ops as i64])?;
            let (mut offers, mut bytes) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let text: String = row.get(4)?;
                bytes += text.len();
                if bytes > max_bytes && !offers.is_empty() {
                    break;
                }
                offers.push(Offer {
                    epoch: row.get::<_, String>(0)?.parse().unwrap_or_default(),
                    eff: Hlc(row.get::<_, i64>(1)?.max(0) as u64),
                    flags: row.get(2)?,
                    mac: row.get(3)?,
                    op: RawOp::from_text(text)?,
                });
            }
            Ok(offers)
        })
    }

    /// How far each stream is read.
    pub fn cursors(&self) -> Result<BTreeMap<String, Cursor>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached("SELECT stream, seq, digest FROM cur")?;
            let rows = read
                .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, [u8; 32]>(2)?)))?;
            rows.map(|row| row.map(|(stream, seq, digest)| (stream, cursor(seq.max(0) as u64, digest))))
                .collect::<Result<_, _>>()
                .map_err(StoreError::from)
        })
    }

    /// The epoch of the server that the cursors belong to.
    pub fn epoch(&self) -> Result<Epoch, StoreError> {
        self.read(|r| r.epoch())
    }

    /// Takes in an answer in one transaction: fates, pages, levels, cursors; streams that are no longer listed
    /// go with everything that only they held. Times are of this device's clock, UTC milliseconds.
    ///
    /// An answer of an epoch that is over changes nothing. A new epoch starts every stream again, puts all that is here
    /// in doubt, and makes own work waiting again that the feed had not shown. After [`StoreError::Feed`] nothing has changed; see [`Store::restart_stream`].
    pub fn apply(
        &self,
        answer: &SyncAnswer,
        sent_at_ms: i64,
        received_at_ms: i64,
    ) -> Result<Applied, StoreError> {
        if mutant::on(Mutant::CursorFirst) {
            self.transact(Durability::Again, |tx| {
                for (stream, page) in &answer.pages {
                    let read = (page.from + page.ops.len() as u64) as i64;
                    let sql = "UPDATE cur SET seq = max(seq, ?) WHERE stream = ?";
                    tx.conn.prepare_cached(sql)?.execute(params![read, stream])?;
                }
                tx.touch(Topic::Sync.into());
                Ok(())
            })?;
        }
        let offset_ms = answer.now.saturating_sub(sent_at_ms.saturating_add(received_at_ms) / 2);
        let answer = self.concerning(answer);
        let (counted, written) = self.transact(Durability::Again, |tx| {
            let counted = Intake::new(tx, received_at_ms)?.take(&answer)?;
            if counted.current {
                clock::set_number(tx.conn, "offset_ms", offset_ms)?;
                clock::set_number(tx.conn, "last_sync_ms", received_at_ms)?;
                lease::confirm(tx.conn, &**self.env(), offset_ms)?;
                // Before the notice goes out: whoever it wakes must find them.
                self.inner
                    .live
                    .joins
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone_from(&answer.joins);
                tx.hear(&answer)?;
                tx.touch(Topic::Sync.into());
            }
            Ok(counted)
        })?;
        if counted.current {
            self.inner.live.offset_ms.store(offset_ms, Ordering::Relaxed);
        }
        if counted.erased {
            self.scrub()?;
        }
        let wake_photos = !self.uploads(1)?.is_empty() || !self.downloads(1)?.is_empty();
        Ok(Applied {
            written,
            read: counted.read,
            pulled: counted.pulled,
            acked: counted.acked,
            refused: counted.refused,
            settled: counted.settled,
            started_again: counted.started_again,
            more: counted.more,
            wake_photos,
        })
    }

    /// Reads a stream again from its start (after [`StoreError::Feed`]); what it held stays meanwhile.
    pub fn restart_stream(&self, stream: &str) -> Result<Written, StoreError> {
        let restart = self.transact(Durability::Again, |tx| {
            crate::doubt::restart(tx.conn, stream)?;
            tx.touch(Topics::from(Topic::Sync));
            Ok(())
        });
        restart.map(|((), written)| written)
    }
}

/// From which count to which these are all that is not confirmed, so that the next ones are found without reading them
/// once more; `None`: others stand between them.
fn span(r: &Reader<'_>, ops: &[RawOp]) -> Result<Option<(i64, i64)>, StoreError> {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return Ok(None) };
    let (first, last) = (signed(first.read()?.dseq), signed(last.read()?.dseq));
    let mut read =
        r.conn.prepare_cached("SELECT count(*) FROM op WHERE state < 3 AND dseq BETWEEN ? AND ?")?;
    let between: i64 = read.query_row([first, last], |row| row.get(0))?;
    Ok((between == ops.len() as i64).then_some((first, last)))
}

/// Own operations in a state, but for those whose counts are within this span.
fn own(
    r: &Reader<'_>,
    state: u8,
    beside: Option<(i64, i64)>,
    max_ops: usize,
    max_bytes: usize,
) -> Result<Vec<RawOp>, StoreError> {
    let mut read = r.conn.prepare_cached(
        "SELECT body FROM op WHERE state < 3 AND dseq NOT BETWEEN ?2 AND ?3 AND state = ?1 ORDER BY dseq",
    )?;
    // A span that nothing is in.
    let (first, last) = beside.unwrap_or((i64::MAX, i64::MIN));
    let mut rows = read.query(params![state, first, last])?;
    let (mut ops, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        bytes += text.len();
        if ops.len() >= max_ops || (bytes > max_bytes && !ops.is_empty()) {
            break;
        }
        ops.push(RawOp::from_text(text)?);
    }
    Ok(ops)
}

fn cursor(seq: u64, digest: [u8; 32]) -> Cursor {
    let mut chain = if seq > 0 { Digest(digest).to_hex() } else { String::new() };
    chain.truncate(CHAIN_CHARS);
    Cursor { seq, chain }
}
