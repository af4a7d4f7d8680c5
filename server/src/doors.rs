//! Who stands at the door of a class, and who has tried wrong codes too often. Kept in memory for minutes, never
//! written: after a restart people type their code again.

use notyet_model::ids::ClassId;
use notyet_protocol::wire::{Enrolment, Fault, JoinRequest};
use std::collections::HashMap;
use std::net::IpAddr;

/// How long a request waits for a teacher, and for its phone to fetch the answer.
const PENDING_MS: i64 = 10 * 60 * 1000;
/// A phone may ask this often what became of its request.
pub(crate) const AGAIN_MS: u64 = 800;
/// Two whole classes may knock at one door.
const MAX_AT_ONE_DOOR: usize = 60;
/// Wrong codes from one address in [`WINDOW_MS`]. A school behind one address mistypes now and then; at this rate
/// guessing one of ten open doors takes more than 30,000 years.
const MAX_WRONG: u32 = 60;
const WINDOW_MS: i64 = 10 * 60 * 1000;
/// Addresses to remember before the expired ones are dropped.
const MAX_ADDRESSES: usize = 10_000;

/// Someone at the door.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) request: JoinRequest,
    pub(crate) device_name: String,
    ticket_hash: String,
    since_ms: i64,
    asked_ms: i64,
    fate: Option<Fate>,
}

/// What a teacher made of it.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// Let in; the answer is given as often as it is asked for.
    Enrolled(Box<Enrolment>),
    /// Not confirmed.
    Declined,
}

/// What a ticket is answered with.
pub(crate) enum Answer {
    Wait,
    Fate(Fate),
}

/// All doors.
#[derive(Debug, Default)]
pub(crate) struct Doors {
    pending: Vec<Pending>,
    wrong: HashMap<IpAddr, (u32, i64)>,
}

impl Doors {
    /// Refuses an address that has tried too many wrong codes.
    pub(crate) fn may_try(&self, peer: IpAddr, now_ms: i64) -> Result<(), Fault> {
        match self.wrong.get(&network(peer)) {
            Some((count, since)) if *count >= MAX_WRONG && now_ms - since < WINDOW_MS => {
                Err(Fault::Busy { again_ms: (WINDOW_MS - (now_ms - since)) as u64 })
            }
            _ => Ok(()),
        }
    }

    /// Counts a wrong code.
    pub(crate) fn wrong(&mut self, peer: IpAddr, now_ms: i64) {
        if self.wrong.len() >= MAX_ADDRESSES {
            self.wrong.retain(|_, (_, since)| now_ms - *since < WINDOW_MS);
        }
        let entry = self.wrong.entry(network(peer)).or_insert((0, now_ms));
        if now_ms - entry.1 >= WINDOW_MS {
            *entry = (0, now_ms);
        }
        entry.0 += 1;
    }

    /// Someone knocks.
    pub(crate) fn knock(
        &mut self,
        request: JoinRequest,
        device_name: String,
        ticket_hash: String,
        now_ms: i64,
    ) -> Result<(), Fault> {
        self.forget(now_ms);
        if self.pending.iter().any(|p| p.ticket_hash == ticket_hash) {
            // The same device again: its first answer was lost.
            return Ok(());
        }
        let at_the_door = self.pending.iter().filter(|p| p.request.class == request.class).count();
        if at_the_door >= MAX_AT_ONE_DOOR {
            return Err(Fault::Busy { again_ms: 60_000 });
        }
        let asked_ms = now_ms;
        self.pending.push(Pending {
            request,
            device_name,
            ticket_hash,
            since_ms: now_ms,
            asked_ms,
            fate: None,
        });
        Ok(())
    }

    /// What became of a ticket. Unknown and expired ones get one answer.
    pub(crate) fn ask(&mut self, ticket_hash: &str, now_ms: i64) -> Result<Answer, Fault> {
        self.forget(now_ms);
        let pending = self.pending.iter_mut().find(|p| p.ticket_hash == ticket_hash).ok_or(Fault::Code)?;
        if let Some(fate) = &pending.fate {
            return Ok(Answer::Fate(fate.clone()));
        }
        let again_ms = AGAIN_MS as i64 - (now_ms - pending.asked_ms);
        if again_ms > 0 {
            return Err(Fault::Busy { again_ms: again_ms as u64 });
        }
        pending.asked_ms = now_ms;
        Ok(Answer::Wait)
    }

    /// Who waits at these doors, first come first.
    pub(crate) fn waiting(&self, classes: &[ClassId], now_ms: i64) -> Vec<JoinRequest> {
        let waiting =
            self.pending.iter().filter(|p| p.is_waiting(now_ms) && classes.contains(&p.request.class));
        waiting.map(|p| p.request.clone()).collect()
    }

    /// A request that waits for a decision.
    pub(crate) fn undecided(&self, id: &str, now_ms: i64) -> Option<Pending> {
        self.pending.iter().find(|p| p.is_waiting(now_ms) && p.request.id == id).cloned()
    }

    /// Decides a request, unless someone else did meanwhile.
    pub(crate) fn decide(&mut self, id: &str, fate: Fate) {
        let pending = self.pending.iter_mut().find(|p| p.request.id == id);
        if let Some(pending) = pending.filter(|p| p.fate.is_none()) {
            pending.fate = Some(fate);
        }
    }

    fn forget(&mut self, now_ms: i64) {
        self.pending.retain(|p| now_ms - p.since_ms < PENDING_MS);
    }
}

impl Pending {
    fn is_waiting(&self, now_ms: i64) -> bool {
        self.fate.is_none() && now_ms - self.since_ms < PENDING_MS
    }
}

/// One household or school: an IPv6 network of 64 bits counts as one address.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            IpAddr::from(octets)
        }
        v4 => v4,
    }
}
