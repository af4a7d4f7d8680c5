//! How a profile goes: signed out, with what is left to be sent in its place, or forgotten. One write of the list
//! is the step that counts; everything before it can be given up, everything after it is done again until it is.

use super::{People, Person, ProfileId, Sealed, Stage, key_name, tries_name};
use crate::{DbKey, StoreError};
use std::path::{Path, PathBuf};

/// What is being made for someone who leaves has this at the end of its folder's name until it is whole.
const PART: &str = "part";

/// What a person who signs out leaves to be sent: a place of its own, and the key of its database.
#[derive(Debug)]
pub struct Leftover {
    /// Under which profile it is sent.
    pub id: ProfileId,
    /// A folder that is not there yet, for a database with nothing but what was not sent.
    pub folder: PathBuf,
    /// That database's key.
    pub key: DbKey,
}

impl People {
    /// The first step of signing out: a place and a key for what was not sent. Nothing is promised yet.
    pub fn begin_leaving(&self, id: &ProfileId) -> Result<Leftover, StoreError> {
        self.person(id)?;
        let (new, key) = (ProfileId::new(&*self.env), self.new_key());
        let folder = self.part(&new);
        self.set_sealed(&new, &Sealed::plain(&key))?;
        Ok(Leftover { id: new, folder, key })
    }

    /// The step that counts: from here on the profile is gone, and what was left stands in its place with this
    /// many things to send. [`People::finish_leaving`] does the rest, once its database is closed.
    pub fn leave(&self, id: &ProfileId, left: Option<(&Leftover, u32)>) -> Result<(), StoreError> {
        self.change(|list| {
            let Some(person) = list.find_mut(id) else { return };
            let leaving = left.map(|(left, waiting)| Person {
                id: left.id.clone(),
                stage: Stage::Leaving,
                waiting,
                ..person.clone()
            });
            person.stage = Stage::Going;
            list.people.extend(leaving);
        })
    }

    /// Destroys what has left, key first, and puts what it left in its place. Said again at the next start, should
    /// this one not come to its end.
    pub fn finish_leaving(&self) -> Result<(), StoreError> {
        self.settle()
    }

    /// Gives up a sign-out that did not come to its step that counts.
    pub fn stay(&self, left: Leftover) -> Result<(), StoreError> {
        remove_folder(&left.folder)?;
        self.keys.set_secret(&key_name(&left.id), &[])
    }

    /// Destroys a profile: its key first, by which all the rest is gone, then its files. Its database must be
    /// closed.
    pub fn forget(&self, id: &ProfileId) -> Result<(), StoreError> {
        self.leave(id, None)?;
        self.settle()
    }

    pub(super) fn settle(&self) -> Result<(), StoreError> {
        for person in self.list() {
            match person.stage {
                Stage::Going => self.destroy(&person.id)?,
                Stage::Leaving if !self.folder(&person.id).exists() && self.part(&person.id).exists() => {
                    std::fs::rename(self.part(&person.id), self.folder(&person.id))?;
                    std::fs::File::open(&self.root)?.sync_all()?;
                }
                Stage::Joining | Stage::Here | Stage::Leaving => {}
            }
        }
        for entry in std::fs::read_dir(&self.root)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == PART)
                && let Some(id) = path.file_stem().and_then(|s| s.to_str()).and_then(ProfileId::read)
            {
                remove_folder(&path)?;
                self.keys.set_secret(&key_name(&id), &[])?;
            }
        }
        Ok(())
    }

    fn destroy(&self, id: &ProfileId) -> Result<(), StoreError> {
        self.keys.set_secret(&key_name(id), &[])?;
        self.keys.set_secret(&tries_name(id), &[])?;
        remove_folder(&self.folder(id))?;
        self.change(|list| list.people.retain(|person| person.id != *id))
    }

    fn part(&self, id: &ProfileId) -> PathBuf {
        self.root.join(format!("{}.{PART}", id.as_str()))
    }
}

fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}
