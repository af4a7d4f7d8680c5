//! A history under way: the server, the devices, the two who speak without an engine, the clock, and what the
//! checker knows. Takes one step after the other and hands what came of it to the invariants.

use super::book::Book;
use super::cast::{
    self, AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, CLASS_8A, CLASSES, DARA, LEE, MOSS, OFFICE, ORTIZ, STUDENTS,
};
use super::chance::Chance;
use super::host::Host;
use super::invariants::Watch;
use super::ledger::Ledger;
use super::net::Net;
use super::raw::Raw;
use super::step::{Act, Sort, Step};
use super::tablet::Tablet;
use super::verdict::{Totals, Violation};
use super::{faults, hostile, work};
use crate::env::SimEnv;
use notyet_model::authority::Role;
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, UserId};
use notyet_protocol::PROTO;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Fate, Join, JoinDecision, Joined};
use notyet_store::StoreError;
use notyet_sync::stepper::Stopped;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Whose devices there are at first.
const OWNERS: [UserId; 8] = [ORTIZ, ORTIZ, LEE, MOSS, OFFICE, AMARA, BEN, CHIDI];

/// A history under way.
pub(crate) struct Stage {
    pub(crate) host: Host,
    pub(crate) net: Arc<Net>,
    pub(crate) env: Arc<SimEnv>,
    pub(crate) book: Book,
    pub(crate) ledger: Ledger,
    pub(crate) tablets: Vec<Tablet>,
    /// Means harm.
    pub(crate) dara: Raw,
    /// Teaches 7B, and names what does not belong together.
    pub(crate) careless: Raw,
    /// A program of tomorrow on another of Amara's devices.
    pub(crate) newer: Raw,
    pub(crate) watch: Watch,
    pub(crate) totals: Totals,
    pub(crate) home: TempDir,
    /// One token of each teacher, to let students in.
    desks: Vec<(ClassId, String)>,
    seed: u64,
    numbers: u64,
}

impl Stage {
    /// The school is founded, everyone is enrolled, and the first lesson is prepared.
    pub(crate) async fn set(seed: u64) -> Self {
        let home = folder();
        let env = Arc::new(SimEnv::new(seed));
        let host = Host::found(home.path(), env.clone()).await;
        let net = Net::to(&host);
        let book = Book::open(&host.folder());
        let nobody = |env: &SimEnv| Raw::new(&net, nobody(), env.beside(0));
        let mut stage = Self {
            dara: nobody(&env),
            careless: nobody(&env),
            newer: nobody(&env),
            host,
            net: net.clone(),
            env,
            book,
            ledger: Ledger::default(),
            tablets: vec![],
            watch: Watch::default(),
            totals: Totals::default(),
            home,
            desks: vec![],
            seed,
            numbers: 0,
        };
        stage.open_doors().await;
        for tablet in &mut stage.tablets {
            // A fault of the checker's own, or of a rule left out, shows in the steps.
            drop(tablet.drain().await);
        }
        stage
    }

    async fn open_doors(&mut self) {
        for (class, teacher) in [(CLASS_7B, ORTIZ), (CLASS_7D, LEE), (CLASS_8A, MOSS)] {
            let enrolment = self.enrol(teacher).await.expect("a code for staff enrols");
            self.desks.push((class, enrolment.token));
        }
        self.book.catch_up();
        for user in OWNERS {
            let enrolment = self.enrol(user).await.expect("everyone is in a class");
            self.add(enrolment);
        }
        self.dara = self.raw(DARA).await;
        self.newer = self.raw(AMARA).await;
        let mut ortiz = self.raw(ORTIZ).await;
        let mut push = vec![];
        for (entity, id, fields) in cast::first_lesson() {
            let Some(fields) = fields.as_object().cloned() else { continue };
            let set = Set { entity: entity.as_str().to_owned(), id, fields };
            push.push(ortiz.op(None, None, &Body::Set(set)).to_raw());
        }
        let fates = ortiz.push(push).await.expect("the server serves the first lesson");
        self.careless = ortiz;
        assert!(fates.iter().all(|fate| *fate == Fate::Stored), "{fates:?}");
        self.book.catch_up();
    }

    /// A device of this person's, enrolled anew.
    pub(crate) fn add(&mut self, enrolment: Enrolment) -> usize {
        let (number, env) = (self.number(), self.chance_of_its_own());
        self.tablets.push(Tablet::enrolled(number, self.home.path(), &self.net, enrolment, env));
        self.tablets.len() - 1
    }

    /// A number that no device had yet.
    pub(crate) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn chance_of_its_own(&mut self) -> SimEnv {
        self.numbers += 1;
        self.env.beside(self.seed.wrapping_mul(1_000_003).wrapping_add(self.numbers))
    }

    async fn raw(&mut self, user: UserId) -> Raw {
        let enrolment = self.enrol(user).await.expect("everyone is in a class");
        let env = self.chance_of_its_own();
        Raw::new(&self.net, enrolment, env)
    }

    /// Enrols a device: staff by a code, students by their class's door. None: they are in no class.
    pub(crate) async fn enrol(&mut self, user: UserId) -> Option<Enrolment> {
        let service = self.host.service().clone();
        self.numbers += 1;
        let peer = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + self.numbers as u32 * 256));
        let ask = |join| DeviceRequest {
            proto: PROTO,
            app: "sim".into(),
            device_name: "one".into(),
            secret: String::new(),
            join,
        };
        if cast::role(user) != Role::Student {
            let code = service.staff_code(&user.to_string()).await.ok()?.ok()?.0.to_string();
            let joined = service.device(ask(Join::StaffCode { code }), peer).await.ok()?;
            return match joined {
                Joined::Enrolled(enrolment) => Some(enrolment),
                Joined::Waiting { .. } | Joined::Declined => None,
            };
        }
        let is_in = |class| match self.book.members.get(&(class, user)) {
            Some(membership) => membership.member.active,
            None => self.book.members.is_empty(),
        };
        let (class, token) = self.desks.iter().find(|(class, _)| is_in(*class))?;
        let (class, _) = service.class_code(&class.to_string(), 600_000).await.ok()?;
        let join = Join::ClassCode { code: class.to_string(), name: user.to_string() };
        let Joined::Waiting { ticket, again_ms } = service.device(ask(join), peer).await.ok()? else {
            return None;
        };
        let joins = service.sync(token, super::net::bare(&Default::default(), vec![])).await.ok()?.joins;
        let id = joins.into_iter().find(|join| join.name == user.to_string())?.id;
        service.decide_join(token, JoinDecision { id, student: Some(user) }).await.ok()?;
        self.env.pass(again_ms as i64);
        match service.device(ask(Join::Ticket { ticket }), peer).await.ok()? {
            Joined::Enrolled(enrolment) => Some(enrolment),
            Joined::Waiting { .. } | Joined::Declined => None,
        }
    }

    /// Takes a step and looks at what came of it.
    pub(crate) async fn take(&mut self, at: usize, step: &Step) -> Result<(), Violation> {
        let mut chance = Chance::new(step.salt);
        let who = usize::from(step.who) % self.tablets.len();
        self.env.pass(20 + chance.below(400) as i64);
        let did = match step.act.sort() {
            Sort::Work => work::act(self, step.act, who, &mut chance),
            Sort::Course => self.course(step.act, who, &mut chance).await,
            Sort::Fault if hostile::is_hostile(step.act) => hostile::act(self, step.act, &mut chance).await,
            Sort::Fault => faults::act(self, step.act, who, &mut chance).await,
        };
        let did = did.map_err(|violation| Violation { step: Some(at), ..violation })?;
        self.totals.steps += 1;
        if did {
            *self.totals.acts.entry(step.act).or_default() += 1;
        }
        self.look().map_err(|violation| Violation { step: Some(at), ..violation })
    }

    async fn course(&mut self, act: Act, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
        match act {
            Act::Sync => {
                // Said of whatever student by whoever it is: the server keeps what is theirs to say.
                let (class, student) = (CLASSES[chance.below(3)], STUDENTS[chance.below(4)]);
                self.tablets[who].store.sit_with(class, student);
                self.sync(who).await?;
            }
            Act::Photos => {
                for _ in 0..6 {
                    if !self.photo(who).await? {
                        break;
                    }
                }
            }
            Act::Pass => {
                let seconds = [1, 40, 3_600, 90_000, 1_300_000][chance.below(5)] + chance.below(30) as u64;
                self.pass(seconds).await;
            }
            Act::Wait => self.wait(who).await,
            Act::BackUp => self.host.back_up(),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Time goes by for everyone.
    pub(crate) async fn pass(&self, seconds: u64) {
        self.env.pass(seconds as i64 * 1000);
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    async fn wait(&self, who: usize) {
        use notyet_sync::{Token, Transport};
        let tablet = &self.tablets[who];
        let Ok(cur) = tablet.store.cursors() else { return };
        let epoch = tablet.store.epoch().unwrap_or_default();
        let request = notyet_protocol::wire::WaitRequest { cur, joins: 0, room: None, epoch };
        let token = Token::new(tablet.enrolment.token.clone());
        // Whatever it says is seen; that it may not say anything is the network's business.
        let _ = tokio::time::timeout(Duration::from_secs(30), tablet.wire.wait(&token, &request)).await;
    }

    /// One device pushes and pulls. The network's trouble is none; the store's is a violation, but for a full disk.
    pub(crate) async fn sync(&mut self, who: usize) -> Result<(), Violation> {
        let drained = self.tablets[who].drain().await;
        self.settle(drained.map(|()| true)).map(drop)
    }

    /// One thing with one photo of a device.
    pub(crate) async fn photo(&mut self, who: usize) -> Result<bool, Violation> {
        let done = self.tablets[who].photo().await;
        self.settle(done)
    }

    fn settle(&mut self, outcome: Result<bool, Stopped>) -> Result<bool, Violation> {
        if self.net.is_down() {
            self.host.crash();
            self.is_opened_again()?;
        }
        match outcome {
            Ok(did) => Ok(did),
            Err(Stopped::Store(StoreError::Full)) => Ok(false),
            Err(Stopped::Store(error)) => Err(Watch::stuck(&format!("a device's store says: {error}"))),
            Err(Stopped::Transport(_) | Stopped::Stuck(_)) => Ok(false),
        }
    }

    /// The server has been opened over all that was committed.
    pub(crate) fn is_opened_again(&mut self) -> Result<(), Violation> {
        self.net.is_up(&self.host);
        self.book.move_to(&self.host.folder());
        self.watch.server_opened(&mut self.book)?;
        self.watch.server_erased_again(&self.book, &self.ledger, &self.host.folder())
    }

    /// The server has been opened over an earlier state.
    pub(crate) fn went_back(&mut self) -> Result<(), Violation> {
        self.net.is_up(&self.host);
        self.book.go_back(&self.host.folder());
        self.watch.server_went_back(&self.tablets, &mut self.book, &mut self.ledger)?;
        self.watch.server_erased_again(&self.book, &self.ledger, &self.host.folder())
    }

    /// Whether a device is that of somebody who was erased.
    pub(crate) fn is_erased(&self, who: usize) -> bool {
        self.ledger.erased.contains(&self.tablets[who].user())
    }

    /// The owner of a device that was shut out signs in on it again; false: they cannot.
    pub(crate) async fn sign_in(&mut self, who: usize) -> Result<bool, Violation> {
        let user = self.tablets[who].user();
        let Some(enrolment) = self.enrol(user).await else { return Ok(false) };
        let signed = self.tablets[who].sign_in(enrolment);
        signed.map_err(|error| Watch::broken(&format!("tablet {who} cannot be signed in on: {error}")))?;
        Ok(true)
    }

    /// A device ends, now unless it has already, and opens again.
    pub(crate) fn reopen(&mut self, who: usize) -> Result<(), Violation> {
        let tablet = self.tablets.remove(who);
        let tablet = tablet
            .reopen()
            .map_err(|error| Watch::broken(&format!("tablet {who} does not open again: {error}")))?;
        self.tablets.insert(who, tablet);
        self.look()?;
        self.watch.device_opened(who, &self.tablets[who], &self.ledger, &self.book)
    }

    /// The checks of every step.
    pub(crate) fn look(&mut self) -> Result<(), Violation> {
        let seen = std::mem::take(&mut *super::net::lock(&self.net.seen));
        // What came to somebody is judged by who was who when it came; what was stored goes first nevertheless.
        let mut heard = Ok(());
        for (user, row, seen) in &seen {
            self.book.catch_up_to(*row);
            heard = heard.and_then(|()| self.watch.heard(&self.book, *user, seen));
        }
        self.book.catch_up();
        let fresh = std::mem::take(&mut self.book.fresh);
        self.watch.stored(&mut self.book, &self.ledger, &fresh)?;
        heard
    }

    pub(crate) fn count(&mut self, kind: &str) {
        *self.totals.operations.entry(kind.to_owned()).or_default() += 1;
    }
}

/// In memory, where there is such a place: what is synced there costs nothing.
fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder can be made")
}

/// Stands in until somebody is enrolled.
fn nobody() -> Enrolment {
    notyet_store::testing::enrolment(UserId::from_bytes([0; 16]), Role::Student)
}
