//! A school for measuring: one class of 28 with two teachers, forty outcomes, three kinds of work; its server as a
//! process of its own; and devices with the engine's own rounds.

use anyhow::{Context as _, bail};
use notyet_model::authority::Role;
use notyet_model::ids::{ContextId, OutcomeId, UserId};
use notyet_model::register::{ClassRole, Context, Member, Outcome, PhotoUse};
use notyet_protocol::PROTO;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Join, Joined};
use notyet_server::Service;
use notyet_server::storage::Person;
use notyet_sim::device::shrink;
use notyet_sim::flaky::Flaky;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{self, CLASS, COURSE, ESSAY};
use notyet_store::{DbKey, Env, Store};
use notyet_sync::stepper::Stepper;
use notyet_sync::{Engine, Phase, Policy, Transport};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;

/// How many learn in the class.
pub(super) const STUDENTS: u32 = 28;
/// How many outcomes its course has.
pub(super) const OUTCOMES: u32 = 40;
/// Its kinds of work.
pub(super) const AT_BATS: [ContextId; 3] =
    [ESSAY, ContextId::from_bytes([0x52; 16]), ContextId::from_bytes([0x53; 16])];

/// The n-th student.
pub(super) fn student(n: u32) -> UserId {
    UserId::from_bytes(numbered(0x7000, n))
}

/// The n-th outcome.
pub(super) fn outcome(n: u32) -> OutcomeId {
    OutcomeId::from_bytes(numbered(0x9000, n))
}

fn numbered(kind: u128, n: u32) -> [u8; 16] {
    // As wide apart as ids by chance are: ids that are alike would be a gift to the compression.
    let spread = (u128::from(n) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    (spread ^ (kind << 112)).to_be_bytes()
}

/// The school's server, over a folder that goes with it.
pub(super) struct School {
    process: ServerProcess,
    folder: tempfile::TempDir,
    enrolments: Vec<Enrolment>,
}

impl School {
    /// Founds it, enrols so many devices of each of these teachers, and serves it.
    pub(super) async fn open(program: &Path, teachers: &[UserId], each: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let home = folder.path().join("server");
        let enrolments = found(&home, teachers, each).await.context("founding the school")?;
        let mut process = ServerProcess::over(program, &home);
        process.start().await;
        Ok(Self { process, folder, enrolments })
    }

    /// The server's process.
    pub(super) fn process(&self) -> &ServerProcess {
        &self.process
    }

    /// Who is enrolled, teacher by teacher.
    pub(super) fn enrolments(&self) -> &[Enrolment] {
        &self.enrolments
    }

    /// The server's folder.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// What the system says of the server's process.
    pub(super) fn proc(&self, what: &str) -> anyhow::Result<PathBuf> {
        let id = self.process.id().context("the server runs")?;
        Ok(PathBuf::from(format!("/proc/{id}/{what}")))
    }

    /// The n-th enrolled device, with an empty store.
    pub(super) fn device(&self, nth: usize, is_encrypted: bool, env: Arc<dyn Env>) -> anyhow::Result<Device> {
        Device::open(&self.folder.path().join(format!("device-{nth}")), is_encrypted, env, |store| {
            store.write(|tx| tx.enrol(&self.enrolments[nth], &self.process.address()))?;
            Ok(self.process.transport())
        })
    }
}

async fn found(home: &Path, teachers: &[UserId], each: usize) -> anyhow::Result<Vec<Enrolment>> {
    let service = Service::open(home, None, Arc::new(notyet_server::SystemEnv))?;
    let mut plan = school::plan(service.school());
    for (n, id) in AT_BATS.into_iter().enumerate() {
        let name = ["Letter or essay", "Project", "Discussion"][n].into();
        plan.context(id, &Context { name, at_bat: true, position: n as u32 });
    }
    for n in 0..OUTCOMES {
        let worded = Outcome::worded(COURSE, &format!("K{n}"), "I can back a claim with what I have read");
        plan.outcome(outcome(n), &Outcome { position: n, ..worded });
    }
    for n in 0..STUDENTS {
        let (id, name) = (student(n), format!("Student {n}"));
        plan.person(Person { id, name: name.clone(), role: Role::Student, active: true });
        let (sort, short) = (name.clone(), name.clone());
        plan.member(&Member {
            class: CLASS,
            user: id,
            role: ClassRole::Student,
            name,
            sort,
            short,
            active: true,
            photos: PhotoUse::default(),
        });
    }
    service.apply(plan).await?;
    let mut enrolments = vec![];
    for teacher in teachers {
        for nth in 0..each {
            // Another address for every twenty, as at home: they are not counted together.
            let from = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + (nth / 20) as u32));
            enrolments.push(enrol(&service, *teacher, from).await?);
        }
    }
    Ok(enrolments)
}

async fn enrol(service: &Service, teacher: UserId, from: IpAddr) -> anyhow::Result<Enrolment> {
    let code = service.staff_code(&teacher.to_string()).await?.context("teachers are staff")?.0;
    let request = DeviceRequest {
        proto: PROTO,
        app: "bench".into(),
        device_name: String::new(),
        secret: String::new(),
        join: Join::StaffCode { code: code.to_string() },
    };
    match service.device(request, from).await? {
        Joined::Enrolled(enrolment) => Ok(enrolment),
        other => bail!("a staff code enrols: {other:?}"),
    }
}

/// A device: its store, and the engine one step at a time; or running, as on a device that lies open.
pub(super) struct Device {
    pub(super) store: Store,
    pub(super) wire: Arc<Flaky>,
    stepper: Stepper,
    engine: Option<Engine>,
    written: watch::Receiver<u64>,
}

impl Device {
    fn open(
        folder: &Path,
        is_encrypted: bool,
        env: Arc<dyn Env>,
        enrol: impl FnOnce(&Store) -> anyhow::Result<Arc<dyn Transport>>,
    ) -> anyhow::Result<Self> {
        let store = match is_encrypted {
            true => Store::open(folder, &DbKey([7; 32]), env)?,
            false => Store::open_unencrypted(folder, env)?,
        };
        let wire = Flaky::new(enrol(&store)?);
        let transport: Arc<dyn Transport> = wire.clone();
        let stepper = Stepper::new(store.clone(), transport, Arc::new(shrink), Policy::new("bench"));
        let (sender, written) = watch::channel(0);
        store.on_written(Box::new(move |written| {
            // Nobody may be listening any more.
            let _ = sender.send(written.revision);
        }));
        Ok(Self { store, wire, stepper, engine: None, written })
    }

    /// Starts the engine, which then listens for news by itself, and waits until it does.
    pub(super) async fn listen(&mut self) -> anyhow::Result<()> {
        let (store, transport) = (self.store.clone(), self.wire.clone());
        let engine = Engine::start(store, transport, Arc::new(shrink), Policy::new("bench"));
        engine.state().wait_for(|state| state.phase == Phase::Idle).await?;
        self.engine = Some(engine);
        Ok(())
    }

    /// Waits until so many operations of a stream are here.
    pub(super) async fn holds(&mut self, stream: &str, seq: u64) -> anyhow::Result<()> {
        while self.read_to(stream)? < seq {
            self.written.changed().await?;
        }
        Ok(())
    }

    /// How far a stream is read.
    pub(super) fn read_to(&self, stream: &str) -> anyhow::Result<u64> {
        Ok(self.store.cursors()?.get(stream).map_or(0, |cursor| cursor.seq))
    }

    /// Pushes and pulls until nothing is left.
    pub(super) async fn drain(&mut self) -> anyhow::Result<()> {
        Ok(self.stepper.drain().await?)
    }
}
