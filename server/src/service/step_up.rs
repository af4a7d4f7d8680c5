//! What a stolen tablet must not do although it is signed in: erase, export, end devices. For those an administrator
//! proves anew who they are, and gets a grant for one such request from the same device within minutes.

use super::sign_in::Returned;
use super::{Answered, Service, check_proto};
use crate::codes::Code;
use crate::keys::token_hash;
use crate::limits::network;
use crate::storage::{Opens, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Role;
use notyet_protocol::wire::{Fault, Proof, StepUpRequest, SteppedUp};
use std::net::IpAddr;

/// How long a grant waits to be used.
const GRANT_MS: i64 = 5 * 60 * 1000;

impl Service {
    /// `POST /v1/step-up`, for administrators alone. A proof that is somebody else's is [`Fault::NotAllowed`].
    pub async fn step_up(
        &self,
        token: &str,
        request: StepUpRequest,
        peer: IpAddr,
    ) -> Result<SteppedUp, Fault> {
        check_proto(request.proto)?;
        let who = self.administrator(token).await?;
        match request.proof {
            Proof::StaffCode { code } => self.own_code(&who, &code, peer).await?,
            Proof::SchoolAccount { state, code, iss, secret } => {
                let person = self.afresh(Returned { state, code, iss }, &secret, peer).await?;
                if person.id != who.person.id {
                    tracing::warn!("somebody else proved who they are");
                    return Err(Fault::NotAllowed);
                }
            }
        }
        let (grant, now_ms) = (self.random_hex::<32>(), self.env.now_ms());
        let (hash, ends_ms) = (token_hash(&grant), now_ms + GRANT_MS);
        self.write(move |tx| tx.put_step_up(&hash, who.device.id, ends_ms, now_ms)).await?;
        Ok(SteppedUp { grant, ends_ms })
    }

    /// Uses up a grant of this device; [`Fault::NotAllowed`] when there is none. Requests that need one call
    /// [`spend`] inside their own transaction instead.
    pub async fn use_step_up(&self, token: &str, grant: &str) -> Result<(), Fault> {
        let who = self.administrator(token).await?;
        let (grant, now_ms) = (grant.to_owned(), self.env.now_ms());
        self.write(move |tx| spend(tx, &who, &grant, now_ms)).await?
    }

    async fn administrator(&self, token: &str) -> Result<Who, Fault> {
        let who = self.who(token).await?;
        if who.person.role == Role::Administrator { Ok(who) } else { Err(Fault::NotAllowed) }
    }

    /// Uses up a staff code that was made for this very person.
    async fn own_code(&self, who: &Who, code: &str, peer: IpAddr) -> Result<(), Fault> {
        self.limits().wrong.may(&network(peer), self.env.elapsed())?;
        let Some(hash) = Code::typed(code).map(|code| code.hash(&self.folder.keys)) else {
            return Err(self.wrong_code(peer));
        };
        let (user, now_ms) = (who.person.id, self.env.now_ms());
        let used = self.write(move |tx| -> Answered<()> {
            match tx.code(&hash, now_ms)? {
                Some(Opens::Person(owner)) if owner == user => Ok(Ok(tx.drop_code(&hash)?)),
                _ => Ok(Err(Fault::Code)),
            }
        });
        used.await?.map_err(|_| self.wrong_code(peer))
    }
}

/// Uses up a grant, inside the transaction of what it is for: if that fails, the grant is still there.
pub(crate) fn spend(tx: &mut dyn Tx, who: &Who, grant: &str, now_ms: i64) -> Stored<Result<(), Fault>> {
    let is_there = tx.take_step_up(&token_hash(grant), who.device.id, now_ms)?;
    Ok(if is_there { Ok(()) } else { Err(Fault::NotAllowed) })
}
