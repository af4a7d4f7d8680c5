//! Looks whether everything that a school's server holds is still what was written: the database's pages, each stream's
//! numbers and digests, the signature of every operation, the bytes of every photo. Changes nothing, and may run while
//! the school is in use.

use crate::blobs::is_sha256;
use crate::folder::Folder;
use crate::progress::{CutShort, Progress};
use crate::storage::{self, Room, StorageFault, Stored};
use notyet_model::stream::Stream;
use notyet_protocol::digest::{Digest, from_hex};
use notyet_protocol::mac::verify;
use notyet_protocol::wire::{Envelope, Page};

/// How much of a stream is looked at at once.
const ROOM: Room = Room { ops: 500, bytes: 16 << 20 };

/// Why the look was not finished.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it")]
pub enum CheckFault {
    #[error("The school's rows cannot be read: {0}.")]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    CutShort(#[from] CutShort),
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Streams.
    pub streams: usize,
    /// Numbers in them; an operation may have several.
    pub numbers: u64,
    /// Photos that are there, whole.
    pub photos: usize,
    /// Photos that devices are asked for: known to be missing, and no damage.
    pub awaited: usize,
    /// What is damaged, a sentence each.
    pub damage: Vec<String>,
}

/// Looks at all of a school.
pub fn check(folder: &Folder, progress: &mut Progress) -> Result<Checked, CheckFault> {
    progress.step("Looking at the database", 0, 1)?;
    let mut checked = Checked { damage: folder.storage.integrity()?, ..Checked::default() };
    let streams = storage::read(&*folder.storage, |tx| tx.streams())?;
    for (done, stream) in streams.iter().enumerate() {
        progress.step("Looking at streams", done, streams.len())?;
        if let Err(fault) = Reading::of(folder, stream).read(&mut checked, progress)? {
            checked.damage.push(format!("{stream}: {fault}"));
        }
        checked.streams += 1;
    }
    photos(folder, &mut checked, progress)?;
    Ok(checked)
}

/// A stream that is being read from its beginning.
struct Reading<'a> {
    folder: &'a Folder,
    stream: &'a str,
    seq: u64,
    digest: Digest,
}

impl<'a> Reading<'a> {
    fn of(folder: &'a Folder, stream: &'a str) -> Self {
        Self { folder, stream, seq: 0, digest: Digest::default() }
    }

    /// Reads to the end. A row that cannot be read at all ends this stream, and no other.
    fn read(mut self, checked: &mut Checked, progress: &mut Progress) -> Result<Stored<()>, CutShort> {
        if self.stream.parse::<Stream>().is_err() {
            checked.damage.push(format!("“{}” names no stream", self.stream));
        }
        loop {
            progress.step(&format!("Looking at {}", self.stream), self.seq as usize, self.seq as usize)?;
            let (seq, stream) = (self.seq, self.stream);
            let page = match storage::read(&*self.folder.storage, |tx| tx.page(stream, seq, ROOM)) {
                Ok(page) => page,
                Err(fault) => return Ok(Err(fault)),
            };
            if let Err(fault) = self.take(&page, checked) {
                return Ok(Err(fault));
            }
            if page.ops.is_empty() {
                if page.head != self.seq {
                    checked.damage.push(format!(
                        "{stream}: its counter says {}, but it ends at {}",
                        page.head, self.seq
                    ));
                }
                return Ok(Ok(()));
            }
        }
    }

    fn take(&mut self, page: &Page, checked: &mut Checked) -> Stored<()> {
        let before = self.digest;
        for envelope in &page.ops {
            self.one(envelope, checked);
        }
        if page.ops.is_empty() || self.digest.to_hex() == page.digest {
            return Ok(());
        }
        // Which row is the first that differs, and on from what it says.
        let mut digest = before;
        for envelope in &page.ops {
            let id = envelope.op.id();
            let computed = id.map(|id| digest.then(envelope.seq, id));
            let (stream, seq) = (self.stream, envelope.seq);
            let kept = storage::read(&*self.folder.storage, |tx| tx.digest_at(stream, seq))?;
            let kept = kept.as_deref().and_then(Digest::from_hex);
            if kept.is_none() || kept != computed {
                checked.damage.push(format!(
                    "{stream} {seq}: the digest up to here does not follow from the one before"
                ));
            }
            digest = kept.or(computed).unwrap_or(digest);
        }
        self.digest = digest;
        Ok(())
    }

    fn one(&mut self, envelope: &Envelope, checked: &mut Checked) {
        let (stream, seq) = (self.stream, envelope.seq);
        if seq != self.seq + 1 {
            checked.damage.push(format!("{stream}: {} is missing before {seq}", self.seq + 1));
        }
        (self.seq, checked.numbers) = (seq, checked.numbers + 1);
        let Some(id) = envelope.op.id() else {
            checked.damage.push(format!("{stream} {seq}: the operation has no id"));
            return;
        };
        self.digest = self.digest.then(seq, id);
        let mac = from_hex(&envelope.mac).and_then(|bytes| bytes.try_into().ok());
        let text = envelope.op.text();
        let key = self.folder.keys.school();
        if !mac.is_some_and(|mac| verify(key, text, envelope.eff, envelope.flags, &mac)) {
            checked.damage.push(format!("{stream} {seq}: operation {id} is not what was signed"));
        }
    }
}

fn photos(folder: &Folder, checked: &mut Checked, progress: &mut Progress) -> Result<(), CheckFault> {
    let (names, wanted) = storage::read(&*folder.storage, |tx| Ok((tx.photos()?, tx.wanted()?)))?;
    for (done, sha256) in names.iter().enumerate() {
        progress.step("Looking at photos", done, names.len())?;
        if !is_sha256(sha256) {
            checked.damage.push(format!("“{sha256}” names no photo"));
            continue;
        }
        match folder.blobs.get(sha256) {
            Ok(Some(_)) => checked.photos += 1,
            Ok(None) if wanted.contains(sha256) => checked.awaited += 1,
            Ok(None) => checked.damage.push(format!("photo {sha256}: it is not there")),
            Err(error) => checked.damage.push(format!("photo {sha256}: {error}")),
        }
    }
    Ok(())
}
