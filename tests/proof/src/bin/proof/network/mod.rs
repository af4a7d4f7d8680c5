//! Real sockets and bad networks: each device works behind a relay of its own whose weather is bad in another way,
//! while strangers hold hundreds of connections to the server open and say next to nothing. When it clears up, every
//! queue drains in two rounds, and all devices hold the same.

mod polls;
mod proxy;

pub(crate) use polls::{PollerArgs, PollsArgs, poll, polls};

use anyhow::{Context, ensure};
use notyet_model::ids::UserId;
use notyet_proof::chance::{Chance, fresh_seed};
use notyet_proof::work::{KEY, Teacher, drains_in_two_rounds};
use notyet_sim::device::{enrol_by_staff_code, shrink};
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{LEE, ORTIZ};
use notyet_sim::world::http_transport;
use notyet_store::{Store, SystemEnv};
use notyet_sync::stepper::{Stepper, Stopped};
use notyet_sync::{Policy, TransportError};
use proxy::{Proxy, Weather};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Things that a teacher does in one spell of bad weather.
const WORK: u32 = 12;
/// Spells of weather in which every attempt fails at once.
const SHORT_SPELLS: u32 = 12;
/// Connections that a device keeps at most, to use them again: one for facts, one for photos.
const CONNECTIONS: u32 = 2;
/// Connections of strangers who never end what they say: to the server's door, and within a request.
const STRANGERS: [usize; 2] = [200, 50];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often all of it is done, in a new school each time.
    #[arg(long, default_value_t = 1)]
    times: u64,
    /// The first time's seed; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
}

pub(crate) async fn run(args: &Args) -> anyhow::Result<()> {
    let first = args.seed.unwrap_or_else(fresh_seed);
    for seed in (first..).take(args.times as usize) {
        println!("seed {seed}");
        let again = || format!("again: cargo xtask network --seed {seed}");
        let saved = once(seed).await.with_context(again)?;
        println!("{saved} records and photos through bad weather; all devices hold the same");
    }
    Ok(())
}

/// What a device's network is like while it works.
#[derive(Clone, Copy, Debug)]
enum Spell {
    /// The same weather, and one attempt that ends by the device's own patience.
    Long(Weather),
    /// Many attempts, each cut at another byte.
    CutAnswers,
    CutRequests,
    Partitions,
}

const SPELLS: [Spell; 5] = [
    Spell::Partitions,
    Spell::CutAnswers,
    Spell::CutRequests,
    Spell::Long(Weather::HalfOpen),
    Spell::Long(Weather::Trickle),
];

async fn once(seed: u64) -> anyhow::Result<usize> {
    let mut chance = Chance::new(seed);
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("server");
    let mut server = ServerProcess::found(&crate::beside("proof-server")?, &home).await;
    server.start().await;
    let address: SocketAddr = server.address().trim_start_matches("http://").parse()?;
    let strangers = strangers(address).await?;
    let mut at_work = JoinSet::new();
    for (nth, spell) in SPELLS.into_iter().enumerate() {
        let person = if nth.is_multiple_of(2) { ORTIZ } else { LEE };
        let device =
            Device::enrolled(&server, address, person, &folder.path().join(format!("device-{nth}"))).await?;
        at_work.spawn(device.works_through(spell, chance.draw()));
    }
    let (mut devices, mut saved) = (vec![], 0);
    while let Some(worked) = at_work.join_next().await {
        let (device, done) = worked??;
        saved += done;
        devices.push(device);
    }
    for device in &mut devices {
        device.engine.drain().await.context("a round when all is quiet")?;
    }
    let kept = devices.iter().map(|device| device.store.inspect()).collect::<Result<Vec<_>, _>>()?;
    for other in &kept[1..] {
        ensure!(other.streams == kept[0].streams, "two devices hold other operations");
        ensure!(other.registers == kept[0].registers, "two devices hold other registers");
        ensure!(other.levels == kept[0].levels, "two devices hold other levels");
    }
    ensure!(saved > 0 && !kept[0].levels.is_empty(), "nothing was recorded");
    drop(strangers);
    Ok(saved)
}

/// A teacher's device behind a network of its own.
struct Device {
    store: Store,
    engine: Stepper,
    proxy: Proxy,
}

impl Device {
    async fn enrolled(
        server: &ServerProcess,
        address: SocketAddr,
        person: UserId,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let enrolment = enrol_by_staff_code(&*server.transport(), &server.staff_code(person).await).await;
        let store = Store::open(folder, &KEY, Arc::new(SystemEnv))?;
        let proxy = Proxy::to(address).await?;
        store.write(|tx| tx.enrol(&enrolment, &proxy.address()))?;
        let transport = http_transport(&proxy.address());
        let mut engine = Stepper::new(store.clone(), transport, Arc::new(shrink), Policy::new("proof"));
        engine.drain().await.context("the first round, in fair weather")?;
        Ok(Self { store, engine, proxy })
    }

    /// Works while the weather is bad, and sends all of it in two rounds once it is fair again. Says how much it was.
    async fn works_through(mut self, spell: Spell, seed: u64) -> anyhow::Result<(Self, usize)> {
        let mut chance = Chance::new(seed);
        let (mut teacher, mut done) = (Teacher::new(chance.draw()), 0);
        let spells = if matches!(spell, Spell::Long(_)) { 1 } else { SHORT_SPELLS };
        for _ in 0..spells {
            for _ in 0..WORK {
                done += teacher.next(&self.store)?.len();
            }
            self.proxy.turns(match spell {
                Spell::Long(weather) => weather,
                Spell::CutAnswers => Weather::CutAnswer(chance.below(1_500)),
                Spell::CutRequests => Weather::CutRequest(chance.below(3_000)),
                Spell::Partitions => Weather::Partition,
            });
            // What comes of it is the weather's affair; some of it may get through.
            let _ = self.engine.drain().await;
            if !matches!(spell, Spell::Long(_)) {
                let _ = self.engine.photo().await;
            }
            self.proxy.turns(Weather::Fair);
            if chance.is(1, 3) {
                // Not each time, so that something is left over from one spell for the next.
                self.drains().await.with_context(|| format!("{spell:?}"))?;
            }
        }
        self.drains().await.with_context(|| format!("{spell:?}"))?;
        Ok((self, done))
    }

    /// The teacher leaves the student, and everything goes. That a connection broke in the bad weather may be found only
    /// when it is used again, once for each that was kept; the engine pauses then, and asks anew.
    async fn drains(&mut self) -> anyhow::Result<()> {
        self.store.write(|tx| tx.release(None))?;
        for _ in 0..CONNECTIONS {
            match drains_in_two_rounds(&self.store, &mut self.engine).await {
                Err(error) if is_broken(&error) => {}
                drained => return drained,
            }
        }
        drains_in_two_rounds(&self.store, &mut self.engine).await
    }
}

fn is_broken(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(Stopped::Transport(TransportError::Offline { .. })))
}

/// Connections that begin a request and go on without ending it: some in its head, some in its body.
async fn strangers(server: SocketAddr) -> anyhow::Result<Vec<TcpStream>> {
    let beginnings = [
        "POST /v1/sync HTTP/1.1\r\nHost: school\r\nX-Slow: ",
        "POST /v1/sync HTTP/1.1\r\nHost: school\r\nAuthorization: Bearer guess\r\nContent-Length: 400000\r\n\r\n",
    ];
    let mut open = vec![];
    for (count, beginning) in STRANGERS.into_iter().zip(beginnings) {
        for _ in 0..count {
            let mut stream = TcpStream::connect(server).await?;
            stream.write_all(beginning.as_bytes()).await?;
            open.push(stream);
        }
    }
    Ok(open)
}
