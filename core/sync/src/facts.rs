//! The task that keeps facts in step: rounds until all is quiet, then listens until there is something new on
//! either side; after trouble it pauses and tries again. Ends when told to, or when only a person can help.

use crate::backoff::Backoff;
use crate::engine::{Mishap, Shared};
use crate::round::Rounds;
use crate::state::{Phase, Trouble};
use crate::transport::{Token, TransportError};
use notyet_protocol::wire::{Fault, WaitRequest};
use notyet_store::StoreError;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// A wait that is answered empty before this was rung for something else than a stream: somebody wants to
/// join, or what this person may read has changed.
const EARLY: Duration = Duration::from_secs(20);
/// How long to rely on the bell alone before looking whether it still works.
const LOOK_ANYWAY: Duration = Duration::from_secs(4 * 60);

pub(crate) async fn run(shared: Arc<Shared>) {
    let mut pauses = Backoff::default();
    let signed = loop {
        let nudges = shared.control.borrow().nudges;
        match shared.session().await {
            Ok(Some(signed)) => break signed,
            Ok(None) => return halt(&shared, Phase::SignedOut),
            Err(mishap) => match recover(&shared, &mut pauses, &mishap, nudges).await {
                Recovery::Again => {}
                Recovery::Ended => return,
            },
        }
    };
    let mut rounds = Rounds::new(Arc::clone(&shared), signed);
    let mut ear = Ear { shared: Arc::clone(&shared), bell: None, false_bells: Backoff::default() };
    let mut came_back = false;
    loop {
        if !online(&shared).await {
            return;
        }
        let outcome = match step(&shared, &mut rounds, &mut pauses).await {
            Ok(()) => {
                came_back = false;
                ear.listen(rounds.token(), rounds.nudges_answered).await
            }
            Err(mishap) => Err(mishap),
        };
        let outcome = match outcome {
            // A server that takes the certificate and not the token that it gives for it is asked once.
            Err(mishap) if mishap.is_signed_out() && !came_back => {
                let back = rounds.come_back().await;
                came_back = back.is_ok();
                back
            }
            outcome => outcome,
        };
        if let Err(mishap) = outcome
            && let Recovery::Ended = recover(&shared, &mut pauses, &mishap, rounds.nudges_answered).await
        {
            return;
        }
    }
}

async fn step(shared: &Shared, rounds: &mut Rounds, pauses: &mut Backoff) -> Result<(), Mishap> {
    shared.show(|state| state.phase = Phase::Syncing);
    rounds.drain().await?;
    pauses.reset();
    let now_ms = shared.now_ms();
    shared.show(|state| {
        state.phase = Phase::Idle;
        state.last_success_ms = Some(now_ms);
        state.last_error = None;
    });
    Ok(())
}

/// Waits until there is a network. False: the engine ends.
async fn online(shared: &Shared) -> bool {
    let mut control = shared.control.subscribe();
    if !control.borrow().network.online {
        shared.show(|state| state.phase = Phase::Offline);
    }
    match control.wait_for(|control| control.ended || control.network.online).await {
        Ok(control) => !control.ended,
        Err(_) => false,
    }
}

/// Listens for news while nothing is left to do.
struct Ear {
    shared: Arc<Shared>,
    /// What was held when the bell last rang.
    bell: Option<WaitRequest>,
    false_bells: Backoff,
}

impl Ear {
    /// Returns when there is reason for a round.
    async fn listen(&mut self, token: &Token, nudges_answered: u64) -> Result<(), Mishap> {
        let since = Instant::now();
        while since.elapsed() < LOOK_ANYWAY {
            let held = self.held().await?;
            if self.bell.as_ref() == Some(&held) {
                // The bell rang and a round brought nothing: a bell that keeps doing so must not spin.
                let pause = self.false_bells.next(self.shared.chance());
                if roused(&self.shared, pause, nudges_answered).await {
                    return Ok(());
                }
            } else {
                self.false_bells.reset();
            }
            let asked_at = Instant::now();
            let answer = self.shared.transport.wait(token, &held);
            let answer = tokio::select! {
                answer = self.shared.with_network(answer) => answer,
                () = nudged(&self.shared, nudges_answered) => return Ok(()),
            };
            match answer {
                Ok(news) if !news.heads.is_empty() || asked_at.elapsed() < EARLY => {
                    self.bell = Some(held);
                    return Ok(());
                }
                Ok(_) => self.bell = None,
                Err(Mishap::Transport(TransportError::TimedOut)) => {
                    self.bell = None;
                    return Ok(());
                }
                Err(mishap) => return Err(mishap),
            }
        }
        Ok(())
    }

    async fn held(&self) -> Result<WaitRequest, Mishap> {
        self.shared
            .with_store(|store| {
                let joins = store.read(|reader| reader.joins())?.len() as u32;
                let room = store.room_digest();
                Ok(WaitRequest { epoch: store.epoch()?, cur: store.cursors()?, joins, room })
            })
            .await
    }
}

enum Recovery {
    Again,
    Ended,
}

/// Says what is wrong and pauses, or ends where no pause helps.
async fn recover(shared: &Shared, pauses: &mut Backoff, mishap: &Mishap, nudges_answered: u64) -> Recovery {
    match mishap {
        Mishap::Cut => return if shared.control.borrow().ended { Recovery::Ended } else { Recovery::Again },
        _ if mishap.is_signed_out() => {
            halt(shared, Phase::SignedOut);
            return Recovery::Ended;
        }
        Mishap::Transport(TransportError::Fault(Fault::Version { .. })) => {
            halt(shared, Phase::NeedsUpdate);
            return Recovery::Ended;
        }
        Mishap::Transport(_) | Mishap::Store(_) | Mishap::Stuck(_) => {}
    }
    let least = mishap.not_before();
    let trouble = match mishap {
        Mishap::Transport(error) => Trouble::from(error),
        Mishap::Store(StoreError::Full) => Trouble::DeviceFull,
        Mishap::Store(_) => Trouble::Device,
        Mishap::Stuck(_) | Mishap::Cut => Trouble::ServerTrouble,
    };
    tracing::info!(%mishap, tries = pauses.tries(), "a round brought nothing");
    let pause = least + pauses.next(shared.chance());
    let retry_at_ms = shared.now_ms().saturating_add(pause.as_millis() as i64);
    shared.show(|state| {
        state.phase = Phase::Waiting { retry_at_ms };
        state.last_error = Some(trouble);
    });
    if least.is_zero() {
        if roused(shared, pause, nudges_answered).await {
            pauses.reset();
        }
    } else {
        // What the server asked for, a person's impatience does not shorten.
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = ended(shared) => {}
        }
    }
    if shared.control.borrow().ended { Recovery::Ended } else { Recovery::Again }
}

/// Pauses. True: cut short, because there is something to do, the network changed, or the engine ends.
async fn roused(shared: &Shared, pause: Duration, nudges_answered: u64) -> bool {
    tokio::select! {
        () = tokio::time::sleep(pause) => false,
        () = nudged(shared, nudges_answered) => true,
        () = network_changed(shared) => true,
    }
}

async fn nudged(shared: &Shared, nudges_answered: u64) {
    let mut control = shared.control.subscribe();
    // The sender lives as long as `shared`: there is always another change to come.
    let _ = control.wait_for(|control| control.ended || control.nudges != nudges_answered).await;
}

async fn network_changed(shared: &Shared) {
    let mut control = shared.control.subscribe();
    let online = control.borrow().network.online;
    let _ = control.wait_for(|control| control.network.online != online).await;
}

async fn ended(shared: &Shared) {
    let _ = shared.control.subscribe().wait_for(|control| control.ended).await;
}

fn halt(shared: &Shared, phase: Phase) {
    shared.show(|state| state.phase = phase);
    shared.tell(|control| control.halted = true);
}
