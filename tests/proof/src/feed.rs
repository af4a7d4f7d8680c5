//! A whole feed as one person may read it, checked while it is read: every number of a stream once, and the digest
//! that of the operations that came.

use anyhow::{Context, ensure};
use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::{AttachmentId, OpId};
use notyet_protocol::digest::Digest;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Cursor, Enrolment, SyncRequest};
use notyet_sync::{Token, Transport};
use std::collections::{BTreeMap, BTreeSet};

/// What one person has read of all their streams.
#[derive(Debug, Default)]
pub struct Feed {
    streams: BTreeMap<String, (u64, Digest)>,
    ops: BTreeMap<OpId, RawOp>,
}

impl Feed {
    /// Reads all of it.
    pub async fn read(transport: &dyn Transport, who: &Enrolment) -> anyhow::Result<Self> {
        let (token, mut feed) = (Token::new(who.token.clone()), Self::default());
        loop {
            let mut request = SyncRequest::new("proof", who.epoch.clone());
            let cursors = feed.streams.iter().map(|(stream, (seq, _))| (stream.clone(), Cursor::at(*seq)));
            request.cur = cursors.collect();
            let answer = transport.sync(&token, &request).await.context("reading the feed")?;
            ensure!(answer.epoch == who.epoch, "the server has begun another epoch");
            if answer.pages.is_empty() {
                return Ok(feed);
            }
            for (stream, page) in answer.pages {
                let (seq, digest) = feed.streams.entry(stream.clone()).or_default();
                ensure!(page.from == *seq && !page.ops.is_empty(), "{stream} does not go on after {seq}");
                for envelope in page.ops {
                    ensure!(envelope.seq == *seq + 1, "{stream} goes from {seq} to {}", envelope.seq);
                    let id = envelope.op.id().with_context(|| format!("{stream} {seq} has no id"))?;
                    (*seq, *digest) = (envelope.seq, digest.then(envelope.seq, id));
                    feed.ops.insert(id, envelope.op);
                }
                ensure!(digest.to_hex() == page.digest, "{stream} has another digest at {seq}");
                ensure!(
                    page.more || page.head == *seq,
                    "{stream} ends at {seq}, and its head is {}",
                    page.head
                );
            }
        }
    }

    /// The operations in it.
    pub fn ids(&self) -> BTreeSet<OpId> {
        self.ops.keys().copied().collect()
    }

    /// Photos and the SHA-256 of the bytes that they are bound to.
    pub fn photos(&self) -> anyhow::Result<BTreeMap<AttachmentId, String>> {
        let mut photos = BTreeMap::new();
        for op in self.ops.values() {
            if let Parsed::Known(Body::BlobRef(bound)) = op.read()?.body()? {
                photos.insert(bound.attachment, bound.sha256);
            }
        }
        Ok(photos)
    }

    /// How far each stream goes, and its digest.
    pub fn heads(&self) -> &BTreeMap<String, (u64, Digest)> {
        &self.streams
    }
}
