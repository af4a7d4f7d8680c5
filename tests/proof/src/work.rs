//! What a teacher records while something goes wrong, and what a store has to hold afterwards.

use crate::chance::Chance;
use anyhow::{Context, ensure};
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_protocol::digest::Digest;
use notyet_sim::device::shrink;
use notyet_sim::school::{AMARA, BEN, CLASS, OUTCOMES, evidence, feedback, judgement, retraction};
use notyet_store::{DbKey, PhotoSize, Send, Store, StoreError};
use notyet_sync::stepper::Stepper;
use std::collections::{BTreeMap, BTreeSet};

/// The database key of every device here.
pub const KEY: DbKey = DbKey([7; 32]);

/// Something that was shown to the teacher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A record is saved.
    Saved(OpId),
    /// A record is undone, without trace.
    Undone(OpId),
    /// The photo with this mark is saved.
    Photo(AttachmentId, u32),
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Saved(id) => write!(f, "saved {id}"),
            Self::Undone(id) => write!(f, "undone {id}"),
            Self::Photo(id, mark) => write!(f, "photo {id} {mark}"),
        }
    }
}

impl std::str::FromStr for Shown {
    type Err = anyhow::Error;

    fn from_str(line: &str) -> anyhow::Result<Self> {
        Ok(match line.split(' ').collect::<Vec<_>>()[..] {
            ["saved", id] => Self::Saved(id.parse()?),
            ["undone", id] => Self::Undone(id.parse()?),
            ["photo", id, mark] => Self::Photo(id.parse()?, mark.parse()?),
            _ => anyhow::bail!("a device said {line:?}"),
        })
    }
}

/// All that was shown.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Records that are saved.
    pub saved: BTreeSet<OpId>,
    /// Records that are undone.
    pub undone: BTreeSet<OpId>,
    /// Photos that are saved, and their marks.
    pub photos: BTreeMap<AttachmentId, u32>,
}

impl Said {
    /// Notes one thing more.
    pub fn note(&mut self, shown: Shown) {
        match shown {
            Shown::Saved(id) => drop(self.saved.insert(id)),
            Shown::Undone(id) => drop(self.undone.insert(id)),
            Shown::Photo(id, mark) => drop(self.photos.insert(id, mark)),
        }
    }

    /// Looks for all of it in the store of a device that ended without warning and was opened again.
    pub fn check(&self, store: &Store) -> anyhow::Result<()> {
        ensure!(store.integrity()? == "ok", "integrity_check: {}", store.integrity()?);
        ensure!(store.levels_agree()?, "the kept levels are not those that the facts lead to");
        ensure!(store.files_agree()?, "the photos' folder holds other files than the rows name");
        let kept = store.inspect()?;
        let there: BTreeSet<OpId> = kept.ops.keys().copied().collect();
        let missing: Vec<_> = self.saved.difference(&there).collect();
        ensure!(missing.is_empty(), "shown as saved, and gone: {missing:?}");
        let back: Vec<_> = self.undone.intersection(&there).collect();
        ensure!(back.is_empty(), "undone, and there again: {back:?}");
        for (name, stream) in &kept.streams {
            let mut digest = Digest::default();
            let mut last = 0;
            for (place, id) in stream.ops.iter().filter_map(|(place, id)| Some(((*place)?, *id))) {
                (last, digest) = (place, digest.then(place, id));
            }
            ensure!(last == stream.seq, "{name} is read up to {}, and held up to {last}", stream.seq);
            ensure!(last == 0 || stream.digest == digest.0, "{name} has another digest at {last}");
        }
        for (id, mark) in &self.photos {
            let bytes = store.read_photo(*id, PhotoSize::Full)?;
            let bytes = bytes.with_context(|| format!("shown as saved, and gone: the photo {id}"))?;
            let whole = bytes == picture(*mark) || bytes == shrunk(*mark);
            ensure!(whole, "the photo {id} holds other bytes");
        }
        Ok(())
    }
}

/// A teacher at work: what comes next follows from chance.
#[derive(Debug)]
pub struct Teacher {
    chance: Chance,
    last: Option<(OpId, UserId)>,
}

impl Teacher {
    /// One whose work this seed decides.
    pub fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed), last: None }
    }

    /// Does one thing, and says what is shown once it is done.
    pub fn next(&mut self, store: &Store) -> Result<Vec<Shown>, StoreError> {
        let student = if self.chance.is(1, 2) { AMARA } else { BEN };
        let outcome = OUTCOMES[self.chance.below(3) as usize];
        let level = judgement(outcome, 1 + self.chance.below(4) as u8, vec![]);
        let append = |body: &Body, student, send| {
            store.write(|tx| tx.append(Some((CLASS, student)), body, send)).map(|(id, _)| id)
        };
        match self.chance.below(10) {
            0..=3 => {
                let id = append(&level, student, Send::Now)?;
                self.last = Some((id, student));
                Ok(vec![Shown::Saved(id)])
            }
            4 => Ok(vec![Shown::Saved(append(&feedback(outcome, "Say why."), student, Send::Held)?)]),
            5 => {
                let held = append(&level, student, Send::Held)?;
                // An opening in between would have released it; here nobody opens.
                let gone = store.write(|tx| tx.remove_held(held))?.0;
                Ok(if gone { vec![Shown::Undone(held)] } else { vec![Shown::Saved(held)] })
            }
            6 => match self.last.take() {
                Some((id, about)) => Ok(vec![Shown::Saved(append(&retraction(vec![id]), about, Send::Now)?)]),
                None => Ok(vec![]),
            },
            7 => {
                store.write(|tx| tx.release(None))?;
                Ok(vec![])
            }
            _ => {
                let mark = self.chance.below(1 << 20) as u32;
                let photo = AttachmentId(store.env().new_id());
                let file = store.write_photo(&picture(mark))?;
                let body = evidence(outcome, photo);
                let saved = store.write(|tx| {
                    tx.add_attachment(photo, (CLASS, student), &file, 1)?;
                    tx.append(Some((CLASS, student)), &body, Send::Now)
                })?;
                Ok(vec![Shown::Saved(saved.0), Shown::Photo(photo, mark)])
            }
        }
    }
}

/// Lets an engine send what waits, in two rounds: one for what was recorded, and after the photos have gone up one for
/// the operations that bind them.
pub async fn drains_in_two_rounds(store: &Store, engine: &mut Stepper) -> anyhow::Result<()> {
    engine.drain().await?;
    while engine.photo().await? {}
    engine.drain().await?;
    let left = store.read(|reader| reader.not_sent())?;
    ensure!(left.waiting + left.held == 0, "after two rounds there is still something to send: {left:?}");
    Ok(())
}

/// A JPEG of some kilobytes; each mark makes another one.
pub fn picture(mark: u32) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xda, 0, 2];
    let mut chance = Chance::new(u64::from(mark));
    // No byte of it can be taken for a marker.
    bytes.extend((0..6_000).map(|_| (chance.draw() & 0x7f) as u8));
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// What becomes of that picture on its way.
pub fn shrunk(mark: u32) -> Vec<u8> {
    shrink(&picture(mark), 1).expect("the picture is whole").full
}
