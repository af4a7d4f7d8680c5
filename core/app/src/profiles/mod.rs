//! Several people on one device: who is listed, whose screens are open, and what goes on for those whose are not.
//! One profile is open at a time. What a PIN opens and how a profile is destroyed is the store's business.

mod erased;
mod front;
mod handing_over;
mod keeping;
mod keys;
mod lease;
mod leaving;
mod locking;
mod names;
mod shared;
#[cfg(test)]
mod tests;

use crate::areas::Handed;
use crate::core::{Core, Threads};
use crate::error::CoreError;
use crate::host::{Config, Host, Network};
use crate::notices::{Listener, Subscription, Topic};
use crate::screens::people::{self, MeScreen, NamingScreen, SignOutScreen};
use crate::screens::picker::{self, Known, PickerScreen};
use crate::words::{self, Words};
use keys::HostKeys;
use notyet_store::{BadPin, Env, Pin, StoreError, SystemEnv};
use shared::{Shared, lock};
use std::sync::Arc;

/// The people of this device. Everything that needs a person is in the [`Core`] that entering gives.
#[derive(uniffi::Object)]
pub struct Profiles {
    device: Arc<Shared>,
    threads: Arc<Threads>,
}

#[uniffi::export]
impl Profiles {
    /// Opens the folder of all people; nobody's profile is open then. What people left who signed out goes on
    /// being sent.
    #[uniffi::constructor]
    pub async fn open(config: Config, host: Arc<dyn Host>) -> Result<Arc<Self>, CoreError> {
        Self::open_in(config, host, Arc::new(SystemEnv)).await
    }

    /// Who is using this device: what everyone may read.
    pub async fn picker(&self) -> Result<PickerScreen, CoreError> {
        self.run(|device| {
            let known = device.people.list().into_iter().map(|person| {
                Ok(Known {
                    has_pin: device.people.has_pin(&person.id)?,
                    door: device.people.door(&person.id)?,
                    person,
                })
            });
            let known: Vec<Known> = known.collect::<Result<_, StoreError>>()?;
            Ok(picker::picker(
                &device.speech,
                device.word(),
                &known,
                device.in_front().as_ref(),
                lock(&device.handed).is_some(),
            ))
        })
        .await
    }

    /// A place for someone to join; the same one until somebody has. What it gives is not listed before
    /// [`Profiles::keep`].
    pub async fn place(&self) -> Result<Arc<Core>, CoreError> {
        let device = self.device.clone();
        let core = self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.lock_all().await?;
            let (id, key) = device.run(|device| Ok(device.people.begin()?)).await?;
            device.open_core(&id, key).await
        });
        Ok(Core::of(core.await?, self.threads.clone()))
    }

    /// Opens a profile by its PIN, and locks whichever was open. The try is counted before it is judged.
    pub async fn enter(&self, id: String, pin: Option<String>) -> Result<Arc<Core>, CoreError> {
        let device = self.device.clone();
        let core = self.spawn(async move {
            let _turn = device.turn.lock().await;
            let id = device.listed(&id)?;
            let pin = pin.as_deref().map(typed).transpose()?;
            let entered = id.clone();
            let key = device.run(move |device| Ok(device.people.enter(&entered, pin.as_ref())?)).await?;
            device.lock_others(&id).await?;
            let is_fresh = device.core(&id).is_none();
            let core = device.open_core(&id, key).await?;
            if is_fresh {
                device.mind_the_lease(&id, &core).await?;
            }
            Ok(core)
        });
        Ok(Core::of(core.await?, self.threads.clone()))
    }

    /// Sets or changes the PIN of a profile that is open; `old` where it has one, the new one typed twice. A wrong old PIN
    /// is a try as at the door, and counted before it is judged; what is the matter with the new one is said before.
    pub async fn set_pin(
        &self,
        id: String,
        old: Option<String>,
        new: String,
        again: String,
    ) -> Result<(), CoreError> {
        let device = self.device.clone();
        self.spawn(async move {
            let _turn = device.turn.lock().await;
            let id = device.listed(&id)?;
            let new = keeping::twice(Some(&new), Some(&again))?.ok_or(CoreError::invalid("pin", "needed"))?;
            let old = old.as_deref().map(typed).transpose().map_err(of_old_pin)?;
            device.run(move |device| device.set_pin(&id, old.as_ref(), &new).map_err(of_old_pin)).await?;
            Ok(())
        })
        .await
    }

    /// Who has the open profile, and what they can do with it.
    pub async fn me(&self) -> Result<MeScreen, CoreError> {
        self.run(|device| {
            let id = device.in_front().ok_or(CoreError::Locked)?;
            let speech = device.open_core_of(id.as_str())?.speech();
            let (person, has_pin) = (device.people.person(&id)?, device.people.has_pin(&id)?);
            let minutes = device.people.idle_minutes();
            Ok(people::me(&speech, device.word(), &person, has_pin, minutes))
        })
        .await
    }

    /// The app is no longer in front: what is held may be sent, and a profile that has a PIN is locked.
    pub async fn suspend(&self) -> Result<(), CoreError> {
        let device = self.device.clone();
        self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.leave_front().await
        })
        .await
    }

    /// The app is in front again: asks for news at once.
    pub fn resume(&self) {
        for core in self.device.all_cores() {
            core.link.nudge();
        }
    }

    /// How many things wait that the server can have without anybody typing a PIN: a reason to let the app go on.
    pub async fn unsent(&self) -> Result<u32, CoreError> {
        self.run(|device| device.unsent()).await
    }

    /// Locks the open profile, now: its screens show nothing any more, and what it held is released.
    pub async fn lock(&self) -> Result<(), CoreError> {
        let device = self.device.clone();
        self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.lock_all().await
        })
        .await
    }

    /// Someone touched the device.
    pub fn touched(&self) {
        self.device.touch();
    }

    /// Locks the open profile, if it has a PIN, when nobody has touched the device for as long as is set; says
    /// whether it did. Looked at by itself every few seconds; a host asks before it draws after its own sleep.
    pub async fn lock_if_idle(&self) -> Result<bool, CoreError> {
        let device = self.device.clone();
        self.spawn(async move { device.lock_if_idle().await }).await
    }

    /// Hands the tablet of the open profile to a student of theirs: its screens are locked, and what this gives holds the
    /// student's own judgement of the work that a conference on this outcome has in sight, and nothing of anybody else.
    /// The teacher's PIN returns ([`Profiles::enter`]); so a profile without one is refused. Ends with the program.
    pub async fn hand_over(&self, student: String, outcome: String) -> Result<Arc<Handed>, CoreError> {
        let device = self.device.clone();
        let handed = self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.hand_over(student, outcome).await
        });
        let (inner, to, at) = handed.await?;
        Ok(Handed::of(inner, to, at, self.threads.clone()))
    }

    /// Sets after how many minutes without a touch a profile locks, 1 to 30.
    pub async fn set_idle_minutes(&self, minutes: u32) -> Result<(), CoreError> {
        self.run(move |device| {
            device.people.set_idle_minutes(minutes)?;
            device.changed();
            Ok(())
        })
        .await
    }

    /// What signing out of the open profile would do, to be agreed to.
    pub async fn sign_out_question(&self, id: String) -> Result<SignOutScreen, CoreError> {
        self.run(move |device| {
            let core = device.open_core_of(&id)?;
            let left = core.store.read(|r| r.left_to_send())?;
            Ok(people::sign_out(&core.speech(), device.word(), left))
        })
        .await
    }

    /// Signs the person of the open profile out: what is not sent is sent if the server answers, or stays sealed
    /// and goes by itself; everything else goes now. Cannot be taken back.
    pub async fn sign_out(&self, id: String) -> Result<(), CoreError> {
        let device = self.device.clone();
        self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.sign_out(&id).await
        })
        .await
    }

    /// Takes a profile off the list that no PIN opens any more and in which nothing waits: the school has it all.
    pub async fn forget(&self, id: String) -> Result<(), CoreError> {
        let device = self.device.clone();
        self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.forget(&id).await
        })
        .await
    }

    /// What the person who has joined in the open place is asked before they are listed.
    pub async fn naming(&self) -> Result<NamingScreen, CoreError> {
        self.run(|device| {
            let (_, core) = device.joining()?;
            let session = core.store.read(|r| r.session())?.ok_or(CoreError::SignedOut)?;
            let names = names::to_choose(&session.enrolment.name);
            Ok(people::naming(&device.speech, device.word(), names))
        })
        .await
    }

    /// Lists the person who has joined in the open place under the name that they agreed to, with a PIN that they
    /// typed twice (which only a phone may do without). Somebody who is here already gets their own profile back.
    pub async fn keep(
        &self,
        name: String,
        pin: Option<String>,
        again: Option<String>,
    ) -> Result<Arc<Core>, CoreError> {
        let device = self.device.clone();
        let core = self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.keep(&name, pin.as_deref(), again.as_deref()).await
        });
        Ok(Core::of(core.await?, self.threads.clone()))
    }

    /// The host's word on the network.
    pub fn set_network(&self, network: Network) {
        *lock(&self.device.network) = Some(network);
        for core in self.device.all_cores() {
            core.link.set_network(network);
        }
        for leftover in lock(&self.device.leftovers).values() {
            leftover.engine.set_network(crate::worker::network_policy(network));
        }
    }

    /// Tells when the list may have changed, until the subscription is dropped.
    pub fn observe(&self, listener: Arc<dyn Listener>) -> Arc<Subscription> {
        self.device.notices.observe(&self.device.handle, &[Topic::Session], listener)
    }

    /// An error in words: in the language of whoever is in front, else in the device's.
    pub fn sentence(&self, error: CoreError) -> String {
        let core = self.device.in_front().and_then(|id| self.device.core(&id));
        words::error(&core.map_or_else(|| self.device.speech.clone(), |core| core.speech()), &error)
    }

    /// The static texts in the device's language: for what is shown before anybody is in front.
    pub fn words(&self) -> Words {
        words::words(&self.device.speech)
    }

    /// Ends everything that goes on; afterwards no folder is in use.
    pub async fn stop(&self) {
        let device = self.device.clone();
        let stopped = self.spawn(async move {
            let _turn = device.turn.lock().await;
            device.stop().await;
            Ok(())
        });
        // A task that panicked has ended, too.
        let _ = stopped.await;
    }
}

impl Profiles {
    /// As [`Profiles::open`], in a world whose clock, ids and chance the caller decides.
    pub(crate) async fn open_in(
        config: Config,
        host: Arc<dyn Host>,
        env: Arc<dyn Env>,
    ) -> Result<Arc<Self>, CoreError> {
        let (threads, handle) = Threads::start()?;
        let runtime = handle.clone();
        let opening = runtime.spawn_blocking(move || Shared::open(config, host, env, handle));
        let device = opening.await.map_err(|e| CoreError::internal(&e))??;
        let me = Self { device: device.clone(), threads };
        me.spawn(async move {
            device.clone().send_leftovers().await;
            device.look_after_idle();
            Ok(())
        })
        .await?;
        Ok(Arc::new(me))
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Shared>) -> Result<T, CoreError> + Send + 'static,
    ) -> Result<T, CoreError> {
        self.device.run(work).await
    }

    async fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, CoreError>> + Send + 'static,
    ) -> Result<T, CoreError> {
        self.device.handle.spawn(work).await.unwrap_or_else(|e| Err(CoreError::internal(&e)))
    }
}

fn typed(pin: &str) -> Result<Pin, CoreError> {
    Pin::typed(pin).map_err(bad_pin)
}

fn chosen(pin: &str) -> Result<Pin, CoreError> {
    Pin::chosen(pin).map_err(bad_pin)
}

/// What is the matter with a PIN that a person has now, apart from what is the matter with the one they choose.
fn of_old_pin(error: CoreError) -> CoreError {
    match error {
        CoreError::Invalid { field, rule } if field == "pin" => match rule.as_str() {
            "wrong" => CoreError::invalid("pin-now", "wrong"),
            "shape" | "needed" => CoreError::invalid("pin-now", "shape"),
            _ => CoreError::Invalid { field, rule },
        },
        error => error,
    }
}

fn bad_pin(fault: BadPin) -> CoreError {
    match fault {
        BadPin::Shape => CoreError::invalid("pin", "shape"),
        BadPin::Easy => CoreError::invalid("pin", "easy"),
    }
}
