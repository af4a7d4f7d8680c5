//! How devices come in: by a one-time staff code, or by a class code and a teacher who knows the name. A class code
//! gives the student role and nothing else, whoever types it and whatever they type.

use super::{Answered, Service, check_proto};
use crate::codes::Code;
use crate::doors::{AGAIN_MS, Answer, Fate};
use crate::env::random_uuid;
use crate::keys::token_hash;
use crate::storage::{Device, Opens, Person, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Role;
use notyet_model::ids::{ClassId, DeviceId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::digest::to_hex;
use notyet_protocol::mac::{SchoolKey, sign_in_secret};
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
        let device_name = plain(&request.device_name);
        match request.join {
            Join::StaffCode { code } => {
                let joined = self.by_staff_code(&code, device_name, peer).await?;
                Ok(Joined::Enrolled(joined))
            }
            Join::ClassCode { code, name } => {
                self.by_class_code(&code, &plain(&name), device_name, peer).await
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
                let (mint, token) = (self.mint(pending.device_name), token.to_owned());
                let school = self.folder.school;
                let enrolled = self.write(move |tx| {
                    // The teacher may have left the class since.
                    match Who::of_token(tx, school, &token)? {
                        Ok(who) if who.teaches().contains(&class) => {}
                        Ok(_) => return Ok(Err(Fault::NotFound)),
                        Err(fault) => return Ok(Err(fault)),
                    }
                    match student_of(tx, class, student)? {
                        Some(person) => Ok(Ok(mint.enrol(tx, &person)?)),
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

    async fn by_staff_code(&self, code: &str, device_name: String, peer: IpAddr) -> Result<Enrolment, Fault> {
        let now_ms = self.env.now_ms();
        self.doors().may_try(peer, now_ms)?;
        let Some(hash) = Code::typed(code).map(|code| code.hash(&self.folder.keys)) else {
            return Err(self.wrong_code(peer));
        };
        let mint = self.mint(device_name);
        let enrolled = self.write(move |tx| -> Answered<Enrolment> {
            let Some(Opens::Person(user)) = tx.code(&hash, now_ms)? else { return Ok(Err(Fault::Code)) };
            let person = tx.person(user)?.filter(|person| person.active && person.role != Role::Student);
            let Some(person) = person else { return Ok(Err(Fault::Code)) };
            tx.drop_code(&hash)?;
            Ok(Ok(mint.enrol(tx, &person)?))
        });
        enrolled.await?.map_err(|_| self.wrong_code(peer))
    }

    async fn by_class_code(
        &self,
        code: &str,
        name: &str,
        device_name: String,
        peer: IpAddr,
    ) -> Result<Joined, Fault> {
        let now_ms = self.env.now_ms();
        self.doors().may_try(peer, now_ms)?;
        if name.is_empty() {
            return Err(Fault::Malformed { detail: "a name is needed".into() });
        }
        let Some(hash) = Code::typed(code).map(|code| code.hash(&self.folder.keys)) else {
            return Err(self.wrong_code(peer));
        };
        let Some(Opens::Class(class)) = self.read(move |tx| tx.code(&hash, now_ms)).await? else {
            return Err(self.wrong_code(peer));
        };
        let ticket = self.random_hex::<32>();
        let request = JoinRequest { id: self.random_hex::<16>(), class, name: name.to_owned() };
        self.doors().knock(request, device_name, token_hash(&ticket), now_ms)?;
        self.tell();
        Ok(Joined::Waiting { ticket, again_ms: AGAIN_MS })
    }

    /// One answer for unknown, used and expired codes.
    fn wrong_code(&self, peer: IpAddr) -> Fault {
        self.doors().wrong(peer, self.env.now_ms());
        Fault::Code
    }

    fn mint(&self, device_name: String) -> Mint {
        Mint {
            device: DeviceId(random_uuid(&*self.env)),
            device_name,
            token: self.random_hex::<32>(),
            school: self.folder.school,
            epoch: self.folder.epoch.clone(),
            key: self.folder.keys.school().clone(),
            now_ms: self.env.now_ms(),
        }
    }
}

/// What a new device is made of, apart from whose it is.
struct Mint {
    device: DeviceId,
    device_name: String,
    token: String,
    school: notyet_model::ids::SchoolId,
    epoch: String,
    key: SchoolKey,
    now_ms: i64,
}

impl Mint {
    fn enrol(self, tx: &mut dyn Tx, person: &Person) -> Stored<Enrolment> {
        tx.put_device(&Device {
            id: self.device,
            user: person.id,
            name: self.device_name,
            token_sha256: token_hash(&self.token),
            enrolled: self.now_ms,
        })?;
        Ok(Enrolment {
            school: self.school,
            user: person.id,
            role: person.role,
            name: person.name.clone(),
            device: self.device,
            token: self.token,
            epoch: self.epoch,
            now: self.now_ms,
            limits: Limits::default(),
            sign_in: Some(to_hex(&sign_in_secret(&self.key, person.id))),
        })
    }
}

/// A person who is a student, and is in the class as one, now.
fn student_of(tx: &mut dyn Tx, class: ClassId, student: UserId) -> Stored<Option<Person>> {
    let member = tx.member(class, student)?;
    if !member.is_some_and(|member| member.role == ClassRole::Student && member.left_ms.is_none()) {
        return Ok(None);
    }
    Ok(tx.person(student)?.filter(|person| person.role == Role::Student && person.active))
}

/// What was typed, without control characters and outer spaces, cut at [`MAX_NAME`].
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.trim().chars().take(MAX_NAME).collect()
}
