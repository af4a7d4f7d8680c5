//! Settings: what a person may choose for themselves on this device.

use crate::preferences::{Chosen, Hand};
use crate::screens::sync::Device;
use notyet_model::language::Language;
use notyet_words::{LANGUAGES, Speech, is_machine_made, is_right_to_left, own_name};

/// What a person may choose, and what is chosen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SettingsScreen {
    /// The database's revision.
    pub revision: u64,
    /// The device's language first.
    pub languages: Vec<LanguageChoice>,
    /// From where the writing begins, so that each stands on its own side. Where nothing stands at a hand's side there
    /// are none.
    pub hands: Vec<HandChoice>,
    /// The usual motion, then less.
    pub motions: Vec<MotionChoice>,
    /// "This stays on this tablet, for you alone."
    pub kept: String,
}

/// A language.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LanguageChoice {
    /// BCP 47; absent: the device's.
    pub tag: Option<String>,
    /// As the language calls itself.
    pub name: String,
    /// What somebody who chooses it should know.
    pub note: Option<String>,
    /// Whether it is the one that is set.
    pub chosen: bool,
}

/// A hand.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HandChoice {
    /// Which.
    pub hand: Hand,
    /// "Left"
    pub text: String,
    /// Whether it is the one that is set.
    pub chosen: bool,
}

/// How much moves.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MotionChoice {
    /// Whether nothing is to move.
    pub still: bool,
    /// "Less"
    pub text: String,
    /// Whether it is the one that is set.
    pub chosen: bool,
}

/// Whose settings they are.
pub(crate) struct Of {
    pub(crate) device: Device,
    /// Whether they hold a tablet beside students.
    pub(crate) holds: bool,
    /// What the device itself speaks.
    pub(crate) language: Language,
}

pub(crate) fn settings(speech: &Speech, revision: u64, chosen: Chosen, of: &Of) -> SettingsScreen {
    let device = [("device", of.device.word().into())];
    let unread = |language| is_machine_made(language).then(|| speech.text("settings-language-unread"));
    let of_device = LanguageChoice {
        tag: None,
        name: speech.say("settings-language-device", &device),
        note: Some(own_name(of.language).to_owned()),
        chosen: chosen.language.is_none(),
    };
    let language = |language: Language| LanguageChoice {
        tag: Some(language.tag().to_owned()),
        name: own_name(language).to_owned(),
        note: unread(language),
        chosen: chosen.language == Some(language),
    };
    let hand =
        |(hand, key): (Hand, &str)| HandChoice { hand, text: speech.text(key), chosen: chosen.hand == hand };
    let mut hands = [
        (Hand::Left, "settings-hand-left"),
        (Hand::Table, "settings-hand-table"),
        (Hand::Right, "settings-hand-right"),
    ];
    // Each stands on its own side of the screen, whichever way the writing runs.
    if is_right_to_left(speech.language()) {
        hands.reverse();
    }
    let motion = |(still, key): (bool, &str)| MotionChoice {
        still,
        text: speech.text(key),
        chosen: chosen.still == still,
    };
    SettingsScreen {
        revision,
        languages: [of_device].into_iter().chain(LANGUAGES.map(language)).collect(),
        hands: if of.holds { hands.map(hand).into() } else { vec![] },
        motions: [(false, "settings-motion-usual"), (true, "settings-motion-less")].map(motion).into(),
        kept: speech.say("settings-kept", &device),
    }
}
