//! How staff come in by the school's accounts. The first time an account is matched to the roster by an address that
//! its provider has verified; from then on only the account itself counts, and the address no more.

use super::join::{Asker, staff};
use super::{Service, check_proto};
use crate::email::Email;
use crate::limits::network;
use crate::oidc::{Account, Aim, Flow, Provider, SignInFault};
use crate::storage::{Opens, Person, Stored, Tx};
use notyet_protocol::digest::from_hex;
use notyet_protocol::wire::{Enrolment, Fault, SignInBegun, SignInOffer, SignInRequest};
use std::net::IpAddr;

/// What came back with a browser.
pub(super) struct Returned {
    pub(super) state: String,
    pub(super) code: String,
    pub(super) iss: Option<String>,
}

/// Why an account opens nothing here. For the log, which learns of nobody whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum NotOurs {
    #[error("the provider has verified no address of it")]
    Unverified,
    #[error("its address is no present member of the staff's")]
    Unknown,
    #[error("its address is several people's")]
    Shared,
    #[error("the member of staff has another account")]
    Another,
    #[error("its person is no present member of the staff")]
    NotStaff,
}

impl Service {
    /// From now on staff may come in by this provider's accounts. Only the first call counts.
    pub fn offer_accounts(&self, provider: Provider) {
        // A second one is a mistake of the caller's that changes nothing.
        let _ = self.provider.set(provider);
    }

    /// `GET /v1/sign-in`.
    pub fn sign_in_offer(&self) -> SignInOffer {
        SignInOffer { school_account: self.provider.get().is_some() }
    }

    /// `POST /v1/sign-in`; [`Fault::NotFound`] where the school has no accounts.
    pub async fn begin_sign_in(&self, request: SignInRequest, peer: IpAddr) -> Result<SignInBegun, Fault> {
        check_proto(request.proto)?;
        let provider = self.provider.get().ok_or(Fault::NotFound)?;
        let challenge = from_hex(&request.challenge).and_then(|bytes| bytes.try_into().ok());
        let Some(challenge) = challenge else {
            return Err(Fault::Malformed { detail: "the challenge is not 64 hexadecimal digits".into() });
        };
        self.limits().begun.take(network(peer), self.env.elapsed())?;
        let aim = if request.afresh { Aim::StepUp } else { Aim::Enrol };
        let flow = Flow::begin(&self.folder.keys, &*self.env, aim, challenge);
        let address = provider.address(&self.folder.keys, &flow).await;
        let address = address.map_err(|fault| self.trouble(&fault))?;
        Ok(SignInBegun { address, state: flow.state().to_owned() })
    }

    pub(super) async fn by_account(&self, returned: Returned, asker: Asker) -> Result<Enrolment, Fault> {
        self.may_try(&asker)?;
        let secret = asker.secret.clone().unwrap_or_default();
        let (flow, peer) = (self.flow(&returned, Aim::Enrol, &secret, asker.peer)?, asker.peer);
        let hash = self.folder.keys.keyed_hash("sign-in", flow.state());
        let now_ms = self.env.now_ms();
        let mint = self.mint(asker.device_name, Some((hash.clone(), secret)));
        // The provider redeems a code once; the answer to that may have been lost.
        let (spent, secret_sha256) = (hash.clone(), mint.secret_sha256());
        let is_spent = self.read(move |tx| tx.spent_code(&spent, &secret_sha256, now_ms)).await?.is_some();
        let account = match is_spent {
            true => None,
            false => Some(self.account(&flow, returned, peer).await?),
        };
        let ends_ms = flow.ends_ms();
        let enrolled = self.write(move |tx| -> Stored<Result<Result<Enrolment, Fault>, NotOurs>> {
            if let Some(account) = account.clone() {
                let person = match whose(tx, &account)? {
                    Ok(person) => person,
                    Err(reason) => return Ok(Err(reason)),
                };
                if tx.spent_code(&hash, &mint.secret_sha256(), now_ms)?.is_none() {
                    tx.put_code(&hash, Opens::Person(person.id), ends_ms, now_ms)?;
                }
            }
            Ok(Ok(mint.clone().redeem(tx, &hash, staff)?))
        });
        match enrolled.await? {
            Ok(enrolled) => enrolled,
            Err(reason) => Err(self.not_ours(reason, peer)),
        }
    }

    /// The member of staff who has proved anew who they are.
    pub(super) async fn afresh(
        &self,
        returned: Returned,
        secret: &str,
        peer: IpAddr,
    ) -> Result<Person, Fault> {
        self.limits().wrong.may(&network(peer), self.env.elapsed())?;
        let flow = self.flow(&returned, Aim::StepUp, secret, peer)?;
        let account = self.account(&flow, returned, peer).await?;
        let found = self.write(move |tx| whose(tx, &account)).await?;
        found.map_err(|reason| self.not_ours(reason, peer))
    }

    /// The sign-in that came back, if it is this device's and for this.
    fn flow(&self, returned: &Returned, aim: Aim, secret: &str, peer: IpAddr) -> Result<Flow, Fault> {
        let flow = Flow::read(&self.folder.keys, self.env.now_ms(), &returned.state);
        let flow = flow.filter(|flow| flow.aim() == aim && flow.is_of(secret));
        flow.ok_or_else(|| self.wrong_code(peer))
    }

    async fn account(&self, flow: &Flow, returned: Returned, peer: IpAddr) -> Result<Account, Fault> {
        let provider = self.provider.get().ok_or(Fault::NotFound)?;
        let iss = returned.iss.as_deref();
        provider.account(&self.folder.keys, flow, returned.code, iss).await.map_err(|fault| match fault {
            SignInFault::Provider(_) => self.trouble(&fault),
            SignInFault::Refused(_) => {
                tracing::warn!(%fault, "a sign-in came to nothing");
                self.wrong_code(peer)
            }
        })
    }

    fn not_ours(&self, reason: NotOurs, peer: IpAddr) -> Fault {
        tracing::warn!(%reason, "an account opens nothing");
        self.limits().wrong.count(network(peer), self.env.elapsed());
        Fault::NotAllowed
    }

    /// Forgets which accounts are a person's, so that their present one is matched by its address again; needed when
    /// the provider made them a new one. `person` is a name or an id.
    pub async fn forget_accounts(&self, person: &str) -> Result<Result<Person, super::NotForStaff>, Fault> {
        let asked = person.to_owned();
        self.write(move |tx| {
            let person = match super::codes::staff_called(tx, &asked)? {
                Ok(person) => person,
                Err(reason) => return Ok(Err(reason)),
            };
            tx.drop_accounts(person.id)?;
            Ok(Ok(person))
        })
        .await
    }
}

/// Whose an account is in this school. One that nobody has used yet becomes its address's owner's.
fn whose(tx: &mut dyn Tx, account: &Account) -> Stored<Result<Person, NotOurs>> {
    if let Some(user) = tx.account(&account.issuer, &account.subject)? {
        return Ok(staff(tx, user)?.ok_or(NotOurs::NotStaff));
    }
    let Some(email) = account.verified_email.as_deref().and_then(Email::read) else {
        return Ok(Err(NotOurs::Unverified));
    };
    let user = match tx.people_with_email(&email.0)?[..] {
        [user] => user,
        [] => return Ok(Err(NotOurs::Unknown)),
        [..] => return Ok(Err(NotOurs::Shared)),
    };
    let Some(person) = staff(tx, user)? else { return Ok(Err(NotOurs::NotStaff)) };
    if tx.account_of(user, &account.issuer)?.is_some() {
        return Ok(Err(NotOurs::Another));
    }
    tx.put_account(&account.issuer, &account.subject, user)?;
    Ok(Ok(person))
}
