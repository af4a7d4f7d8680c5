//! The engine one step at a time, for a simulator that decides what happens when: the same rounds and the same work
//! on photos as the engine's two tasks do, without their pauses. Never used by a program that people run.

use crate::engine::{Mishap, Policy, Shared};
use crate::photos::{Step, Worker};
use crate::round::Rounds;
use crate::{PhotoProcessor, Transport, TransportError};
use notyet_protocol::wire::Fault;
use notyet_store::{Store, StoreError};
use std::sync::Arc;

/// Why a step brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The network's or the server's trouble.
    #[error(transparent)]
    Transport(TransportError),
    /// The device's trouble.
    #[error(transparent)]
    Store(StoreError),
    /// The server and this device do not get on with each other.
    #[error("{0}")]
    Stuck(&'static str),
}

/// An engine that does what it is told, and nothing by itself.
pub struct Stepper {
    shared: Arc<Shared>,
    rounds: Option<Rounds>,
    worker: Worker,
}

impl Stepper {
    /// An engine that has just been started.
    pub fn new(
        store: Store,
        transport: Arc<dyn Transport>,
        photos: Arc<dyn PhotoProcessor>,
        policy: Policy,
    ) -> Self {
        let (shared, _) = Shared::new(store, transport, policy);
        Self { worker: Worker::new(Arc::clone(&shared), photos), shared, rounds: None }
    }

    /// Pushes and pulls until nothing is left, as the engine does whenever it wakes.
    pub async fn drain(&mut self) -> Result<(), Stopped> {
        let rounds = match &mut self.rounds {
            Some(rounds) => rounds,
            empty => {
                let signed = self.shared.session().await?.ok_or(Stopped::Stuck("nobody is signed in"))?;
                empty.insert(Rounds::new(Arc::clone(&self.shared), signed))
            }
        };
        match rounds.drain().await {
            // Asked once, as the engine does.
            Err(Mishap::Transport(TransportError::Fault(Fault::SignedOut))) => {
                rounds.come_back().await?;
                Ok(rounds.drain().await?)
            }
            drained => Ok(drained?),
        }
    }

    /// Does one thing with one photo. False: there was nothing to do.
    pub async fn photo(&mut self) -> Result<bool, Stopped> {
        let control = self.shared.control.borrow().clone();
        Ok(matches!(self.worker.step(&control).await?, Step::Did))
    }
}

impl From<Mishap> for Stopped {
    fn from(mishap: Mishap) -> Self {
        match mishap {
            Mishap::Transport(error) => Self::Transport(error),
            Mishap::Store(error) => Self::Store(error),
            Mishap::Stuck(why) => Self::Stuck(why),
            Mishap::Cut => Self::Stuck("cut short"),
        }
    }
}
