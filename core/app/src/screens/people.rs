//! What a person is asked about their own profile: by which name it is listed, what they can do with it, and
//! whether they really mean to sign out.

use crate::screens::sync::Device;
use notyet_store::Person;
use notyet_words::Speech;

/// After how many minutes without a touch a profile may lock, as its person chooses.
const IDLE_MINUTES: [u32; 3] = [2, 5, 15];

/// Joined, and not listed yet: the name and the PIN.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NamingScreen {
    /// "Which name may this tablet show?"
    pub title: String,
    /// Names to choose from, fewest letters first; another one may be typed.
    pub names: Vec<String>,
    /// Who reads the name.
    pub readers: String,
    /// What the PIN is for, and whether it may be left out.
    pub pin: String,
}

/// The person whose profile is open.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MeScreen {
    /// The profile.
    pub id: String,
    /// The name that it is listed by.
    pub name: String,
    /// Whether there is a PIN that locking could ask for.
    pub has_pin: bool,
    /// After how long without a touch it locks.
    pub idle: Vec<IdleChoice>,
    /// "Sign out of this tablet"
    pub sign_out: String,
}

/// A time after which a profile locks.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct IdleChoice {
    /// How long.
    pub minutes: u32,
    /// "5 min"
    pub text: String,
    /// Whether it is the one that is set.
    pub chosen: bool,
}

/// The question before signing out.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SignOutScreen {
    /// "Sign out of this tablet?"
    pub title: String,
    /// What will happen, what waits and what becomes of it.
    pub sentences: Vec<String>,
    /// "Sign out", or "Sign out and leave it sealed".
    pub confirm: String,
    /// "Wait until it is sent"; absent when nothing waits.
    pub wait: Option<String>,
}

pub(crate) fn naming(speech: &Speech, device: Device, names: Vec<String>) -> NamingScreen {
    let args = [("device", device.word().into())];
    let pin = match device {
        Device::Tablet => "naming-pin-tablet",
        Device::Phone => "naming-pin-phone",
    };
    NamingScreen {
        title: speech.say("naming-title", &args),
        names,
        readers: speech.say("naming-readers", &args),
        pin: speech.text(pin),
    }
}

pub(crate) fn me(
    speech: &Speech,
    device: Device,
    person: &Person,
    has_pin: bool,
    idle_minutes: u32,
) -> MeScreen {
    let choice = |minutes: u32| IdleChoice {
        minutes,
        text: speech.say("me-minutes", &[("minutes", minutes.into())]),
        chosen: minutes == idle_minutes,
    };
    MeScreen {
        id: person.id.as_str().to_owned(),
        name: person.name.clone(),
        has_pin,
        idle: IDLE_MINUTES.map(choice).into(),
        sign_out: speech.say("me-sign-out", &[("device", device.word().into())]),
    }
}

pub(crate) fn sign_out(speech: &Speech, device: Device, left: u32) -> SignOutScreen {
    let args = [("count", left.into()), ("device", device.word().into())];
    let mut sentences = vec![];
    if left > 0 {
        sentences.push(speech.say("sign-out-left", &args));
    }
    sentences.push(speech.say("sign-out-goes", &args));
    sentences.push(speech.text("sign-out-final"));
    let confirm = if left > 0 { "sign-out-sealed" } else { "sign-out-confirm" };
    SignOutScreen {
        title: speech.say("sign-out-title", &args),
        sentences,
        confirm: speech.text(confirm),
        wait: (left > 0).then(|| speech.text("sign-out-wait")),
    }
}
