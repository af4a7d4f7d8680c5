//! How devices come in by codes: one for one person, or a class code and a teacher who knows the name. A class code
//! gives the student role and nothing else, whoever types it and whatever they type; so does a student's.

use super::sign_in::Returned;
use super::{Answered, Service, check_proto};
use crate::codes::Code;
use crate::doors::{AGAIN_MS, Answer, Fate};
use crate::env::random_uuid;
use crate::epoch;
use crate::keys::{Keys, token_hash};
use crate::limits::network;
use crate::memory::Memory;
use crate::storage::{Device, Opens, Person, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Role;
use notyet_model::ids::{ClassId, DeviceId, SchoolId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::certificate::{Certificate, Holder};
use notyet_protocol::digest::to_hex;
use notyet_protocol::mac::sign_in_secret;
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fault, Join, JoinDecision, JoinRequest, Joined, Limits,
};
use std::net::IpAddr;

/// The longest name that is typed at a door, in characters.
const MAX_NAME: usize = 100;

impl Service {
    /// `POST /v1/device`. `peer` is the address that the request came from.
    pub async fn device(&self, request: DeviceRequest, peer: IpAddr) -> Result<Joined, Fault> {
        check_proto(request.proto)?;
        let asker = Asker { device_name: plain(&request.device_name), secret: secret(request.secret)?, peer };
        match request.join {
            Join::StaffCode { code } => Ok(Joined::Enrolled(self.by_code(&code, staff, asker).await?)),
            Join::StudentCode { code } => Ok(Joined::Enrolled(self.by_code(&code, student, asker).await?)),
            Join::ClassCode { code, name } => self.by_class_code(&code, &plain(&name), asker).await,
            Join::SchoolAccount { state, code, iss } => {
                let returned = Returned { state, code, iss };
                Ok(Joined::Enrolled(self.by_account(returned, asker).await?))
            }
            Join::Certificate { certificate } => {
                let enrolled = self.by_certificate(&certificate, asker).await?;
                Ok(Joined::Enrolled(enrolled))
            }
            Join::Ticket { ticket } => match self.doors().ask(&token_hash(&ticket), self.env.now_ms())? {
                Answer::Wait => Ok(Joined::Waiting { ticket, again_ms: AGAIN_MS }),
                Answer::Fate(Fate::Enrolled(enrolment)) => Ok(Joined::Enrolled(*enrolment)),
                Answer::Fate(Fate::Declined) => Ok(Joined::Declined),
            },
        }
    }

    /// `POST /v1/join`: whose name it was, as a teacher of the class says.
    pub async fn decide_join(&self, token: &str, decision: JoinDecision) -> Result<(), Fault> {
        let who = self.who(token).await?;
        let pending = self.doors().undecided(&decision.id, self.env.now_ms()).ok_or(Fault::NotFound)?;
        let class = pending.request.class;
        if !who.teaches().contains(&class) {
            // The same as for a request that is not there.
            return Err(Fault::NotFound);
        }
        let fate = match decision.student {
            None => Fate::Declined,
            Some(student) => {
                let (mint, token) = (self.mint(pending.device_name, None), token.to_owned());
                let school = self.folder.school;
                let enrolled = self.write(move |tx| {
                    // They may have left the class since.
                    if let Err(fault) = teaches(tx, school, &token, class)? {
                        return Ok(Err(fault));
                    }
                    match student_of(tx, class, student)? {
                        Some(person) => Ok(Ok(mint.clone().enrol(tx, &person)?)),
                        None => Ok(Err(Fault::NotAllowed)),
                    }
                });
                Fate::Enrolled(Box::new(enrolled.await??))
            }
        };
        self.doors().decide(&decision.id, fate);
        self.tell();
        Ok(())
    }

    async fn by_code(&self, code: &str, whom: Whom, asker: Asker) -> Result<Enrolment, Fault> {
        let peer = asker.peer;
        self.may_try(&asker)?;
        let Some(hash) = Code::typed(code).map(|code| code.hash(&self.folder.keys)) else {
            return Err(self.wrong_code(peer));
        };
        let mint = self.mint(asker.device_name, asker.secret.map(|secret| (hash.clone(), secret)));
        let enrolled = self.write(move |tx| mint.clone().redeem(tx, &hash, whom)).await?;
        enrolled.map_err(|_| self.wrong_code(peer))
    }

    /// A device that comes back. One that the database does not know was forgotten by it, and goes on under its own
    /// id; one that it knows was copied or put back from a copy, and becomes another, which is its child. Whoever asks
    /// again with the same secret because the answer was lost gets the same device.
    async fn by_certificate(&self, certificate: &Certificate, asker: Asker) -> Result<Enrolment, Fault> {
        let (now, network) = (self.env.elapsed(), network(asker.peer));
        self.limits().wrong.may(&network, now)?;
        let holder = certificate.verify(self.folder.keys.school());
        let Some(holder) = holder.filter(|holder| holder.school == self.folder.school) else {
            self.limits().wrong.count(network, now);
            return Err(Fault::SignedOut);
        };
        self.limits().returns.take(holder.device, now)?;
        let again = asker.secret.map(|secret| (format!("certificate {}", holder.device), secret));
        let mint = self.mint(holder.device_name.clone(), again);
        let ledger = self.folder.ledger.clone();
        let enrolled = self.write(move |tx| {
            let memory = Memory::of(&ledger)?;
            if memory.erased.contains(&holder.user) {
                return Ok(Err(Fault::Erased));
            }
            let is_out = memory.revoked.contains(&holder.device)
                || holder.parent.is_some_and(|parent| memory.revoked.contains(&parent))
                || memory.shut_out.contains(&holder.user);
            if is_out {
                return Ok(Err(Fault::SignedOut));
            }
            let person = match tx.person(holder.user)? {
                Some(person) if person.active => person,
                Some(_) => return Ok(Err(Fault::SignedOut)),
                None => {
                    let Holder { user: id, name, role, .. } = holder.clone();
                    let forgotten = Person { id, name, role, active: true };
                    tx.put_person(&forgotten)?;
                    forgotten
                }
            };
            let known = tx.device(holder.device)?;
            if known.as_ref().is_some_and(|device| device.revoked.is_some()) {
                return Ok(Err(Fault::SignedOut));
            }
            if let Some(given) = mint.given(tx, person.id)? {
                let is_out = given.revoked.is_some();
                return Ok(if is_out {
                    Err(Fault::SignedOut)
                } else {
                    Ok(mint.clone().enrolment(tx, given, &person)?)
                });
            }
            let mint = match known {
                Some(device) => Mint { parent: Some(device.id), ..mint.clone() },
                None => Mint { device: holder.device, parent: holder.parent, ..mint.clone() },
            };
            Ok(Ok(mint.enrol(tx, &person)?))
        });
        enrolled.await?
    }

    async fn by_class_code(&self, code: &str, name: &str, asker: Asker) -> Result<Joined, Fault> {
        let (now_ms, peer) = (self.env.now_ms(), asker.peer);
        self.may_try(&asker)?;
        if name.is_empty() {
            return Err(Fault::Malformed { detail: "a name is needed".into() });
        }
        let Some(hash) = Code::typed(code).map(|code| code.hash(&self.folder.keys)) else {
            return Err(self.wrong_code(peer));
        };
        let Some(Opens::Class(class)) = self.read(move |tx| tx.code(&hash, now_ms)).await? else {
            return Err(self.wrong_code(peer));
        };
        let ticket = match asker.secret {
            Some(secret) => self.folder.keys.keyed_hash("ticket", &format!("{class}/{secret}")),
            None => self.random_hex::<32>(),
        };
        self.limits().knocks.take(class, self.env.elapsed())?;
        let request = JoinRequest { id: self.random_hex::<16>(), class, name: name.to_owned() };
        self.doors().knock(request, asker.device_name, token_hash(&ticket), now_ms)?;
        self.tell();
        Ok(Joined::Waiting { ticket, again_ms: AGAIN_MS })
    }

    /// Holds off an address that has tried too many wrong codes, and a device that has tried too many of any.
    pub(super) fn may_try(&self, asker: &Asker) -> Result<(), Fault> {
        let (now, mut limits) = (self.env.elapsed(), self.limits());
        limits.wrong.may(&network(asker.peer), now)?;
        match &asker.secret {
            Some(secret) => limits.tries.take(token_hash(secret), now),
            None => Ok(()),
        }
    }

    /// One answer for unknown, used and expired codes.
    pub(super) fn wrong_code(&self, peer: IpAddr) -> Fault {
        self.limits().wrong.count(network(peer), self.env.elapsed());
        Fault::Code
    }

    /// What a new device is made of. With a code's hash and the device's secret it is the same each time, so that
    /// asking again gives the same token.
    pub(super) fn mint(&self, device_name: String, again: Option<(String, String)>) -> Mint {
        let token = match &again {
            Some((code, secret)) => self.folder.keys.keyed_hash("enrolment", &format!("{code}/{secret}")),
            None => self.random_hex::<32>(),
        };
        Mint {
            device: DeviceId(random_uuid(&*self.env)),
            device_name,
            token,
            secret_sha256: again.map(|(_, secret)| token_hash(&secret)),
            parent: None,
            school: self.folder.school,
            keys: self.folder.keys.clone(),
            now_ms: self.env.now_ms(),
        }
    }
}

/// Which device asks, and from where.
pub(super) struct Asker {
    pub(super) device_name: String,
    pub(super) secret: Option<String>,
    pub(super) peer: IpAddr,
}

/// What a new device is made of, apart from whose it is.
#[derive(Clone)]
pub(super) struct Mint {
    device: DeviceId,
    device_name: String,
    token: String,
    secret_sha256: Option<String>,
    /// The device whose certificate was shown.
    parent: Option<DeviceId>,
    school: SchoolId,
    keys: Keys,
    now_ms: i64,
}

impl Mint {
    /// The hash by which the device that a code was spent on is known again; empty for one that told no secret.
    pub(super) fn secret_sha256(&self) -> String {
        self.secret_sha256.clone().unwrap_or_default()
    }

    /// Spends a person's one-time code. The device that it was spent on may ask again until the code expires.
    pub(super) fn redeem(self, tx: &mut dyn Tx, code: &str, whom: Whom) -> Answered<Enrolment> {
        if let Some(secret) = &self.secret_sha256
            && let Some(device) = tx.spent_code(code, secret, self.now_ms)?
        {
            return self.again(tx, device, whom);
        }
        let Some(Opens::Person(user)) = tx.code(code, self.now_ms)? else { return Ok(Err(Fault::Code)) };
        let Some(person) = whom(tx, user)? else { return Ok(Err(Fault::Code)) };
        match &self.secret_sha256 {
            Some(secret) => tx.spend_code(code, secret, self.device)?,
            None => tx.drop_code(code)?,
        }
        Ok(Ok(self.enrol(tx, &person)?))
    }

    /// The device of this person that the same secret was answered with before.
    fn given(&self, tx: &mut dyn Tx, user: UserId) -> Stored<Option<Device>> {
        if self.secret_sha256.is_none() {
            return Ok(None);
        }
        let token = token_hash(&self.token);
        Ok(tx.device_by_token(&token)?.filter(|device| device.user == user && device.token_sha256 == token))
    }

    fn enrol(self, tx: &mut dyn Tx, person: &Person) -> Stored<Enrolment> {
        let device = Device {
            id: self.device,
            user: person.id,
            name: self.device_name.clone(),
            token_sha256: token_hash(&self.token),
            enrolled: self.now_ms,
            token_since: self.now_ms,
            next_sha256: None,
            revoked: None,
            parent: self.parent,
            doubled: None,
        };
        tx.put_device(&device)?;
        self.enrolment(tx, device, person)
    }

    /// The answer that was lost, unless the device was revoked since.
    fn again(self, tx: &mut dyn Tx, device: DeviceId, whom: Whom) -> Answered<Enrolment> {
        let device = tx.device(device)?.filter(|device| device.revoked.is_none());
        let Some(device) = device.filter(|device| device.token_sha256 == token_hash(&self.token)) else {
            return Ok(Err(Fault::Code));
        };
        let Some(person) = whom(tx, device.user)? else { return Ok(Err(Fault::Code)) };
        Ok(Ok(self.enrolment(tx, device, &person)?))
    }

    fn enrolment(self, tx: &mut dyn Tx, device: Device, person: &Person) -> Stored<Enrolment> {
        let holder = Holder {
            school: self.school,
            user: person.id,
            role: person.role,
            name: person.name.clone(),
            device: device.id,
            device_name: device.name,
            issued: device.enrolled,
            parent: device.parent,
        };
        Ok(Enrolment {
            certificate: Certificate::sign(self.keys.school(), &holder),
            school: self.school,
            user: person.id,
            role: person.role,
            name: person.name.clone(),
            device: device.id,
            token: self.token,
            epoch: epoch::present(tx)?,
            now: self.now_ms,
            limits: Limits::default(),
            sign_in: Some(to_hex(&sign_in_secret(self.keys.school(), person.id))),
        })
    }
}

/// Whom a code may let in: a person, if they are one of those.
pub(super) type Whom = fn(&mut dyn Tx, UserId) -> Stored<Option<Person>>;

/// A student whose devices are served.
fn student(tx: &mut dyn Tx, user: UserId) -> Stored<Option<Person>> {
    Ok(tx.person(user)?.filter(|person| person.active && person.role == Role::Student))
}

/// A person of the staff whose devices are served.
pub(super) fn staff(tx: &mut dyn Tx, user: UserId) -> Stored<Option<Person>> {
    Ok(tx.person(user)?.filter(|person| person.active && person.role != Role::Student))
}

/// A device's own chance; too little of it could be guessed.
fn secret(text: String) -> Result<Option<String>, Fault> {
    match text.len() {
        0 => Ok(None),
        64 if text.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(Some(text)),
        _ => Err(Fault::Malformed { detail: "the secret is not 64 hexadecimal digits".into() }),
    }
}

/// A person who is a student, and is in the class as one, now.
pub(super) fn student_of(tx: &mut dyn Tx, class: ClassId, student: UserId) -> Stored<Option<Person>> {
    let member = tx.member(class, student)?;
    if !member.is_some_and(|member| member.role == ClassRole::Student && member.left_ms.is_none()) {
        return Ok(None);
    }
    self::student(tx, student)
}

/// Refuses whoever does not teach this class, as if there were no such class.
pub(super) fn teaches(tx: &mut dyn Tx, school: SchoolId, token: &str, class: ClassId) -> Answered<()> {
    Ok(match Who::of_token(tx, school, token)? {
        Ok(who) if who.teaches().contains(&class) => Ok(()),
        Ok(_) => Err(Fault::NotFound),
        Err(fault) => Err(fault),
    })
}

/// What was typed, without control characters and outer spaces, cut at [`MAX_NAME`].
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.trim().chars().take(MAX_NAME).collect()
}
