//! The streams' counters. What a transaction appends is kept until its end and counted then: all rows are locked in
//! one statement in one order, so that two writers wait for each other but never in a circle, and nobody waits while
//! somebody else still decides.

use super::session::Session;
use crate::storage::words::unreadable;
use crate::storage::{StorageFault, Stored};
use notyet_model::ids::OpId;
use notyet_protocol::digest::Digest;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is to be appended.
#[derive(Default)]
pub(super) struct Counters {
    /// In the order of appending, by stream.
    waiting: BTreeMap<String, Vec<OpId>>,
    /// Operations of this transaction: no stream has them.
    fresh: BTreeSet<OpId>,
}

impl Counters {
    pub(super) fn inserted(&mut self, op: OpId) {
        self.fresh.insert(op);
    }

    pub(super) fn append(&mut self, stream: &str, op: OpId) {
        let waiting = self.waiting.entry(stream.to_owned()).or_default();
        if !waiting.contains(&op) {
            waiting.push(op);
        }
    }

    /// Gives everything that waits its number.
    pub(super) fn count(&mut self, session: &mut Session<'_>, school: i32) -> Stored<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let streams: Vec<String> = waiting.keys().cloned().collect();
        let mut heads = lock(session, school, &streams)?;
        self.drop_known(session, school, &mut waiting)?;
        let (mut feed, mut changed) = (Rows::default(), Rows::default());
        for (stream, ops) in &waiting {
            let (seq, digest) = heads
                .get_mut(stream)
                .ok_or_else(|| unreadable(format!("the counter of {stream} is gone")))?;
            for op in ops {
                *seq += 1;
                *digest = digest.then(*seq as u64, *op);
                feed.push(stream, *seq, *op, *digest);
                self.fresh.remove(op);
            }
            if let Some(last) = ops.last() {
                changed.push(stream, *seq, *last, *digest);
            }
        }
        write(session, school, &changed, &feed)
    }

    /// Forgets what a stream has already. The counters are locked, so nobody adds to it now.
    fn drop_known(
        &self,
        session: &mut Session<'_>,
        school: i32,
        waiting: &mut BTreeMap<String, Vec<OpId>>,
    ) -> Stored<()> {
        let old: Vec<(&str, Uuid)> = waiting
            .iter()
            .flat_map(|(stream, ops)| ops.iter().map(move |op| (stream.as_str(), op)))
            .filter(|(_, op)| !self.fresh.contains(op))
            .map(|(stream, op)| (stream, op.0))
            .collect();
        if old.is_empty() {
            return Ok(());
        }
        let (streams, ops): (Vec<&str>, Vec<Uuid>) = old.into_iter().unzip();
        let known = session.all(
            "SELECT feed.stream, feed.op FROM unnest($2::text[], $3::uuid[]) AS asked (stream, op)
               JOIN feed ON feed.school = $1 AND feed.stream = asked.stream AND feed.op = asked.op",
            &[&school, &streams, &ops],
            |row| Ok((row.try_get::<_, String>(0)?, OpId(row.try_get(1)?))),
        )?;
        for (stream, op) in known {
            waiting.entry(stream).or_default().retain(|it| *it != op);
        }
        Ok(())
    }
}

/// Locks the counters in the order of their streams and reads them; a stream that has none gets one.
fn lock(
    session: &mut Session<'_>,
    school: i32,
    streams: &[String],
) -> Stored<BTreeMap<String, (i64, Digest)>> {
    let sql = "INSERT INTO head (school, stream, seq, digest)
               SELECT $1, stream, 0, $3 FROM unnest($2::text[]) AS asked (stream) ORDER BY stream COLLATE \"C\"
               ON CONFLICT (school, stream) DO UPDATE SET seq = head.seq
               RETURNING stream, seq, digest";
    let heads = session.all(sql, &[&school, &streams, &Digest::default().to_hex()], |row| {
        let (stream, digest): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        let digest =
            Digest::from_hex(&digest).ok_or_else(|| unreadable(format!("the digest of {stream}")))?;
        Ok((stream, (row.try_get(1)?, digest)))
    })?;
    Ok(heads.into_iter().collect())
}

/// Columns of rows to write.
#[derive(Default)]
struct Rows {
    streams: Vec<String>,
    seqs: Vec<i64>,
    ops: Vec<Uuid>,
    digests: Vec<String>,
}

impl Rows {
    fn push(&mut self, stream: &str, seq: i64, op: OpId, digest: Digest) {
        self.streams.push(stream.to_owned());
        self.seqs.push(seq);
        self.ops.push(op.0);
        self.digests.push(digest.to_hex());
    }
}

fn write(session: &mut Session<'_>, school: i32, heads: &Rows, feed: &Rows) -> Result<(), StorageFault> {
    if feed.seqs.is_empty() {
        return Ok(());
    }
    session.run(
        "WITH counted AS (
           UPDATE head SET seq = now.seq, digest = now.digest
             FROM unnest($2::text[], $3::bigint[], $4::text[]) AS now (stream, seq, digest)
            WHERE head.school = $1 AND head.stream = now.stream
         )
         INSERT INTO feed (school, stream, seq, op, digest)
         SELECT $1, stream, seq, op, digest
           FROM unnest($5::text[], $6::bigint[], $7::uuid[], $8::text[]) AS new (stream, seq, op, digest)",
        &[
            &school,
            &heads.streams,
            &heads.seqs,
            &heads.digests,
            &feed.streams,
            &feed.seqs,
            &feed.ops,
            &feed.digests,
        ],
    )
}
