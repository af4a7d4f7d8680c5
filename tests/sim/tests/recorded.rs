//! A lesson over the wire, written down: the messages of this version that a run can bring about become fixtures of their
//! version, which every later program must read. What is kept is held by the protocol's own tests.

use async_trait::async_trait;
use notyet_protocol::PROTO;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, Join, JoinDecision, Joined, OpenDoor, OpenedDoor, SyncAnswer, SyncRequest, WaitAnswer,
    WaitRequest,
};
use notyet_sim::device::Device;
use notyet_sim::device::enrol_by_staff_code;
use notyet_sim::env::SimEnv;
use notyet_sim::school::{AMARA, CLASS, ORTIZ, OUTCOMES, judgement};
use notyet_sim::world::World;
use notyet_sync::{Token, Transport, TransportError};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The first message of each name that went by.
struct Recorder {
    inner: Arc<dyn Transport>,
    heard: Mutex<BTreeMap<String, String>>,
}

impl Recorder {
    fn hear(&self, name: &str, message: &impl Serialize) {
        let text = serde_json::to_string(message).expect("a message is JSON");
        self.heard.lock().expect("nobody panics with it").entry(name.to_owned()).or_insert(text);
    }
}

#[async_trait]
impl Transport for Recorder {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        let by = match &request.join {
            Join::StaffCode { .. } => "staff-code",
            Join::StudentCode { .. } => "student-code",
            Join::ClassCode { .. } => "class-code",
            Join::SchoolAccount { .. } => "school-account",
            Join::Certificate { .. } => "certificate",
            Join::Ticket { .. } => "ticket",
        };
        self.hear(&format!("device-{by}-recorded"), request);
        let joined = self.inner.device(request).await?;
        let state = match &joined {
            Joined::Enrolled(_) => "joined-recorded",
            Joined::Waiting { .. } => "joined-waiting-recorded",
            Joined::Declined => "joined-declined-recorded",
        };
        self.hear(state, &joined);
        Ok(joined)
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        let answer = self.inner.sync(token, request).await?;
        let carries = if request.push.is_empty() { "" } else { "-pushing" };
        self.hear(&format!("sync-request{carries}-recorded"), request);
        self.hear(&format!("sync-answer{carries}-recorded"), &answer);
        Ok(answer)
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        self.hear("wait-request-recorded", request);
        let answer = self.inner.wait(token, request).await?;
        self.hear("wait-answer-recorded", &answer);
        Ok(answer)
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        self.hear("join-decision-recorded", decision);
        self.inner.decide_join(token, decision).await
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        self.hear("open-door-recorded", request);
        let opened = self.inner.open_door(token, request).await?;
        self.hear("opened-door-recorded", &opened);
        Ok(opened)
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        self.inner.put_blob(token, sha256, bytes).await
    }

    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
        self.inner.get_blob(token, sha256, max_bytes).await
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        self.inner.patch_blob(token, sha256, piece, bytes).await
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        self.inner.head_blob(token, sha256).await
    }
}

/// A teacher comes in, judges; a student knocks, is let in, and hears of it.
async fn lesson() -> BTreeMap<String, String> {
    let world = World::in_memory().await;
    let recorder = Arc::new(Recorder { inner: world.transport(), heard: Mutex::default() });
    let folder = tempfile::tempdir().expect("a temporary folder");
    let enrolment = enrol_by_staff_code(&*recorder, &world.staff_code(ORTIZ).await).await;
    let env = Arc::new(SimEnv::new(7));
    let mut ortiz = Device::new(recorder.clone(), enrolment, folder.path(), env);
    ortiz.start();
    ortiz.is_quiet().await;
    ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    ortiz.is_quiet().await;
    ortiz.stop().await;

    let code = world.class_code().await;
    let request = |join| DeviceRequest {
        proto: PROTO,
        app: "sim".into(),
        device_name: "a phone".into(),
        secret: "5e".repeat(32),
        join,
    };
    let join = Join::ClassCode { code, name: "Amara".into() };
    let Ok(Joined::Waiting { ticket, .. }) = recorder.device(&request(join)).await else {
        panic!("she waits")
    };
    let cur = ortiz.store.cursors().expect("an open store");
    let knows = SyncRequest { cur: cur.clone(), ..SyncRequest::new("sim", ortiz.enrolment.epoch.clone()) };
    let joins = recorder.sync(&ortiz.token(), &knows).await.expect("the teacher is signed in").joins;
    let heard =
        WaitRequest { epoch: ortiz.enrolment.epoch.clone(), cur: BTreeMap::new(), joins: 0, room: None };
    recorder.wait(&ortiz.token(), &heard).await.expect("there is news");
    let decision = JoinDecision { id: joins[0].id.clone(), student: Some(AMARA) };
    recorder.decide_join(&ortiz.token(), &decision).await.expect("she is on the roster");
    world.pass(10_000);
    let joined = recorder.device(&request(Join::Ticket { ticket })).await;
    assert!(matches!(joined, Ok(Joined::Enrolled(_))), "{joined:?}");
    let certificate = ortiz.enrolment.certificate.clone();
    recorder.device(&request(Join::Certificate { certificate })).await.expect("a device comes back");
    assert_eq!(joins[0].class, CLASS);
    recorder.heard.lock().expect("nobody panics with it").clone()
}

#[tokio::test(start_paused = true)]
async fn the_messages_of_this_version_are_kept() {
    let heard = lesson().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/wire").join(PROTO.to_string());
    for (name, text) in &heard {
        let path = folder.join(format!("{name}.json"));
        if !path.exists() {
            assert!(
                std::env::var_os("NOTYET_WRITE_FIXTURES").is_some(),
                "{} is not there: run `cargo xtask fixtures`, and keep what it wrote",
                path.display()
            );
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, format!("{text}\n")).unwrap();
        }
    }
    assert!(heard.len() >= 11, "{:?}", heard.keys());
}
