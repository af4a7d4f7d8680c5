//! One observation from a teacher's device to another's, over HTTP on loopback: how long, and in how many round
//! trips. Both devices run the real engine over encrypted stores; the server is the real one, in this process.

use anyhow::ensure;
use notyet_sim::device::Device;
use notyet_sim::flaky::SyncSeen;
use notyet_sim::school::{AMARA, LEE, ORTIZ, OUTCOMES, judgement};
use notyet_sim::world::World;
use std::io::Write;
use std::time::{Duration, Instant};

/// How many are measured, one after the other.
const TIMES: usize = 200;

pub(super) async fn run(out: &mut impl Write) -> anyhow::Result<()> {
    let world = World::http().await;
    let (mut ortiz, mut lee) = (world.staff(ORTIZ).await, world.staff(LEE).await);
    for device in [&mut ortiz, &mut lee] {
        device.start();
        device.is_quiet().await;
    }
    // The first one opens connections and fills caches; it is not measured.
    one(&ortiz, &lee).await;
    ortiz.wire.forget();
    lee.wire.forget();
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        times.push(one(&ortiz, &lee).await);
    }
    times.sort();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
    writeln!(
        out,
        "one observation to the other device, {TIMES} times: median {:.1} ms, 95 % within {:.1} ms, slowest {:.1} ms",
        at(0.5),
        at(0.95),
        at(1.0)
    )?;
    let (pushes, pulls) = (ortiz.wire.syncs(), lee.wire.syncs());
    writeln!(out, "round trips for each: {:.2} to push, {:.2} to pull", each(&pushes), each(&pulls))?;
    let pushed: usize = pushes.iter().map(|seen| seen.pushed).sum();
    ensure!(pushed == TIMES, "{pushed} operations were pushed for {TIMES} observations");
    ortiz.stop().await;
    lee.stop().await;
    Ok(())
}

/// From the tap to the commit on the other device; then both come to rest.
async fn one(from: &Device, to: &Device) -> Duration {
    let began = Instant::now();
    let id = from.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    to.holds("the observation", |reader| Ok(reader.judgements(AMARA, None)?.iter().any(|j| j.id == id)))
        .await;
    let took = began.elapsed();
    from.is_quiet().await;
    to.is_quiet().await;
    took
}

fn each(syncs: &[SyncSeen]) -> f64 {
    syncs.len() as f64 / TIMES as f64
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
