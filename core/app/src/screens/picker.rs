//! Who is using this tablet: the people whose profiles are here, each under the name that they agreed to show.
//! Everyone who holds the device may read it, so it says nothing else of them.

use crate::screens::sync::Device;
use notyet_store::{Door, Person, Stage};
use notyet_words::Speech;

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PickerRow {
    /// The profile.
    pub id: String,
    /// The name that the person agreed to show ("Ms O.").
    pub name: String,
    /// What a tap leads to.
    pub way: PickerWay,
    /// "3 things wait for Ms O.", "Wait 2 min, then try again."; absent when there is nothing to say.
    pub note: Option<String>,
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
}

/// The question before signing out.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SignOutScreen {
    /// "Sign out of this tablet?"
    pub title: String,
    /// What will happen, what waits and what becomes of it.
    pub sentences: Vec<String>,
    /// "Sign out"
    pub confirm: String,
}

/// What is known of one profile without opening it.
pub(crate) struct Known {
    pub(crate) person: Person,
    pub(crate) has_pin: bool,
    pub(crate) door: Door,
    /// Its screens are open now.
    pub(crate) is_open: bool,
}

pub(crate) fn picker(speech: &Speech, device: Device, people: &[Known]) -> PickerScreen {
    let rows = people.iter().filter(|known| matches!(known.person.stage, Stage::Here | Stage::Leaving));
    PickerScreen {
        title: speech.say("picker-title", &[("device", device.word().into())]),
        rows: rows.map(|known| row(speech, known)).collect(),
        join: speech.text("picker-join"),
    }
}

fn row(speech: &Speech, known: &Known) -> PickerRow {
    let person = &known.person;
    let way = match (person.stage, known.has_pin, known.door) {
        (Stage::Leaving, ..) => PickerWay::Leaves,
        (_, false, _) => PickerWay::Opens,
        (_, true, Door::SignIn) => PickerWay::JoinsAgain,
        (_, true, _) => PickerWay::AsksPin,
    };
    let waits = (!known.is_open && person.waiting > 0).then(|| {
        let args = [("count", person.waiting.into()), ("name", person.name.as_str().into())];
        speech.say("picker-waits", &args)
    });
    let note = match (way, known.door) {
        (PickerWay::JoinsAgain, _) => Some(speech.text("error-pin-sign-in")),
        (PickerWay::AsksPin, Door::Wait(ms)) => {
            let seconds = (ms.max(0) as u64).div_ceil(1_000);
            Some(crate::words::error(speech, &crate::CoreError::TooSoon { seconds }))
        }
        _ => waits,
    };
    PickerRow { id: person.id.as_str().to_owned(), name: person.name.clone(), way, note }
}

pub(crate) fn sign_out(speech: &Speech, device: Device, left: u32) -> SignOutScreen {
    let args = [("count", left.into()), ("device", device.word().into())];
    let mut sentences = vec![speech.say("sign-out-goes", &args)];
    if left > 0 {
        sentences.push(speech.say("sign-out-left", &args));
    }
    sentences.push(speech.text("sign-out-final"));
    SignOutScreen {
        title: speech.say("sign-out-title", &args),
        sentences,
        confirm: speech.text("sign-out-confirm"),
    }
}
