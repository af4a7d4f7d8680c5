//! What a person prefers on this device: a language, the hand that holds it, less motion. Kept in their own database,
//! sent nowhere, and gone with it; whoever comes next has their own.

use crate::core::Inner;
use crate::error::CoreError;
use notyet_model::language::Language;
use notyet_store::{Reader, Store, StoreError, Topic, Topics};
use notyet_words::{Speech, Vocabulary};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, MutexGuard, PoisonError};

/// Under this key a person's database holds them.
const KEY: &str = "preferences";

/// The hand that holds a tablet: there stand the levels, the camera, Undo and Next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "lowercase")]
pub enum Hand {
    /// The left one.
    Left,
    /// The right one.
    #[default]
    Right,
    /// None: it lies on the table.
    Table,
}

/// What a person prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    /// Absent: the device's.
    pub(crate) language: Option<Language>,
    /// The hand that holds a tablet.
    pub(crate) hand: Hand,
    /// Whether nothing is to move.
    pub(crate) still: bool,
}

/// What the shell itself follows; the language is in the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Preferences {
    /// The hand that holds a tablet.
    pub hand: Hand,
    /// Whether nothing is to move.
    pub still: bool,
    /// The number of the present words: as long as it stays, so do they.
    pub words_revision: u64,
}

/// How a person is spoken to.
pub(crate) struct Voice {
    kept: Kept,
    speech: Speech,
    /// Rises with each change of a text.
    revision: u64,
}

impl Voice {
    /// In the device's language, until the person's database has been read.
    pub(crate) fn new(locale: &str) -> Self {
        Self { kept: Kept::default(), speech: Speech::new(locale), revision: 1 }
    }
}

impl Kept {
    fn read(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let kept = reader.meta(KEY)?.and_then(|text| serde_json::from_str(&text).ok());
        Ok(kept.unwrap_or_default())
    }
}

impl Inner {
    /// How this person is spoken to, with their school's own words.
    pub(crate) fn speech(&self) -> Speech {
        self.voice().speech.clone()
    }

    /// The number of the present words.
    pub(crate) fn words_revision(&self) -> u64 {
        self.voice().revision
    }

    /// What this person prefers.
    pub(crate) fn preferences(&self) -> Kept {
        self.voice().kept
    }

    /// Sets something that this person prefers; all that is on screen follows.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Kept)) -> Result<(), CoreError> {
        let set = self.store.write(|tx| {
            let mut kept = Kept::read(tx)?;
            change(&mut kept);
            tx.set_meta(KEY, &serde_json::to_string(&kept).expect("words can be written"))
        });
        set?;
        self.notices.tell(self.store.revision(), Topics::ALL);
        Ok(())
    }

    /// Tells of every write of a store from now on, in the language and the words that hold after it.
    pub(crate) fn hear(self: &Arc<Self>, store: &Store) {
        let (weak, notices) = (Arc::downgrade(self), self.notices.clone());
        store.on_written(Box::new(move |written| {
            if written.topics.meets(Topics::from(Topic::Session).with(Topic::Roster))
                && let Some(inner) = weak.upgrade()
            {
                inner.attune();
            }
            notices.tell(written.revision, written.topics);
        }));
        self.attune();
    }

    /// Reads how this person is to be spoken to. What cannot be read now changes nothing.
    fn attune(&self) {
        let Ok((kept, school)) = self.store.read(|r| Ok((Kept::read(r)?, r.school()?))) else { return };
        let mut voice = self.voice();
        let device = Speech::new(&self.config.locale);
        // The device's own region decides on digits where it speaks the language.
        let speech = match kept.language.filter(|language| *language != device.language()) {
            Some(language) => Speech::new(language.tag()),
            None => device,
        };
        let words = school.map(|school| Vocabulary::of(&school, speech.language())).unwrap_or_default();
        let speech = speech.for_school(&words);
        if !speech.is(&voice.speech) {
            voice.revision += 1;
        }
        (voice.kept, voice.speech) = (kept, speech);
    }

    fn voice(&self) -> MutexGuard<'_, Voice> {
        self.voice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
