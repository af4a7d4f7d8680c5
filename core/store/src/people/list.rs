//! The list of profiles as it lies in the key store: for each an id, the name that its person agreed to show,
//! how far it has come, and how many things wait. Who that person is it says to nobody who does not know already.

use crate::{Env, StoreError};
use hmac::{Hmac, KeyInit, Mac};
use notyet_model::ids::{SchoolId, UserId};
use notyet_protocol::digest::to_hex;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

const VERSION: u32 = 1;
const ID_DIGITS: usize = 16;

/// Names a profile on this device: 16 random hexadecimal digits, which mean nothing elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct ProfileId(String);

impl ProfileId {
    pub(super) fn new(env: &dyn Env) -> Self {
        let mut bytes = [0; ID_DIGITS / 2];
        env.fill(&mut bytes);
        Self(to_hex(&bytes))
    }

    /// Reads one; `None` for anything that is no such id, so that it can be part of a path.
    pub fn read(text: &str) -> Option<Self> {
        let is_one = text.len() == ID_DIGITS && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_one.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProfileId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("16 hexadecimal digits")
    }
}

/// How far a profile has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// A place in which somebody may join; not shown.
    Joining,
    /// Somebody's.
    Here,
    /// Signed out; what was not sent waits, and goes without the person.
    Leaving,
    /// Being destroyed.
    Going,
}

/// A profile, as it may be shown to everyone who holds the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Which.
    pub id: ProfileId,
    /// The name that the person agreed to show.
    pub name: String,
    /// How far it has come.
    pub stage: Stage,
    /// How many things waited to be sent when it was last locked.
    #[serde(default)]
    pub waiting: u32,
    /// A keyed hash of school and person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<String>,
}

impl Person {
    pub(super) fn joining(id: ProfileId) -> Self {
        Self { id, name: String::new(), stage: Stage::Joining, waiting: 0, of: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    v: u32,
    pub(super) salt: [u8; 32],
    #[serde(default = "idle_minutes")]
    pub(super) idle_minutes: u32,
    pub(super) people: Vec<Person>,
}

fn idle_minutes() -> u32 {
    5
}

impl List {
    pub(super) fn new(env: &dyn Env) -> Self {
        let mut salt = [0; 32];
        env.fill(&mut salt);
        Self { v: VERSION, salt, idle_minutes: idle_minutes(), people: vec![] }
    }

    pub(super) fn find(&self, id: &ProfileId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    pub(super) fn find_mut(&mut self, id: &ProfileId) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.id == *id)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text and numbers can be written")
    }

    pub(super) fn from_bytes(kept: &[u8]) -> Result<Self, StoreError> {
        match serde_json::from_slice::<Self>(kept) {
            Ok(list) if list.v == VERSION => Ok(list),
            Ok(list) if list.v > VERSION => Err(StoreError::Newer { found: list.v, known: VERSION }),
            _ => Err(StoreError::Damaged { detail: "the list of profiles is not what was written".into() }),
        }
    }
}

/// What stands for a person in the list: it can be compared by who knows the person, and not be read.
pub(super) fn person_hash(salt: &[u8; 32], school: SchoolId, user: UserId) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes keys of any length");
    mac.update(school.0.as_bytes());
    mac.update(user.0.as_bytes());
    to_hex(&mac.finalize().into_bytes()[..16])
}
