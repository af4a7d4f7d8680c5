//! Listing somebody who has joined: under the name and the PIN that they chose, or, if they are here already, in
//! the profile that is theirs.

use super::shared::{Shared, lock};
use super::{chosen, typed};
use crate::core::Inner;
use crate::error::CoreError;
use notyet_store::{DbKey, Person, Pin, ProfileId, Session, SignInSecret, Stage};
use std::sync::Arc;

/// The longest name that a picker shows whole.
const MAX_NAME_LETTERS: usize = 30;

/// What the server said at this sign-in that opens what a forgotten PIN does not.
pub(super) fn sign_in_secret(session: &Option<Session>) -> Option<SignInSecret> {
    SignInSecret::read(session.as_ref()?.enrolment.sign_in.as_deref()?)
}

/// A PIN that is chosen is typed twice, because nobody can read it there.
pub(super) fn twice(pin: Option<&str>, again: Option<&str>) -> Result<Option<Pin>, CoreError> {
    let pin = pin.map(chosen).transpose()?;
    match again.map(typed).transpose().ok().flatten() == pin {
        true => Ok(pin),
        false => Err(CoreError::invalid("pin-again", "differs")),
    }
}

impl Shared {
    pub(super) async fn keep(
        self: &Arc<Self>,
        name: &str,
        pin: Option<&str>,
        again: Option<&str>,
    ) -> Result<Arc<Inner>, CoreError> {
        let name = crate::intents::typed("name", name, usize::MAX)?.to_owned();
        if name.chars().count() > MAX_NAME_LETTERS {
            return Err(CoreError::invalid("name", "too-long-to-show"));
        }
        let pin = twice(pin, again)?;
        if pin.is_none() && self.config.is_tablet {
            return Err(CoreError::invalid("pin", "needed"));
        }
        let (place, core) = self.joining()?;
        let session = core.run(|inner| inner.store.read(|r| r.session())).await?;
        let session = session.ok_or(CoreError::SignedOut)?;
        let of = (session.enrolment.school, session.enrolment.user);
        let others = self.people.others_of(&place, of);
        for left in others.iter().filter(|other| other.stage == Stage::Leaving) {
            self.renew(&left.id, session.enrolment.clone(), session.server_url.clone()).await?;
        }
        self.check_name(&name, &others)?;
        for here in others.iter().filter(|other| other.stage == Stage::Here) {
            if let Some(key) = self.key_by_sign_in(&here.id, &session).await? {
                return self.come_back(&here.id, key, &place, session, name, pin).await;
            }
        }
        let listed = place.clone();
        self.run(move |device| {
            device.people.keep(&listed, &name, of)?;
            device.seal(&listed, &session, pin.as_ref())
        })
        .await?;
        self.changed();
        Ok(core)
    }

    /// Two people under one name could not tell which is theirs.
    fn check_name(&self, name: &str, same_person: &[Person]) -> Result<(), CoreError> {
        let is_other = |p: &Person| p.stage == Stage::Here && !same_person.contains(p);
        match self.people.list().iter().any(|p| is_other(p) && p.name.eq_ignore_ascii_case(name)) {
            true => Err(CoreError::invalid("name", "taken")),
            false => Ok(()),
        }
    }

    /// Seals under a PIN what the key store's seal alone protects so far.
    fn seal(&self, id: &ProfileId, session: &Session, pin: Option<&Pin>) -> Result<(), CoreError> {
        let Some(pin) = pin else { return Ok(()) };
        let key = self.people.enter(id, None)?;
        let secret = sign_in_secret(&Some(session.clone()));
        Ok(self.people.set_pin(id, &key, pin, secret.as_ref())?)
    }

    async fn key_by_sign_in(
        self: &Arc<Self>,
        id: &ProfileId,
        session: &Session,
    ) -> Result<Option<DbKey>, CoreError> {
        let (id, secret) = (id.clone(), sign_in_secret(&Some(session.clone())));
        self.run(move |device| match (device.people.has_pin(&id)?, secret) {
            (false, _) => Ok(Some(device.people.enter(&id, None)?)),
            (true, Some(secret)) => Ok(device.people.enter_by_sign_in(&id, &secret)?),
            (true, None) => Ok(None),
        })
        .await
    }

    /// Somebody joined again who is here already: their profile opens under the new sign-in and the new PIN, and
    /// the place in which they joined goes.
    async fn come_back(
        self: &Arc<Self>,
        id: &ProfileId,
        key: DbKey,
        place: &ProfileId,
        session: Session,
        name: String,
        pin: Option<Pin>,
    ) -> Result<Arc<Inner>, CoreError> {
        self.close(place).await;
        // The engine speaks under the old sign-in.
        self.close(id).await;
        let core = self.open_core(id, key).await?;
        let (kept, gone) = (id.clone(), place.clone());
        let of = (session.enrolment.school, session.enrolment.user);
        let (enrolment, url) = (session.enrolment.clone(), session.server_url.clone());
        core.link.stop().await;
        let renewed = core.run(move |inner| inner.store.write(|tx| tx.enrol(&enrolment, &url)).map(|_| ()));
        renewed.await?;
        self.run(move |device| {
            device.people.keep(&kept, &name, of)?;
            if let Some(pin) = pin {
                let secret = sign_in_secret(&Some(session));
                device.people.set_pin(&kept, &key, &pin, secret.as_ref())?;
            }
            Ok(device.people.forget(&gone)?)
        })
        .await?;
        core.link.start(&core).await;
        lock(&self.cores).insert(id.clone(), core.clone());
        self.changed();
        Ok(core)
    }
}
