//! The program as a process, and what speaks to it over the network.

use crate::import::fixture;
use notyet_model::clock::Hlc;
use notyet_model::fact::{BlobRef, Body, Lane};
use notyet_model::ids::{AttachmentId, ClassId, OpId};
use notyet_model::register::{Entity, Member, view};
use notyet_protocol::op::{Op, Origin};
use notyet_protocol::wire::{DeviceRequest, Enrolment, Join, Joined, SyncAnswer, SyncRequest};
use notyet_protocol::{PROTO, codec};
use reqwest::{Client, Response, StatusCode};
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notyet-server"));
    command.env_remove("AWS_ACCESS_KEY_ID").kill_on_drop(true).stdin(Stdio::null());
    let names = ["FOLDER", "KEYS", "LISTEN", "LOG", "DATABASE", "SCHOOL", "BLOBS", "PROXY", "OIDC_ISSUER"];
    let names = names.into_iter().chain(["METRICS", "TLS_CERT", "TLS_KEY"]);
    for name in names.map(|name| format!("NOTYET_{name}")) {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end: exit code, standard output, standard error.
pub(crate) async fn run(words: &[&str]) -> (i32, String, String) {
    run_with(words, &[]).await
}

/// The same with these variables in its environment.
pub(crate) async fn run_with(words: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let output = program().args(words).envs(variables.iter().copied()).output().await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

pub(crate) struct Server {
    pub(crate) child: Child,
    /// Where it says how much of what happened, if it was asked to.
    pub(crate) counts: Option<String>,
    caller: Caller,
}

/// Whoever speaks to one school of a server.
pub(crate) struct Caller {
    pub(crate) url: String,
    pub(crate) client: Client,
}

impl std::ops::Deref for Server {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl Server {
    pub(crate) async fn start(folder: &Path) -> Self {
        Self::serving(&["--folder", text(folder)]).await
    }

    pub(crate) async fn start_with(folder: &Path, words: &[&str]) -> Self {
        Self::start_logging(folder, words, Stdio::inherit()).await
    }

    pub(crate) async fn start_logging(folder: &Path, words: &[&str], log: Stdio) -> Self {
        Self::serving_heard(&[&["--folder", text(folder)], words].concat(), log).await
    }

    pub(crate) async fn serving(words: &[&str]) -> Self {
        Self::serving_with(words, &[]).await
    }

    /// Serves with these variables in its environment.
    pub(crate) async fn serving_with(words: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = program();
        command.envs(variables.iter().copied());
        Self::begin(command, words).await
    }

    /// Serves, and what it says to standard error goes there.
    pub(crate) async fn serving_heard(words: &[&str], stderr: Stdio) -> Self {
        let mut command = program();
        command.stderr(stderr);
        Self::begin(command, words).await
    }

    /// Serves a copy of a school's folder at this place, on a file system of its own with so many MiB that nobody but
    /// the process sees.
    #[cfg(target_os = "linux")]
    pub(crate) async fn on_a_disk_of(mib: u32, school: &Path, place: &Path) -> Self {
        let script = r#"mount -t tmpfs -o "size=$1m" tiny "$3" && cp -r "$2/." "$3" && shift 3 && exec "$@""#;
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script, "sh", &mib.to_string(), text(school), text(place)]);
        command.arg(env!("CARGO_BIN_EXE_notyet-server")).kill_on_drop(true).stdin(Stdio::null());
        Self::begin(command, &["--folder", text(place)]).await
    }

    /// Where others find what the process sees there.
    #[cfg(target_os = "linux")]
    pub(crate) fn sees(&self, place: &Path) -> std::path::PathBuf {
        Path::new(&format!("/proc/{}/root", self.child.id().unwrap())).join(place.strip_prefix("/").unwrap())
    }

    async fn begin(mut command: Command, words: &[&str]) -> Self {
        command.arg("serve").args(words).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut counts = None;
        let url = loop {
            let line = lines.next_line().await.unwrap().unwrap();
            if let Some(url) = line.strip_prefix("listening on ") {
                break url.to_owned();
            }
            counts = Some(line.strip_prefix("counts at ").unwrap().to_owned());
        };
        Self { child, counts, caller: Caller { url, client: Client::builder().no_proxy().build().unwrap() } }
    }

    /// One of several schools, under its own path.
    pub(crate) fn school(&self, name: &str) -> Caller {
        Caller { url: format!("{}/s/{name}", self.url), client: self.client.clone() }
    }
}

impl Caller {
    pub(crate) async fn post(&self, path: &str, token: &str, body: &impl Serialize) -> Response {
        let request = self.client.post(format!("{}{path}", self.url)).bearer_auth(token);
        request.body(codec::encode(body)).send().await.unwrap()
    }

    pub(crate) async fn put(&self, path: &str, token: &str, bytes: Vec<u8>) -> StatusCode {
        let request = self.client.put(format!("{}{path}", self.url)).bearer_auth(token).body(bytes);
        request.send().await.unwrap().status()
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> (StatusCode, Vec<u8>) {
        let request = self.client.get(format!("{}{path}", self.url)).bearer_auth(token);
        let answer = request.send().await.unwrap();
        (answer.status(), answer.bytes().await.unwrap().to_vec())
    }

    pub(crate) async fn head(&self, path: &str, token: &str) -> StatusCode {
        self.client.head(format!("{}{path}", self.url)).bearer_auth(token).send().await.unwrap().status()
    }

    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &str,
        body: &impl Serialize,
    ) -> T {
        let answer = self.post(path, token, body).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], codec::CONTENT_TYPE);
        codec::decode(&answer.bytes().await.unwrap()).unwrap()
    }

    pub(crate) async fn device(&self, join: Join) -> Joined {
        let request = DeviceRequest {
            proto: PROTO,
            app: "t".into(),
            device_name: "d".into(),
            secret: String::new(),
            join,
        };
        self.call("/v1/device", "", &request).await
    }

    pub(crate) async fn sync(&self, me: &Enrolment, push: &[Op]) -> SyncAnswer {
        self.call("/v1/sync", &me.token, &sync_request(me, push)).await
    }

    pub(crate) async fn teacher(&self, folder: &Path) -> Enrolment {
        self.enrolled(&["--folder", text(folder)]).await
    }

    pub(crate) async fn enrolled(&self, at: &[&str]) -> Enrolment {
        self.enrolled_by(staff_code(at).await).await
    }

    pub(crate) async fn enrolled_by(&self, code: String) -> Enrolment {
        match self.device(Join::StaffCode { code }).await {
            Joined::Enrolled(me) => me,
            other => panic!("{other:?}"),
        }
    }
}

pub(crate) fn sync_request(me: &Enrolment, push: &[Op]) -> SyncRequest {
    SyncRequest { push: push.iter().map(Op::to_raw).collect(), ..SyncRequest::new("t", me.epoch.clone()) }
}

/// A code for the roster's teacher.
pub(crate) async fn staff_code(at: &[&str]) -> String {
    let (exit, out, complaint) = run(&[&["staff-code", "--user", "Ms Ortiz"], at].concat()).await;
    assert_eq!(exit, 0, "{complaint}");
    out.lines().next().unwrap().to_owned()
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) async fn imported(folder: &Path) {
    imported_at(&["--folder", text(folder)]).await;
}

pub(crate) async fn imported_at(at: &[&str]) {
    let roster = fixture("demo/roster.zip");
    let words = [&["import", "--zone", "America/New_York", text(&roster)], at].concat();
    let (exit, out, _) = run(&words).await;
    assert_eq!(
        (exit, out.lines().next().unwrap()),
        (0, "24 students, 2 classes, 2 teachers, 1 who left. 69 changes.")
    );
    let standards = fixture("demo/standards.json");
    assert_eq!(run(&[&["import", "--course", "ELA7", text(&standards)], at].concat()).await.0, 0);
}

pub(crate) fn members(answer: &SyncAnswer) -> Vec<Member> {
    let ops = answer.pages.values().flat_map(|page| &page.ops).map(|envelope| envelope.op.read().unwrap());
    let sets = ops.filter_map(|op| match op.body() {
        Ok(notyet_model::fact::Parsed::Known(notyet_model::fact::Body::Set(set))) => Some(set),
        _ => None,
    });
    sets.filter(|set| set.entity == Entity::Member.as_str()).map(|set| view(&set.fields).unwrap()).collect()
}

pub(crate) fn judged_by(me: &Enrolment, n: u64, class: ClassId, amara: &Member, outcome: &str) -> Op {
    let mut judgement = crate::school::judgement(Lane::Teacher);
    (judgement.rubric_version, judgement.context) = (None, None);
    judgement.outcome = outcome.parse().unwrap();
    let origin = Origin {
        id: OpId::from_bytes((u128::from(n) + 1).to_be_bytes()),
        dev: me.device,
        dseq: n + 1,
        actor: me.user,
        hlc: Hlc::at_ms(me.now),
        class: Some(class),
        student: Some(amara.user),
    };
    Op::new(origin, &notyet_model::fact::Body::Judgement(judgement))
}

/// The bytes of a photo that nothing has named before, as their own thumbnail too.
pub(crate) fn photo_of(me: &Enrolment, class: ClassId, amara: &Member, sha256: &str) -> Op {
    let attachment = AttachmentId::from_bytes([7; 16]);
    let (sha256, thumb) = (sha256.to_owned(), sha256.to_owned());
    let bound = Body::BlobRef(BlobRef { attachment, sha256, thumb, w: 2048, h: 1536 });
    binding(me, class, amara, (0x77, &bound))
}

/// What binds bytes to a student's record, under the name of this byte.
pub(crate) fn binding(me: &Enrolment, class: ClassId, amara: &Member, (id, body): (u8, &Body)) -> Op {
    let origin = Origin {
        id: OpId::from_bytes([id; 16]),
        dev: me.device,
        dseq: 1,
        actor: me.user,
        hlc: Hlc::at_ms(me.now),
        class: Some(class),
        student: Some(amara.user),
    };
    Op::new(origin, body)
}

pub(crate) fn first_outcome(answer: &SyncAnswer) -> String {
    let texts = answer.pages.values().flat_map(|page| &page.ops).map(|envelope| envelope.op.read().unwrap());
    let bodies = texts.map(|op| serde_json::from_str::<serde_json::Value>(op.b.get()).unwrap());
    bodies.filter(|b| b["entity"] == "outcome").map(|b| b["id"].as_str().unwrap().to_owned()).next().unwrap()
}

/// Serving must end at once with exit code 1 and a sentence on standard error.
pub(crate) async fn complaint(words: &[&str]) -> String {
    let (exit, out, err) = run(&[&["serve"], words].concat()).await;
    assert_eq!((exit, out.as_str()), (1, ""), "{err}");
    assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    err
}
