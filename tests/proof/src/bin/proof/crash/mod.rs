//! kill -9 at any moment: of a device that captures and syncs, and of the server that it syncs with. What either had
//! said before it died is there when it is opened again.

mod device;
mod tablet;

pub(crate) use device::{DeviceArgs, record_for_ever};

use anyhow::{Context, ensure};
use notyet_proof::chance::Chance;
use notyet_proof::feed::Feed;
use notyet_proof::kept::Kept;
use notyet_proof::pusher::Pusher;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::LEE;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tablet::Tablet;
use tokio::sync::watch;

/// Kills a side before everything begins anew in an empty folder, so that looking at all of it stays short.
const A_ROUND: u64 = 10;
/// Devices that push by hand and note each answer.
const PUSHERS: u64 = 2;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often each side is killed.
    #[arg(long, default_value_t = 50)]
    kills: u64,
    /// The first round's seed; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
    /// Where it is noted how far this got, to go on from there.
    #[arg(long, value_name = "FILE")]
    kept: Option<PathBuf>,
}

pub(crate) async fn run(args: &Args) -> anyhow::Result<()> {
    let mut kept = Kept::begin(args.kept.as_deref(), args.seed, args.kills)?;
    println!("seed {}, {} kills a side, {} done before", kept.seed(), args.kills, kept.done());
    let (begun, mut all) = (Instant::now(), Totals::default());
    while kept.left() > 0 {
        let (seed, kills) = (kept.seed() + kept.done(), A_ROUND.min(kept.left()));
        let again = || format!("again: cargo xtask crash --kills {kills} --seed {seed}");
        all.add(&round(seed, kills).await.with_context(again)?);
        kept.note(kills)?;
        print!("\r{} kills a side; {all}; {:.0} s", kept.done(), begun.elapsed().as_secs_f64());
        // A terminal that is gone takes nothing away from the result.
        let _ = std::io::stdout().flush();
    }
    println!();
    Ok(())
}

/// What was said before the kills, and found again.
#[derive(Default)]
struct Totals {
    saved: usize,
    photos: usize,
    answered: usize,
}

impl Totals {
    fn add(&mut self, other: &Self) {
        self.saved += other.saved;
        self.photos += other.photos;
        self.answered += other.answered;
    }
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} saved with {} photos, {} answered", self.saved, self.photos, self.answered)
    }
}

/// One school from its beginning: so many kills of the device and as many of the server, in an order and at moments
/// that the seed decides.
async fn round(seed: u64, kills: u64) -> anyhow::Result<Totals> {
    let mut chance = Chance::new(seed);
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("server");
    let mut server = ServerProcess::found(&crate::beside("proof-server")?, &home).await;
    server.start().await;
    let mut tablet = Tablet::enrolled(&server, &folder.path().join("tablet"), chance.draw()).await?;
    let mut pushers = vec![];
    for nth in 0..PUSHERS {
        pushers.push(Pusher::enrolled(server.transport(), &server.staff_code(LEE).await, nth).await);
    }
    tablet.start()?;
    let (mut of_device, mut of_server) = (kills, kills);
    while of_device + of_server > 0 {
        if chance.below(of_device + of_server) < of_device {
            of_device -= 1;
            tablet.killed(&mut chance).await.context("the device")?;
        } else {
            of_server -= 1;
            let answers = 1 + chance.below(10) as usize;
            let moment = Duration::from_micros(chance.below(8_000));
            pushers = killed(&mut server, pushers, answers, moment).await?;
            sound(&home).context("the server's database")?;
            server.start().await;
            for pusher in &pushers {
                pusher.check().await.context("the server")?;
            }
        }
    }
    tablet.ends_and_drains(&server).await.context("the device, at the end")?;
    let feed = Feed::read(&*server.transport(), &pushers[0].who).await?;
    tablet.has_arrived(&server, &feed, &pushers[0].who).await?;
    let totals = Totals {
        saved: tablet.said.saved.len(),
        photos: tablet.said.photos.len(),
        answered: pushers.iter().map(Pusher::answered).sum(),
    };
    ensure!(totals.saved > 0 && totals.answered > 0, "nothing was said before the kills: {totals}");
    Ok(totals)
}

/// Lets the pushers push until this many answers have come, and a moment longer; then the server dies.
async fn killed(
    server: &mut ServerProcess,
    pushers: Vec<Pusher>,
    answers: usize,
    moment: Duration,
) -> anyhow::Result<Vec<Pusher>> {
    let (sender, mut heard) = watch::channel(0);
    let at_work = pushers.into_iter().map(|pusher| tokio::spawn(push_until_broken(pusher, sender.clone())));
    let at_work: Vec<_> = at_work.collect();
    drop(sender);
    // Ends early only when every pusher has, which their own results tell.
    let _ = heard.wait_for(|heard| *heard >= answers).await;
    tokio::time::sleep(moment).await;
    server.kill().await;
    let mut pushers = vec![];
    for pusher in at_work {
        pushers.push(pusher.await?.context("pushing")?);
    }
    Ok(pushers)
}

/// Pushes one thing after the other until the connection breaks, and counts the answers for all to hear.
async fn push_until_broken(mut pusher: Pusher, heard: watch::Sender<usize>) -> anyhow::Result<Pusher> {
    while let Some(answer) = pusher.push().await? {
        pusher.note(answer);
        heard.send_modify(|heard| *heard += 1);
    }
    Ok(pusher)
}

/// Asks SQLite about the database as the server left it. On a copy: the next server shall find it as it was left.
fn sound(home: &Path) -> anyhow::Result<()> {
    let copy = tempfile::tempdir()?;
    for name in ["school.db", "school.db-wal"] {
        match std::fs::copy(home.join(name), copy.path().join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let connection = rusqlite::Connection::open(copy.path().join("school.db"))?;
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    ensure!(verdict == "ok", "integrity_check: {verdict}");
    Ok(())
}
