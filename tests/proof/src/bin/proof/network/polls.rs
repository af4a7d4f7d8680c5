//! A thousand long polls from processes other than the server's. Whoever's class has news is told, each on a connection
//! of its own and of that class alone; whoever's has none is not.

use anyhow::{Context, ensure};
use notyet_model::authority::Role;
use notyet_model::clock::Hlc;
use notyet_model::ids::{ClassId, OpId, UserId};
use notyet_model::register::{Class, ClassRole, Member, PhotoUse};
use notyet_protocol::PROTO;
use notyet_protocol::op::{Op, Origin};
use notyet_protocol::wire::{Cursor, DeviceRequest, Enrolment, Fate, Join, Joined, SyncRequest, WaitRequest};
use notyet_server::Service;
use notyet_server::plan::Plan;
use notyet_server::storage::Person;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{self, COURSE, OUTCOMES, judgement};
use notyet_sim::world::http_transport;
use notyet_store::{Env, SystemEnv};
use notyet_sync::{Token, Transport};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Devices of one teacher. Each push makes everyone who waits look for news, so that with more teachers, and as many more
/// pushes, looking would take most of the time.
const EACH: usize = 20;

#[derive(clap::Args)]
pub(crate) struct PollsArgs {
    /// How many devices wait at once.
    #[arg(long, default_value_t = 1_000)]
    count: usize,
    /// Processes that they are spread over.
    #[arg(long, default_value_t = 4)]
    processes: usize,
}

#[derive(clap::Args)]
pub(crate) struct PollerArgs {
    #[arg(long)]
    server: String,
    /// Who waits.
    #[arg(long)]
    file: PathBuf,
}

/// A device that waits, and for what.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waiting {
    nth: usize,
    token: String,
    request: WaitRequest,
}

/// The process that waits for some of them: says `nth stream=head …` of each that is told something.
pub(crate) async fn poll(args: &PollerArgs) -> anyhow::Result<()> {
    let waiting: Vec<Waiting> = serde_json::from_slice(&std::fs::read(&args.file)?)?;
    let transport = http_transport(&args.server);
    let mut tasks = tokio::task::JoinSet::new();
    for Waiting { nth, token, request } in waiting {
        let (transport, token) = (Arc::clone(&transport), Token::new(token));
        tasks.spawn(async move {
            // An answer without news says that the time is up.
            loop {
                let answer = transport.wait(&token, &request).await?;
                if !answer.heads.is_empty() {
                    return anyhow::Ok((nth, answer.heads));
                }
            }
        });
    }
    while let Some(told) = tasks.join_next().await {
        let (nth, heads) = told??;
        let heads: Vec<_> = heads.iter().map(|(stream, head)| format!("{stream}={head}")).collect();
        println!("{nth} {}", heads.join(" "));
    }
    Ok(())
}

pub(crate) async fn polls(args: &PollsArgs) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("server");
    let teachers = args.count.div_ceil(EACH);
    let devices = found(&home, teachers).await.context("founding the school")?;
    let mut server = ServerProcess::over(&crate::beside("proof-server")?, &home);
    server.start().await;
    let transport = server.transport();
    let mut waiting = vec![];
    for (nth, who) in devices.iter().enumerate().take(args.count) {
        let cur = heads(&*transport, who).await?;
        let request = WaitRequest { epoch: who.epoch.clone(), cur, joins: 0 };
        waiting.push(Waiting { nth, token: who.token.clone(), request });
    }
    let before = sockets(&server)?;
    let (mut pollers, share) = (vec![], args.count.div_ceil(args.processes));
    for (nth, some) in waiting.chunks(share).enumerate() {
        let file = folder.path().join(format!("waiting-{nth}.json"));
        std::fs::write(&file, serde_json::to_vec(some)?)?;
        pollers.push(Poller::start(nth, &server.address(), &file)?);
    }
    while sockets(&server)? < before + args.count {
        tokio::task::yield_now().await;
    }
    println!("{} devices of {teachers} teachers wait, in {} processes", waiting.len(), pollers.len());
    // Every other teacher's class first: the others' devices have to go on waiting.
    for odd in [0, 1] {
        let wanted: Vec<_> = (0..teachers).filter(|teacher| teacher % 2 == odd).collect();
        for teacher in &wanted {
            push(&*transport, &devices[teacher * EACH], class(*teacher)).await?;
        }
        let mut told = BTreeMap::new();
        let of_these: BTreeSet<usize> =
            waiting.iter().map(|it| it.nth).filter(|nth| nth / EACH % 2 == odd).collect();
        for poller in &mut pollers {
            let theirs = of_these.iter().filter(|nth| *nth / share == poller.nth).count();
            for _ in 0..theirs {
                let (nth, streams) = poller.told().await?;
                ensure!(told.insert(nth, streams).is_none(), "device {nth} was told twice");
            }
        }
        ensure!(told.keys().copied().collect::<BTreeSet<_>>() == of_these, "others were told than had news");
        for (nth, streams) in told {
            let class = class(nth / EACH);
            let of_class = |stream: &String| stream.contains(&class.to_string());
            ensure!(
                !streams.is_empty() && streams.iter().all(of_class),
                "device {nth} was told of {streams:?}"
            );
        }
        println!("{} told of the news of their own class, and nobody else", of_these.len());
    }
    Ok(())
}

/// A school with so many teachers, each with a class of one student and [`EACH`] devices. Made beside no server: at its
/// door so many would have to come in one after the other.
async fn found(home: &Path, teachers: usize) -> anyhow::Result<Vec<Enrolment>> {
    let service = Service::open(home, None, Arc::new(notyet_server::SystemEnv))?;
    let mut plan = school::plan(service.school());
    for nth in 0..teachers {
        classroom(&mut plan, nth);
    }
    service.apply(plan).await?;
    let mut devices = vec![];
    for nth in 0..teachers {
        // Another address for each, as at home: they are not counted together.
        let home = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + nth as u32));
        for _ in 0..EACH {
            let code = service.staff_code(&teacher(nth).to_string()).await?.context("teachers are staff")?.0;
            let request = DeviceRequest {
                proto: PROTO,
                app: "proof".into(),
                device_name: String::new(),
                secret: String::new(),
                join: Join::StaffCode { code: code.to_string() },
            };
            match service.device(request, home).await? {
                Joined::Enrolled(enrolment) => devices.push(enrolment),
                other => anyhow::bail!("a staff code enrols: {other:?}"),
            }
        }
    }
    Ok(devices)
}

fn classroom(plan: &mut Plan, nth: usize) {
    let people = [
        (teacher(nth), Role::Teacher, ClassRole::Teacher),
        (student(nth), Role::Student, ClassRole::Student),
    ];
    plan.class(class(nth), &Class { title: format!("Class {nth}"), course: COURSE });
    for (id, role, in_class) in people {
        let name = format!("{role:?} {nth}");
        plan.person(Person { id, name: name.clone(), role, active: true });
        let (sort, short) = (name.clone(), name.clone());
        plan.member(&Member {
            class: class(nth),
            user: id,
            role: in_class,
            name,
            sort,
            short,
            active: true,
            photos: PhotoUse::default(),
        });
    }
}

fn numbered(kind: u8, nth: usize) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[12..].copy_from_slice(&(nth as u32).to_be_bytes());
    bytes
}

fn class(nth: usize) -> ClassId {
    ClassId::from_bytes(numbered(0xc1, nth))
}

fn teacher(nth: usize) -> UserId {
    UserId::from_bytes(numbered(0xd1, nth))
}

fn student(nth: usize) -> UserId {
    UserId::from_bytes(numbered(0xe1, nth))
}

/// How far this person's streams go now.
async fn heads(transport: &dyn Transport, who: &Enrolment) -> anyhow::Result<BTreeMap<String, Cursor>> {
    let (token, mut cur) = (Token::new(who.token.clone()), BTreeMap::new());
    loop {
        let mut request = SyncRequest::new("proof", who.epoch.clone());
        request.cur.clone_from(&cur);
        let answer = transport.sync(&token, &request).await?;
        if answer.pages.is_empty() {
            return Ok(cur);
        }
        let read = answer.pages.into_iter().map(|(stream, page)| (stream, Cursor::at(page.head)));
        cur.extend(read);
    }
}

/// Records a level for the one student of this teacher's class.
async fn push(transport: &dyn Transport, who: &Enrolment, class: ClassId) -> anyhow::Result<()> {
    let nth = u32::from_be_bytes(class.0.as_bytes()[12..].try_into()?) as usize;
    let origin = Origin {
        id: OpId(SystemEnv.new_id()),
        dev: who.device,
        dseq: 1,
        actor: who.user,
        hlc: Hlc::at_ms(SystemEnv.now_ms()),
        class: Some(class),
        student: Some(student(nth)),
    };
    let mut request = SyncRequest::new("proof", who.epoch.clone());
    request.push = vec![Op::new(origin, &judgement(OUTCOMES[0], 3, vec![])).to_raw()];
    let answer = transport.sync(&Token::new(who.token.clone()), &request).await?;
    let fates: Vec<_> = answer.acks.iter().map(|ack| ack.fate).collect();
    ensure!(fates == [Fate::Stored], "a level of class {nth} is {fates:?}");
    Ok(())
}

/// How many sockets the server's process has open.
fn sockets(server: &ServerProcess) -> anyhow::Result<usize> {
    let open = std::fs::read_dir(format!("/proc/{}/fd", server.id().context("it runs")?))?;
    let links = open.flatten().filter_map(|entry| std::fs::read_link(entry.path()).ok());
    Ok(links.filter(|link| link.to_string_lossy().starts_with("socket:")).count())
}

/// A process that waits for many.
struct Poller {
    nth: usize,
    _child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Poller {
    fn start(nth: usize, server: &str, file: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["poller", "--server", server, "--file"])
            .arg(file)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().context("its output is piped")?).lines();
        Ok(Self { nth, _child: child, lines })
    }

    /// The next that is told something, and of which streams.
    async fn told(&mut self) -> anyhow::Result<(usize, Vec<String>)> {
        let line = self.lines.next_line().await?.context("a process that waits ended")?;
        let mut words = line.split(' ');
        let nth = words.next().unwrap_or_default().parse().with_context(|| format!("it said {line:?}"))?;
        Ok((nth, words.filter_map(|word| Some(word.split_once('=')?.0.to_owned())).collect()))
    }
}
