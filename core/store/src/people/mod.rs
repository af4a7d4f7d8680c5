//! Who uses this device: a profile for each (school, person) with a folder, a database and a key of its own. It
//! owns the list of them, their sealed keys and the count of PINs tried in vain; it never opens a database, and
//! keeps of a person nothing but the name that they agreed to show.
//!
//! All of it lies in the host's key store; what is in the profiles' folders tells nothing without it.

mod going;
mod list;
mod pin;
mod seal;
mod tries;

pub use going::Leftover;
pub use list::{Person, ProfileId, Stage};
pub use pin::{BadPin, Pin};
pub use seal::SignInSecret;
pub use tries::{Door, Tries};

use crate::connection::make_folder;
use crate::{DbKey, Env, StoreError, durable};
use list::List;
use notyet_model::ids::{SchoolId, UserId};
use seal::Sealed;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The list's name in the key store.
const LIST: &str = "profiles";
/// The second record of tries, in a profile's folder: whoever copies back an old one of the two has gained nothing.
const TRIES_FILE: &str = "tries";
/// Longer than this nobody's screens stay open on a table.
const MOST_IDLE_MINUTES: u32 = 30;

/// The platform's key store: what is put there no backup reaches, and no other app.
pub trait KeyStore: Send + Sync {
    /// A secret; absent when it was never set or was overwritten with nothing.
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Puts a secret in the place of an earlier one, durably and as a whole. Nothing (no bytes) destroys it.
    fn set_secret(&self, name: &str, value: &[u8]) -> Result<(), StoreError>;
}

/// Why a PIN does not open a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinFault {
    /// It has a PIN, and none was given.
    #[error("this profile asks for a PIN")]
    Needed,
    /// Another PIN.
    #[error("this is another PIN")]
    Wrong,
    /// Too many were mistyped: not before this many milliseconds have passed.
    #[error("no PIN is taken for another {0} ms")]
    Wait(i64),
    /// Far too many were mistyped: the person signs in at the school again.
    #[error("no PIN is taken any more; signing in at the school opens this profile")]
    SignIn,
}

/// The people of this device.
pub struct People {
    root: PathBuf,
    keys: Arc<dyn KeyStore>,
    env: Arc<dyn Env>,
    list: Mutex<List>,
}

impl People {
    /// Reads who is here, and finishes what was under way when the program last ended: profiles that were being
    /// forgotten go, and what was being made for someone who left is thrown away unless it was whole.
    pub fn open(root: &Path, keys: Arc<dyn KeyStore>, env: Arc<dyn Env>) -> Result<Self, StoreError> {
        make_folder(root)?;
        let list = match keys.secret(LIST)? {
            Some(bytes) => List::from_bytes(&bytes)?,
            None => List::new(&*env),
        };
        let people = Self { root: root.to_owned(), keys, env, list: Mutex::new(list) };
        people.settle()?;
        Ok(people)
    }

    /// Everyone, in the order in which they came.
    pub fn list(&self) -> Vec<Person> {
        self.lock().people.clone()
    }

    /// One of them.
    pub fn person(&self, id: &ProfileId) -> Result<Person, StoreError> {
        self.lock().find(id).cloned().ok_or(StoreError::NotFound)
    }

    /// Where a profile's database and photos lie.
    pub fn folder(&self, id: &ProfileId) -> PathBuf {
        self.root.join(id.as_str())
    }

    /// A place for someone to join: with a random key under the key store's seal alone, not shown to anybody. As
    /// long as nobody has joined there, the same place is given again.
    pub fn begin(&self) -> Result<(ProfileId, DbKey), StoreError> {
        let joining = self.list().into_iter().find(|p| p.stage == Stage::Joining);
        if let Some(person) = joining
            && let Some(key) = self.sealed(&person.id)?.and_then(|sealed| sealed.open_plain())
        {
            return Ok((person.id, key));
        }
        let (id, key) = (ProfileId::new(&*self.env), self.new_key());
        self.set_sealed(&id, &Sealed::plain(&key))?;
        self.change(|list| list.people.push(Person::joining(id.clone())))?;
        Ok((id, key))
    }

    /// Shows a profile under the name that its person agreed to, from now on.
    pub fn keep(
        &self,
        id: &ProfileId,
        name: &str,
        (school, user): (SchoolId, UserId),
    ) -> Result<(), StoreError> {
        self.change_one(id, |person, salt| {
            person.stage = Stage::Here;
            name.clone_into(&mut person.name);
            person.of = Some(list::person_hash(salt, school, user));
        })
    }

    /// The profiles of this person, except this one.
    pub fn others_of(&self, id: &ProfileId, (school, user): (SchoolId, UserId)) -> Vec<Person> {
        let list = self.lock();
        let of = Some(list::person_hash(&list.salt, school, user));
        list.people.iter().filter(|p| p.of == of && p.id != *id).cloned().collect()
    }

    /// Seals a profile's key under a PIN that was chosen, and under what a new sign-in at the school brings, if
    /// its server said so. What was counted against the earlier PIN is forgotten.
    pub fn set_pin(
        &self,
        id: &ProfileId,
        key: &DbKey,
        pin: &Pin,
        sign_in: Option<&SignInSecret>,
    ) -> Result<(), StoreError> {
        self.person(id)?;
        let sealed = Sealed::under(key, id.as_str(), pin, sign_in, &*self.env)?;
        // Tries first: a key under a PIN without its count would look like a count that somebody took away.
        self.set_tries(id, Tries::NONE)?;
        self.set_sealed(id, &sealed)
    }

    /// Whether a profile asks for a PIN.
    pub fn has_pin(&self, id: &ProfileId) -> Result<bool, StoreError> {
        Ok(self.sealed(id)?.is_some_and(|sealed| sealed.has_pin()))
    }

    /// Whether a new sign-in at the school opens a profile whose PIN is forgotten.
    pub fn has_sign_in(&self, id: &ProfileId) -> Result<bool, StoreError> {
        Ok(self.sealed(id)?.is_some_and(|sealed| sealed.has_sign_in()))
    }

    /// What a profile's door says now, before any PIN is typed.
    pub fn door(&self, id: &ProfileId) -> Result<Door, StoreError> {
        Ok(self.tries(id)?.door(self.env.now_ms()))
    }

    /// A profile's key, by the PIN that was typed. The try is counted, durably, before it is judged.
    pub fn enter(&self, id: &ProfileId, pin: Option<&Pin>) -> Result<DbKey, StoreError> {
        self.person(id)?;
        let sealed = self.sealed(id)?.ok_or(StoreError::NotFound)?;
        if let Some(key) = sealed.open_plain() {
            return Ok(key);
        }
        let pin = pin.ok_or(PinFault::Needed)?;
        // One after another: two tries at the same moment must not count as one.
        let _counting = self.lock();
        let now_ms = self.env.now_ms();
        let tries = self.tries(id)?.seen_at(now_ms);
        match tries.door(now_ms) {
            Door::Ready => {}
            Door::Wait(ms) => {
                self.set_tries(id, tries)?;
                return Err(PinFault::Wait(ms).into());
            }
            Door::SignIn => return Err(PinFault::SignIn.into()),
        }
        let counted = tries.one_more(now_ms);
        self.set_tries(id, counted)?;
        match sealed.open_by_pin(id.as_str(), pin)? {
            Some(key) => {
                self.set_tries(id, Tries::NONE)?;
                Ok(key)
            }
            None => Err(match counted.door(now_ms) {
                Door::SignIn => PinFault::SignIn,
                _ => PinFault::Wrong,
            }
            .into()),
        }
    }

    /// A profile's key, by what the school's server said to its person at a new sign-in. `None`: it was sealed
    /// without, or under another server's word.
    pub fn enter_by_sign_in(
        &self,
        id: &ProfileId,
        secret: &SignInSecret,
    ) -> Result<Option<DbKey>, StoreError> {
        match self.sealed(id)? {
            Some(sealed) => sealed.open_by_sign_in(id.as_str(), secret),
            None => Ok(None),
        }
    }

    /// The key of what somebody left to be sent, which needs nobody.
    pub fn key_of_leftover(&self, id: &ProfileId) -> Result<Option<DbKey>, StoreError> {
        let is_leaving = self.person(id)?.stage == Stage::Leaving;
        Ok(self.sealed(id)?.filter(|_| is_leaving).and_then(|sealed| sealed.open_plain()))
    }

    /// After how many minutes without a touch a profile locks.
    pub fn idle_minutes(&self) -> u32 {
        self.lock().idle_minutes
    }

    /// Sets that time; what is below 1 or above 30 minutes counts as those.
    pub fn set_idle_minutes(&self, minutes: u32) -> Result<(), StoreError> {
        self.change(|list| list.idle_minutes = minutes.clamp(1, MOST_IDLE_MINUTES))
    }

    /// Notes how many things wait in a profile that is locked.
    pub fn set_waiting(&self, id: &ProfileId, waiting: u32) -> Result<(), StoreError> {
        self.change_one(id, |person, _| person.waiting = waiting)
    }

    fn new_key(&self) -> DbKey {
        let mut key = [0; 32];
        self.env.fill(&mut key);
        DbKey(key)
    }

    fn sealed(&self, id: &ProfileId) -> Result<Option<Sealed>, StoreError> {
        self.keys.secret(&key_name(id))?.map(|bytes| Sealed::from_bytes(&bytes)).transpose()
    }

    fn set_sealed(&self, id: &ProfileId, sealed: &Sealed) -> Result<(), StoreError> {
        self.keys.set_secret(&key_name(id), &sealed.to_bytes())
    }

    fn tries(&self, id: &ProfileId) -> Result<Tries, StoreError> {
        let unknown = Tries::unknown(self.env.now_ms());
        let kept = match self.keys.secret(&tries_name(id))? {
            Some(bytes) => Tries::from_bytes(&bytes).unwrap_or(unknown),
            None if self.has_pin(id)? => unknown,
            None => Tries::NONE,
        };
        match std::fs::read(self.folder(id).join(TRIES_FILE)) {
            Ok(bytes) => Ok(kept.stricter(Tries::from_bytes(&bytes).unwrap_or(unknown))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(kept),
            Err(e) => Err(e.into()),
        }
    }

    fn set_tries(&self, id: &ProfileId, tries: Tries) -> Result<(), StoreError> {
        self.keys.set_secret(&tries_name(id), &tries.to_bytes())?;
        make_folder(&self.folder(id))?;
        Ok(durable::replace(&self.folder(id), TRIES_FILE, &tries.to_bytes())?)
    }

    fn change_one(
        &self,
        id: &ProfileId,
        change: impl FnOnce(&mut Person, &[u8; 32]),
    ) -> Result<(), StoreError> {
        self.person(id)?;
        self.change(|list| {
            let salt = list.salt;
            if let Some(person) = list.find_mut(id) {
                change(person, &salt);
            }
        })
    }

    /// The list is in memory what it is in the key store, or as it was before.
    fn change(&self, change: impl FnOnce(&mut List)) -> Result<(), StoreError> {
        let mut list = self.lock();
        let mut changed = list.clone();
        change(&mut changed);
        self.keys.set_secret(LIST, &changed.to_bytes())?;
        *list = changed;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key_name(id: &ProfileId) -> String {
    format!("profile-{}-key", id.as_str())
}

fn tries_name(id: &ProfileId) -> String {
    format!("profile-{}-tries", id.as_str())
}
