//! Who is using this tablet: the people whose profiles are here, each under the name that they agreed to show.
//! Everyone who holds the device may read it, so it says nothing else of them.

use crate::screens::names::initials;
use crate::screens::sync::Device;
use notyet_store::{Door, Person, ProfileId, Stage};
use notyet_words::Speech;

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PickerRow {
    /// The profile.
    pub id: String,
    /// The name that the person agreed to show ("Ms O.").
    pub name: String,
    /// At most two letters of it for the disc.
    pub initials: String,
    /// What a tap leads to.
    pub way: PickerWay,
    /// "3 things wait for Ms O.", "Wait 2 min, then try again."; absent when there is nothing to say.
    pub note: Option<String>,
    /// For how long no PIN is taken; 0: it is taken now.
    pub wait_seconds: u64,
}

/// What a tap on a person leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PickerWay {
    /// Their screens, at once.
    Opens,
    /// The question for their PIN.
    AsksPin,
    /// Joining again: no PIN opens it any more.
    JoinsAgain,
    /// Nothing: the person has signed out, and what they left is on its way.
    Leaves,
}

/// Who is using this tablet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PickerScreen {
    /// "Who is using this tablet?"
    pub title: String,
    /// In the order in which they came.
    pub rows: Vec<PickerRow>,
    /// "Someone else"
    pub join: String,
    /// The profile whose screens are open; absent when all are locked.
    pub open: Option<String>,
    /// Whether a teacher has handed the device to a student.
    pub handed: bool,
}

/// What is known of one profile without opening it.
pub(crate) struct Known {
    pub(crate) person: Person,
    pub(crate) has_pin: bool,
    pub(crate) door: Door,
}

pub(crate) fn picker(
    speech: &Speech,
    device: Device,
    people: &[Known],
    open: Option<&ProfileId>,
    handed: bool,
) -> PickerScreen {
    let rows = people.iter().filter(|known| matches!(known.person.stage, Stage::Here | Stage::Leaving));
    PickerScreen {
        title: speech.say("picker-title", &[("device", device.word().into())]),
        rows: rows.map(|known| row(speech, known, open)).collect(),
        join: speech.text("picker-join"),
        open: open.map(|id| id.as_str().to_owned()),
        handed,
    }
}

fn row(speech: &Speech, known: &Known, open: Option<&ProfileId>) -> PickerRow {
    let person = &known.person;
    let way = match (person.stage, known.has_pin, known.door) {
        (Stage::Leaving, ..) => PickerWay::Leaves,
        (_, false, _) => PickerWay::Opens,
        (_, true, Door::SignIn) => PickerWay::JoinsAgain,
        (_, true, _) => PickerWay::AsksPin,
    };
    let waits = (open != Some(&person.id) && person.waiting > 0).then(|| {
        let args = [("count", person.waiting.into()), ("name", person.name.as_str().into())];
        speech.say("picker-waits", &args)
    });
    let wait_seconds = match (way, known.door) {
        (PickerWay::AsksPin, Door::Wait(ms)) => (ms.max(0) as u64).div_ceil(1_000),
        _ => 0,
    };
    let note = match way {
        PickerWay::JoinsAgain => Some(speech.text("error-pin-sign-in")),
        PickerWay::AsksPin if wait_seconds > 0 => {
            Some(crate::words::error(speech, &crate::CoreError::TooSoon { seconds: wait_seconds }))
        }
        _ => waits,
    };
    PickerRow {
        id: person.id.as_str().to_owned(),
        name: person.name.clone(),
        initials: initials(&person.name),
        way,
        note,
        wait_seconds,
    }
}
