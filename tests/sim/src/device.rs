//! A device of a history: a real store in a folder of its own, a bad network, and the real engine. Waits for what
//! it should come to hold by listening to the store, never by sleeping.

use crate::flaky::Flaky;
use crate::school::CLASS;
use crate::world::World;
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_protocol::PROTO;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Join, JoinDecision, Joined, SyncRequest};
use notyet_store::{DbKey, Env, Medium, Reader, Send, Store, StoreError};
use notyet_sync::{
    Engine, NetworkPolicy, Phase, PhotoProcessor, Policy, ProcessedPhoto, SyncState, Token, Transport,
    Unreadable,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Longer than anything that is waited for may take, by the clock that the test runs on.
const PATIENCE: Duration = Duration::from_secs(120);

/// A device, enrolled for one person.
pub struct Device {
    /// Its store.
    pub store: Store,
    /// The network around it.
    pub wire: Arc<Flaky>,
    /// What it was told when it was enrolled.
    pub enrolment: Enrolment,
    engine: Option<Engine>,
    written: watch::Receiver<u64>,
    policy: Policy,
}

impl Device {
    /// A device with an enrolment at hand and a fresh store in this folder.
    pub fn new(
        transport: Arc<dyn Transport>,
        enrolment: Enrolment,
        folder: &Path,
        env: Arc<dyn Env>,
    ) -> Self {
        let store = Store::open(folder, &DbKey([7; 32]), env).expect("a fresh folder opens");
        store.write(|tx| tx.enrol(&enrolment, "http://localhost")).expect("a fresh store takes an enrolment");
        let (sender, written) = watch::channel(0);
        store.on_written(Box::new(move |written| {
            // Nobody may be listening any more.
            let _ = sender.send(written.revision);
        }));
        let wire = Flaky::new(transport);
        Self { store, wire, enrolment, engine: None, written, policy: Policy::new("sim") }
    }

    /// The person.
    pub fn user(&self) -> UserId {
        self.enrolment.user
    }

    /// The token.
    pub fn token(&self) -> Token {
        Token::new(self.enrolment.token.clone())
    }

    /// Sets the network that the engine starts with.
    pub fn set_network(&mut self, network: NetworkPolicy) {
        self.policy.network = network;
        if let Some(engine) = &self.engine {
            engine.set_network(network);
        }
    }

    /// Starts the engine.
    pub fn start(&mut self) {
        let transport: Arc<dyn Transport> = self.wire.clone();
        let photos: Arc<dyn PhotoProcessor> = Arc::new(shrink);
        self.engine = Some(Engine::start(self.store.clone(), transport, photos, self.policy.clone()));
    }

    /// The running engine.
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the engine was started")
    }

    /// Ends the engine.
    pub async fn stop(&mut self) {
        if let Some(engine) = self.engine.take() {
            engine.stop().await;
        }
    }

    /// Records a fact about a student and lets it go at once.
    pub fn record(&self, student: UserId, body: &Body) -> OpId {
        let (id, _) = self
            .store
            .write(|tx| tx.append(Some((CLASS, student)), body, Send::Now))
            .expect("a store with room takes a record");
        if let Some(engine) = &self.engine {
            engine.nudge();
        }
        id
    }

    /// Captures a picture of a student's work, with the evidence that carries it.
    pub fn capture(
        &self,
        student: UserId,
        jpeg: &[u8],
        evidence: impl FnOnce(AttachmentId) -> Body,
    ) -> AttachmentId {
        let attachment = AttachmentId(self.store.env().new_id());
        let file = self.store.write_photo(jpeg).expect("a store with room takes a picture");
        let body = evidence(attachment);
        self.store
            .write(|tx| {
                tx.add_attachment(attachment, (CLASS, student), &file, 1)?;
                tx.append(Some((CLASS, student)), &body, Send::Now)
            })
            .expect("a store with room takes a record");
        if let Some(engine) = &self.engine {
            engine.nudge();
        }
        attachment
    }

    /// Records a voice note or a document about a student, with the evidence that carries it.
    pub fn attach(
        &self,
        student: UserId,
        (bytes, medium): (&[u8], Medium),
        evidence: impl FnOnce(AttachmentId) -> Body,
    ) -> AttachmentId {
        let attachment = AttachmentId(self.store.env().new_id());
        let file = self.store.write_photo(bytes).expect("a store with room takes a file");
        let body = evidence(attachment);
        let sha256 = sha256_hex(bytes);
        self.store
            .write(|tx| {
                tx.add_alone(attachment, (CLASS, student), &file, (&sha256, medium))?;
                tx.append(Some((CLASS, student)), &body, Send::Now)
            })
            .expect("a store with room takes a record");
        if let Some(engine) = &self.engine {
            engine.nudge();
        }
        attachment
    }

    /// Waits until the store holds what is claimed.
    pub async fn holds(&self, claim: &str, is_so: impl Fn(&Reader<'_>) -> Result<bool, StoreError>) {
        let mut written = self.written.clone();
        let comes = async {
            loop {
                written.borrow_and_update();
                if self.store.read(&is_so).expect("a store that is open can be read") {
                    return;
                }
                written.changed().await.expect("the store outlives the waiting");
            }
        };
        if tokio::time::timeout(PATIENCE, comes).await.is_err() {
            panic!(
                "never came to hold: {claim}; the engine says {:?}",
                self.engine.as_ref().map(|e| *e.state().borrow())
            );
        }
    }

    /// Waits until the engine says so.
    pub async fn says(&self, claim: &str, is_so: impl Fn(&SyncState) -> bool) -> SyncState {
        let mut state = self.engine().state();
        let comes = state.wait_for(|state| is_so(state));
        match tokio::time::timeout(PATIENCE, comes).await {
            Ok(Ok(state)) => *state,
            Ok(Err(_)) => panic!("the engine ended before it said: {claim}"),
            Err(_) => panic!("never said: {claim}; but {:?}", *self.engine().state().borrow()),
        }
    }

    /// Waits until there is nothing left to send and the engine listens.
    pub async fn is_quiet(&self) {
        self.holds("nothing waits", |reader| Ok(reader.not_sent()?.waiting == 0)).await;
        self.says("idle", |state| state.phase == Phase::Idle).await;
    }
}

/// Enrols by a staff code that is good.
pub async fn enrol_by_staff_code(transport: &dyn Transport, code: &str) -> Enrolment {
    let joined = notyet_sync::join(transport, &request(Join::StaffCode { code: code.to_owned() })).await;
    match joined {
        Ok(Joined::Enrolled(enrolment)) => enrolment,
        other => panic!("the code of a history enrols: {other:?}"),
    }
}

/// Enrols by a class code, as this student, whom this teacher lets in.
pub async fn enrol_by_class_code(world: &World, teacher: &Device, code: &str, student: UserId) -> Enrolment {
    let transport = world.transport();
    let join = Join::ClassCode { code: code.to_owned(), name: student.to_string() };
    let joined = notyet_sync::join(transport.as_ref(), &request(join)).await;
    let Ok(Joined::Waiting { ticket, .. }) = joined else { panic!("a class code makes wait: {joined:?}") };
    let nothing_known = SyncRequest::new("sim", Epoch::default());
    let joins =
        transport.sync(&teacher.token(), &nothing_known).await.expect("the teacher is signed in").joins;
    let knock = joins.into_iter().find(|join| join.name == student.to_string()).expect("the knock is heard");
    let decision = JoinDecision { id: knock.id, student: Some(student) };
    transport.decide_join(&teacher.token(), &decision).await.expect("the student is on the roster");
    world.pass(10_000);
    match notyet_sync::join(transport.as_ref(), &request(Join::Ticket { ticket })).await {
        Ok(Joined::Enrolled(enrolment)) => enrolment,
        other => panic!("the teacher let them in: {other:?}"),
    }
}

fn request(join: Join) -> DeviceRequest {
    DeviceRequest {
        proto: PROTO,
        app: "sim".into(),
        device_name: "a device".into(),
        secret: String::new(),
        join,
    }
}

/// Stands for the photo pipeline: what it makes of a picture is another picture, and a smaller one.
pub fn shrink(jpeg: &[u8], _orientation: u8) -> Result<ProcessedPhoto, Unreadable> {
    match jpeg.split_last_chunk::<2>() {
        Some((inside, [0xff, 0xd9])) if jpeg.starts_with(&[0xff, 0xd8]) => Ok(ProcessedPhoto {
            full: [inside, &[1, 0xff, 0xd9]].concat(),
            thumb: [inside, &[2, 0xff, 0xd9]].concat(),
            width: 4,
            height: 3,
        }),
        _ => Err(Unreadable { why: "not a whole JPEG".into() }),
    }
}

/// The smallest bytes that pass for a JPEG without metadata; each `mark` makes another one.
pub fn jpeg(mark: u8) -> Vec<u8> {
    vec![0xff, 0xd8, 0xff, 0xda, 0, 2, mark & 0x7f, 0xff, 0xd9]
}
