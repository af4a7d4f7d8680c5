//! Whole devices against a server's real process: what a teacher recorded about one student is found in the teacher's
//! files, with their key, and then no byte of it anywhere near another student: not in their device's database, log, photos
//! or other files, not in what the server ever sent them, asked nicely or otherwise, and not in what the server logs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use async_trait::async_trait;
use notyet_model::authority::Refusal;
use notyet_model::clock::Hlc;
use notyet_model::fact::{
    BlobRef, Body, Evidence, OwnWords, Practice, Question, Retraction, StaffNote, Wording,
};
use notyet_model::ids::{AttachmentId, ClassId, DeviceId, OpId, UserId};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::op::{Op, Origin};
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    Cursor, DeviceRequest, Enrolment, Fate, Fault, Join, JoinDecision, Joined, Offer, OpenDoor, OpenedDoor,
    SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use notyet_sim::device::{enrol_by_staff_code, jpeg, shrink};
use notyet_sim::env::SimEnv;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{AMARA, BEN, CLASS, ORTIZ, OUTCOMES, evidence, feedback, judgement};
use notyet_store::{DbKey, Env, PhotoSize, Reader, Send, Store, StoreError};
use notyet_sync::{Decided, Engine, Phase, Policy, Token, Transport, TransportError};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What only Amara and her teachers may ever read, in every place where something is written about her.
const HERS: [&str; 6] =
    ["cnry-feedback", "cnry-evidence", "cnry-staffnote", "cnry-ownwords", "cnry-practice", "cnry-picture"];
/// What is Ben's, which must be found where hers must not: or the search would find nothing anywhere.
const HIS: &str = "cnry-bens";
const KEY: DbKey = DbKey([7; 32]);

/// Keeps every byte that the server sends.
struct Ear {
    inner: Arc<dyn Transport>,
    heard: Mutex<Vec<u8>>,
}

impl Ear {
    fn on(inner: Arc<dyn Transport>) -> Arc<Self> {
        Arc::new(Self { inner, heard: Mutex::default() })
    }

    fn hear<T: Serialize>(&self, answer: Result<T, TransportError>) -> Result<T, TransportError> {
        let text = match &answer {
            Ok(answer) => serde_json::to_vec(answer).expect("an answer is JSON"),
            Err(error) => error.to_string().into_bytes(),
        };
        self.heard.lock().unwrap().extend(text);
        answer
    }

    fn has(&self, text: &str) -> bool {
        holds(&self.heard.lock().unwrap(), text)
    }
}

#[async_trait]
impl Transport for Ear {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        self.hear(self.inner.device(request).await)
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        self.hear(self.inner.sync(token, request).await)
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        self.hear(self.inner.wait(token, request).await)
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        self.hear(self.inner.decide_join(token, decision).await)
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        self.hear(self.inner.open_door(token, request).await)
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        self.hear(self.inner.put_blob(token, sha256, bytes).await)
    }

    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
        let got = self.inner.get_blob(token, sha256, max_bytes).await;
        self.heard.lock().unwrap().extend(got.iter().flatten());
        got
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        let come = self.inner.patch_blob(token, sha256, piece, bytes).await;
        self.heard.lock().unwrap().extend(format!("{come:?}").into_bytes());
        come
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        let come = self.inner.head_blob(token, sha256).await;
        self.heard.lock().unwrap().extend(format!("{come:?}").into_bytes());
        come
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The files below a folder that hold a text.
fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if path.to_string_lossy().contains(text) || holds(&std::fs::read(&path).unwrap(), text) {
            found.push(path);
        }
    }
    found
}

/// A device: its store, its engine, and all that came to it. Its database is not encrypted, so that every page of it,
/// those that are free too, and every line of its log can be searched; what it means to be encrypted is the store's own test.
struct Device {
    store: Store,
    ear: Arc<Ear>,
    engine: Engine,
    enrolment: Enrolment,
    folder: PathBuf,
}

impl Device {
    fn new(server: &ServerProcess, enrolment: Enrolment, folder: PathBuf, seed: u64) -> Self {
        let store = Store::open_unencrypted(&folder, Arc::new(SimEnv::new(seed))).unwrap();
        store.write(|tx| tx.enrol(&enrolment, "http://localhost")).unwrap();
        let ear = Ear::on(server.transport());
        let transport: Arc<dyn Transport> = ear.clone();
        let engine = Engine::start(store.clone(), transport, Arc::new(shrink), Policy::new("canaries"));
        Self { store, ear, engine, enrolment, folder }
    }

    fn token(&self) -> Token {
        Token::new(self.enrolment.token.clone())
    }

    fn record(&self, student: UserId, body: &Body) -> OpId {
        self.store.write(|tx| tx.append(Some((CLASS, student)), body, Send::Now)).unwrap().0
    }

    fn capture(&self, student: UserId, jpeg: &[u8]) -> AttachmentId {
        let attachment = AttachmentId(self.store.env().new_id());
        let file = self.store.write_photo(jpeg).unwrap();
        let body = evidence(OUTCOMES[0], attachment);
        let captured = self.store.write(|tx| {
            tx.add_attachment(attachment, (CLASS, student), &file, 1)?;
            tx.append(Some((CLASS, student)), &body, Send::Now)
        });
        captured.unwrap();
        attachment
    }

    /// Waits until all is sent and the store holds what is claimed.
    async fn comes_to(&self, claim: &str, is_so: impl Fn(&Reader<'_>) -> Result<bool, StoreError>) {
        let comes = async {
            loop {
                self.engine.nudge();
                let sent =
                    self.store.read(|r| Ok(r.not_sent()?.waiting + r.not_sent()?.photos == 0)).unwrap();
                let idle = self.engine.state().borrow().phase == Phase::Idle;
                if sent && idle && self.store.read(&is_so).unwrap() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        assert!(tokio::time::timeout(Duration::from_secs(120), comes).await.is_ok(), "never: {claim}");
    }
}

/// A student, by the class's door.
async fn student(server: &ServerProcess, teacher: &Device, user: UserId, env: &SimEnv) -> Enrolment {
    let transport = server.transport();
    let join = Join::ClassCode { code: server.class_code().await, name: user.to_string() };
    let request = DeviceRequest {
        proto: notyet_protocol::PROTO,
        app: "canaries".into(),
        device_name: "a phone".into(),
        secret: String::new(),
        join,
    };
    let joined = notyet_sync::join(&*transport, &request).await;
    let Ok(Joined::Waiting { ticket, again_ms }) = joined else {
        panic!("a class code makes wait: {joined:?}")
    };
    let knows = SyncRequest::new("canaries", teacher.enrolment.epoch.clone());
    let joins = transport.sync(&teacher.token(), &knows).await.unwrap().joins;
    let knock = joins.into_iter().find(|join| join.name == user.to_string()).expect("the knock is heard");
    let decision = JoinDecision { id: knock.id, student: Some(user) };
    transport.decide_join(&teacher.token(), &decision).await.unwrap();
    let decided = notyet_sync::poll_ticket(&*transport, env, "canaries", "a phone", &ticket, again_ms).await;
    match decided {
        Ok(Decided::Enrolled(enrolment)) => *enrolment,
        other => panic!("the teacher let them in: {other:?}"),
    }
}

/// A picture with a text in it.
fn picture(text: &str) -> Vec<u8> {
    let empty = jpeg(1);
    let (head, tail) = empty.split_at(empty.len() - 2);
    [head, text.as_bytes(), tail].concat()
}

/// Somebody with Ben's token, no engine and no manners.
struct Hostile<'a> {
    ear: Arc<Ear>,
    ben: &'a Device,
    env: SimEnv,
    dseq: u64,
}

impl Hostile<'_> {
    fn op(&mut self, body: &Body) -> Op {
        self.dseq += 1;
        let origin = Origin {
            id: OpId(self.env.new_id()),
            dev: self.ben.enrolment.device,
            dseq: 1_000 + self.dseq,
            actor: BEN,
            hlc: Hlc::at_ms(notyet_server::Env::now_ms(&notyet_server::SystemEnv)),
            class: Some(CLASS),
            student: Some(BEN),
        };
        Op::new(origin, body)
    }

    async fn push(&self, op: &Op) -> Fate {
        let request = SyncRequest {
            push: vec![op.to_raw()],
            ..SyncRequest::new("hostile", self.ben.enrolment.epoch.clone())
        };
        self.ear.sync(&self.ben.token(), &request).await.unwrap().acks[0].fate
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_amaras_is_nowhere_near_ben() {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_sim-server"));
    let mut server = ServerProcess::found(program, &folder.path().join("server")).await;
    let log = folder.path().join("server.log");
    server.log_to(&log);
    server.start().await;
    let code = server.staff_code(ORTIZ).await;
    let enrolment = enrol_by_staff_code(&*server.transport(), &code).await;
    let ortiz = Device::new(&server, enrolment, folder.path().join("ortiz"), 1);
    let env = SimEnv::new(9);
    let enrolment = student(&server, &ortiz, AMARA, &env).await;
    let amara = Device::new(&server, enrolment, folder.path().join("amara"), 2);
    let enrolment = student(&server, &ortiz, BEN, &env).await;
    let ben = Device::new(&server, enrolment, folder.path().join("ben"), 3);
    for device in [&ortiz, &amara, &ben] {
        device.comes_to("the school", |r| Ok(r.class(CLASS)?.is_some())).await;
    }

    let at_ms = ortiz.store.now_ms();
    let day = notyet_sim::school::TODAY;
    ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    let said = ortiz.record(AMARA, &feedback(OUTCOMES[0], HERS[0]));
    let work = Evidence { text: HERS[1].into(), ..Evidence::of(vec![OUTCOMES[0]], at_ms, day) };
    let work = ortiz.record(AMARA, &Body::Evidence(work));
    ortiz.record(AMARA, &Body::StaffNote(StaffNote { text: HERS[2].into(), outcome: None }));
    let words = OwnWords { of: Wording::Outcome(OUTCOMES[0]), text: HERS[3].into() };
    amara.record(AMARA, &Body::OwnWords(words));
    let practice = Practice {
        outcome: OUTCOMES[0],
        task: None,
        term: None,
        minutes: 5,
        note: HERS[4].into(),
        work_at_ms: at_ms,
        work_day: day,
        supersedes: vec![],
    };
    amara.record(AMARA, &Body::Practice(practice));
    let photo = ortiz.capture(AMARA, &picture(HERS[5]));
    ortiz.record(BEN, &feedback(OUTCOMES[0], HIS));
    let bens_photo = ortiz.capture(BEN, &picture(HIS));
    ortiz.comes_to("all of it", |r| Ok(r.judgements(AMARA, None)?.len() == 1)).await;
    amara.comes_to("her words", |r| Ok(r.feedback(AMARA, None)?.len() == 1)).await;
    ortiz.comes_to("hers too", |r| Ok(r.fetched()?.is_none())).await;
    ben.comes_to("his feedback", |r| Ok(r.feedback(BEN, None)?.len() == 1)).await;
    ben.comes_to("his photo", |r| {
        use notyet_store::AttachmentState::Ready;
        Ok(r.attachment(bens_photo)?.is_some_and(|photo| photo.state == Ready))
    })
    .await;
    let full = ortiz.store.read_photo(photo, PhotoSize::Full).unwrap().unwrap();

    // Found where they belong: in the teacher's files, in her own, and in what came to her.
    for canary in &HERS[..5] {
        assert!(!files_with(&ortiz.folder, canary).is_empty(), "{canary} on the teacher's device");
    }
    for canary in [HERS[0], HERS[1], HERS[3], HERS[4]] {
        assert!(!files_with(&amara.folder, canary).is_empty(), "{canary} on her device");
    }
    assert!(holds(&full, HERS[5]), "the picture, with its key");
    assert!(amara.ear.has(HERS[0]) && !amara.ear.has(HERS[2]), "her teacher's notes are not hers");
    assert!(!files_with(&ben.folder, HIS).is_empty() && ben.ear.has(HIS), "the search finds what is there");
    let his = ben.store.read_photo(bens_photo, PhotoSize::Full).unwrap().unwrap();
    assert!(holds(&his, HIS), "his picture, with its key");

    // Everything is asked for, and everything is forged, by somebody who knows every id and every hash.
    let mut hostile = Hostile { ear: Ear::on(server.transport()), ben: &ben, env: SimEnv::new(11), dseq: 0 };
    everything(&hostile, &amara).await;
    forged(&mut hostile, &ortiz, said, work, photo).await;
    photo_by_hash(&mut hostile, &full, photo).await;

    for device in [&ortiz, &amara, &ben] {
        device.engine.stop().await;
    }
    server.kill().await;
    let names = ["Amara", "Okafor", &AMARA.to_string()];
    for canary in HERS.iter().chain(&names) {
        let asked_for = [AMARA.to_string()].contains(&(*canary).to_string());
        assert_eq!(files_with(&ben.folder, canary), [] as [PathBuf; 0], "{canary} on Ben's device");
        assert!(!ben.ear.has(canary), "{canary} came to Ben's device");
        assert!(asked_for || !hostile.ear.has(canary), "{canary} came to whoever asked with Ben's token");
    }
    assert_eq!(ben.store.read_photo(photo, PhotoSize::Full).unwrap(), None);
    for canary in HERS.iter().chain(&[HIS, "Amara", "Okafor"]) {
        assert!(!holds(&std::fs::read(&log).unwrap(), canary), "{canary} in the server's log");
    }
    assert!(std::fs::metadata(&log).unwrap().len() > 0, "the server logs");
    // What the key keeps: the same search over an encrypted store finds nothing of anybody's.
    let sealed = folder.path().join("sealed");
    let store = Store::open(&sealed, &KEY, Arc::new(SimEnv::new(12))).unwrap();
    store.write(|tx| tx.enrol(&ortiz.enrolment, "http://localhost")).unwrap();
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &feedback(OUTCOMES[0], HERS[0]), Send::Now)).unwrap();
    assert_eq!(files_with(&sealed, HERS[0]), [] as [PathBuf; 0]);
}

/// Every stream of hers, of the staff and of the school, from the start, by a sync and by a wait.
async fn everything(hostile: &Hostile<'_>, amara: &Device) {
    let mut names: Vec<String> = amara.store.cursors().unwrap().into_keys().collect();
    let school = amara.enrolment.school;
    names.extend([
        format!("T:{CLASS}"),
        format!("K:{school}"),
        format!("W:{school}:{AMARA}"),
        format!("G:{school}"),
    ]);
    for seq in [0, 1, 1_000_000] {
        let cur: BTreeMap<String, Cursor> =
            names.iter().map(|name| (name.clone(), Cursor::at(seq))).collect();
        let epoch = hostile.ben.enrolment.epoch.clone();
        let request = SyncRequest { cur: cur.clone(), ..SyncRequest::new("hostile", epoch.clone()) };
        let answer = hostile.ear.sync(&hostile.ben.token(), &request).await.unwrap();
        for stream in answer.streams.iter().chain(answer.pages.keys()) {
            assert!(!stream.contains(&AMARA.to_string()), "{stream} is named");
        }
        // Answered at once, because something of Ben's own is news, or after its time.
        let (token, request) = (hostile.ben.token(), WaitRequest { epoch, cur, joins: 9, room: None });
        let wait = hostile.ear.wait(&token, &request);
        let _ = tokio::time::timeout(Duration::from_secs(1), wait).await;
    }
}

/// A forged actor, device, class, student, id, reference and receipt.
async fn forged(hostile: &mut Hostile<'_>, ortiz: &Device, said: OpId, work: OpId, photo: AttachmentId) {
    let question = Body::Question(Question { feedback: said, text: "what did it say?".into() });
    let note = Body::OwnWords(OwnWords { of: Wording::Outcome(OUTCOMES[0]), text: "mine".into() });
    let asked = hostile.op(&question);
    assert_eq!(hostile.push(&asked).await, Fate::Refused(Refusal::BadReference), "her feedback");
    let op = hostile.op(&note);
    for (forged, why) in [
        (Op { actor: AMARA, ..op.clone() }, Refusal::NotYou),
        (Op { dev: ortiz.enrolment.device, ..op.clone() }, Refusal::NotYou),
        (Op { dev: DeviceId::from_bytes([9; 16]), ..op.clone() }, Refusal::NotYou),
        (Op { class: Some(ClassId::from_bytes([9; 16])), ..op.clone() }, Refusal::NotYourClass),
        (Op { student: Some(AMARA), ..op.clone() }, Refusal::NotThisStudent),
        (Op { id: said, ..op.clone() }, Refusal::IdReused),
    ] {
        assert_eq!(hostile.push(&forged).await, Fate::Refused(why), "{}", forged.to_raw().text());
    }
    let takes_back = hostile.op(&Body::Retraction(Retraction { of: vec![work] }));
    assert_eq!(hostile.push(&takes_back).await, Fate::Refused(Refusal::BadReference));
    let carries = hostile.op(&evidence(OUTCOMES[0], photo));
    assert_eq!(hostile.push(&carries).await, Fate::Refused(Refusal::BadReference), "her attachment");
    let epoch = hostile.ben.enrolment.epoch.clone();
    let offer = Offer { epoch: epoch.clone(), eff: op.hlc, flags: 0, mac: "0".repeat(32), op: op.to_raw() };
    let request = SyncRequest { offer: vec![offer], ..SyncRequest::new("hostile", epoch) };
    let answer = hostile.ear.sync(&hostile.ben.token(), &request).await.unwrap();
    assert_eq!(answer.acks[0].fate, Fate::Refused(Refusal::Receipt));
}

/// A photo of hers, whose hash Ben knows: asked for, looked for, uploaded in part, and bound to work of his own.
async fn photo_by_hash(hostile: &mut Hostile<'_>, full: &[u8], photo: AttachmentId) {
    let (sha256, token) = (sha256_hex(full), hostile.ben.token());
    let nothing = Err(TransportError::from(Fault::NotFound));
    assert_eq!(hostile.ear.get_blob(&token, &sha256, 1 << 20).await, nothing);
    assert_eq!(hostile.ear.head_blob(&token, &sha256).await, Ok(None), "it is not his upload");
    let other = picture("something else");
    assert!(
        hostile.ear.put_blob(&token, &sha256, other.clone()).await.is_err(),
        "other bytes under its hash"
    );
    let later = Uploaded { offset: 4, length: full.len() as u64 };
    let answer = hostile.ear.patch_blob(&token, &sha256, later, full[4..].to_vec()).await;
    assert_eq!(answer, Err(Fault::Offset { offset: 0 }.into()), "as of a photo that nobody has");
    let whole = Uploaded { offset: 0, length: other.len() as u64 };
    assert!(
        hostile.ear.patch_blob(&token, &sha256, whole, other.clone()).await.is_err(),
        "other bytes in a piece"
    );
    let own = AttachmentId(hostile.env.new_id());
    let carries = hostile.op(&evidence(OUTCOMES[0], own));
    assert_eq!(hostile.push(&carries).await, Fate::Stored, "work of his own");
    for attachment in [own, photo] {
        let bound = BlobRef { attachment, sha256: sha256.clone(), thumb: sha256.clone(), w: 4, h: 3 };
        let bound = hostile.op(&Body::BlobRef(bound));
        assert!(matches!(hostile.push(&bound).await, Fate::Refused(_)), "bound by its hash alone");
    }
    assert_eq!(hostile.ear.get_blob(&token, &sha256, 1 << 20).await, nothing, "as before");
}
