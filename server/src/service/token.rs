//! How a device's token lives: asked for at every request, followed each week by a successor, ended at once when the
//! device is revoked. At every moment one token of the device works, whatever answer was lost and whoever crashed.

use super::{Answered, Service};
use crate::epoch;
use crate::keys::token_hash;
use crate::ledger::Entry;
use crate::storage::{Device, Person};
use crate::who::Who;
use notyet_model::ids::DeviceId;
use notyet_protocol::wire::Fault;
use std::collections::HashMap;

/// How long a token is used before another is offered.
const TOKEN_MS: i64 = 7 * 24 * 3600 * 1000;

impl Service {
    /// The person of a token. The first use of an offered token makes it the device's, and ends the one before.
    pub(super) async fn who(&self, token: &str) -> Result<Who, Fault> {
        let (text, school) = (token.to_owned(), self.folder.school);
        let who = self.read(move |tx| Who::of_token(tx, school, &text)).await??;
        self.limits().requests.take(who.device.id, self.env.elapsed())?;
        let hash = token_hash(token);
        if who.device.next_sha256.as_ref() != Some(&hash) {
            return Ok(who);
        }
        let now_ms = self.env.now_ms();
        let taken = self.write(move |tx| -> Answered<()> {
            let Some(device) = tx.device_by_token(&hash)? else { return Ok(Err(Fault::SignedOut)) };
            if device.next_sha256.as_ref() == Some(&hash) {
                tx.put_device(&Device {
                    token_sha256: hash.clone(),
                    token_since: now_ms,
                    next_sha256: None,
                    ..device
                })?;
            }
            Ok(Ok(()))
        });
        match taken.await {
            // On a full disk both tokens go on working; this one takes over once there is room.
            Err(Fault::Full) => return Ok(who),
            taken => taken??,
        }
        // Who waits with the token before is signed out now.
        self.tell();
        Ok(who)
    }

    /// The token that is to follow one of a week or more. Worked out of the present one with the school's key, so
    /// that every answer offers the same: an offer that the device has written down is never replaced by another.
    pub(super) async fn successor(&self, device: &Device, token: &str) -> Result<Option<String>, Fault> {
        let present = token_hash(token);
        if device.token_sha256 != present || self.env.now_ms() - device.token_since < TOKEN_MS {
            return Ok(None);
        }
        let next = self.folder.keys.keyed_hash("token", &format!("{}/{token}", device.id));
        let hash = token_hash(&next);
        if device.next_sha256.as_ref() == Some(&hash) {
            return Ok(Some(next));
        }
        let offered = self.write(move |tx| {
            // Another request of the same device may have come first.
            let device = tx.device_by_token(&present)?.filter(|device| device.token_sha256 == present);
            let Some(device) = device else { return Ok(false) };
            tx.put_device(&Device { next_sha256: Some(hash.clone()), ..device })?;
            Ok(true)
        });
        match offered.await {
            // Offered once there is room; those who only read are served meanwhile.
            Err(Fault::Full) => Ok(None),
            offered => Ok(offered?.then_some(next)),
        }
    }

    /// Ends the tokens of a device, and of all that came in by its certificate, at once: who waits with one is answered
    /// that they are signed out. Again is the same as once; [`Fault::NotFound`] when there is no such device. Answers
    /// the device first, then what came of it.
    pub async fn revoke(&self, device: DeviceId) -> Result<Vec<Device>, Fault> {
        let now_ms = self.env.now_ms();
        let ledger = self.folder.ledger.clone();
        let revoked = self.write(move |tx| -> Answered<Vec<Device>> {
            let family = family(device, tx.devices()?);
            if family.is_empty() {
                return Ok(Err(Fault::NotFound));
            }
            for device in &family {
                if device.revoked.is_none() {
                    epoch::remember(&ledger, &Entry::Revoked { device: device.id })?;
                }
                let revoked = device.revoked.or(Some(now_ms));
                tx.put_device(&Device { revoked, ..device.clone() })?;
            }
            Ok(Ok(family))
        });
        let revoked = revoked.await??;
        self.tell();
        Ok(revoked)
    }

    /// All devices, each with whose it is, by person.
    pub async fn devices(&self) -> Result<Vec<(Device, Option<Person>)>, Fault> {
        let mut devices = self
            .read(|tx| {
                let people: HashMap<_, _> =
                    tx.people()?.into_iter().map(|person| (person.id, person)).collect();
                let devices = tx.devices()?.into_iter();
                Ok(devices
                    .map(|it| (people.get(&it.user).cloned(), it))
                    .map(|(p, it)| (it, p))
                    .collect::<Vec<_>>())
            })
            .await?;
        devices.sort_by_cached_key(|(device, person)| {
            (person.as_ref().map(|person| person.name.to_lowercase()), device.user, device.enrolled)
        });
        Ok(devices)
    }
}

/// A device and all that descend from it by their certificates, parents first. Nothing, if it is not there.
fn family(first: DeviceId, all: Vec<Device>) -> Vec<Device> {
    let (mut family, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|device| device.id == first);
    let mut seen = 0;
    while seen < family.len() {
        let parent = Some(family[seen].id);
        let (children, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|device| device.parent == parent);
        family.extend(children);
        (rest, seen) = (others, seen + 1);
    }
    family
}
