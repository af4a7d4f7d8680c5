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
pub(crate) struct Chosen {
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
#[derive(Clone)]
pub(crate) struct Voice {
    chosen: Chosen,
    speech: Speech,
    /// Rises with each change of a text.
    revision: u64,
}

impl Voice {
    /// In the device's language, until the person's database has been read.
    pub(crate) fn new(locale: &str) -> Self {
        Self { chosen: Chosen::default(), speech: Speech::new(locale), revision: 1 }
    }
}

impl Chosen {
    fn read(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let chosen = reader.meta(KEY)?.and_then(|text| serde_json::from_str(&text).ok());
        Ok(chosen.unwrap_or_default())
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
    pub(crate) fn preferences(&self) -> Chosen {
        self.voice().chosen
    }

    /// Sets something that this person prefers; all that is on screen follows.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Chosen)) -> Result<(), CoreError> {
        let set = self.store.write(|tx| {
            let mut chosen = Chosen::read(tx)?;
            change(&mut chosen);
            tx.set_meta(KEY, &serde_json::to_string(&chosen).expect("words can be written"))
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
        let Ok((chosen, school)) = self.store.read(|r| Ok((Chosen::read(r)?, r.school()?))) else { return };
        let device = Language::of_tag(&self.config.locale).unwrap_or(Language::English);
        let language = chosen.language.unwrap_or(device);
        let words = school.map(|school| Vocabulary::of(&school, language)).unwrap_or_default();
        let mut voice = self.voice();
        voice.chosen = chosen;
        // The roster changes often, and what is said of it seldom.
        if voice.speech.language() != language || *voice.speech.school() != words {
            // The device's own region decides on digits where it speaks the language.
            let tag = if language == device { &self.config.locale } else { language.tag() };
            voice.speech = Speech::new(tag).for_school(&words);
            voice.revision += 1;
        }
    }

    pub(crate) fn voice(&self) -> MutexGuard<'_, Voice> {
        self.voice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
