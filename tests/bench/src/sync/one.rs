//! One observation pushed, and pulled by the other device, each in one request; Anki and PouchDB do the same in turn.

use super::figure::{Bar, figure, median_ms};
use super::peer::Peers;
use super::school::School;
use super::week::{Lesson, Teacher};
use notyet_sim::school::{LEE, ORTIZ};
use std::io::Write;
use std::time::{Duration, Instant};

/// How many are measured, one after the other.
const TIMES: usize = 100;
/// The first ones open connections and fill caches.
const UNMEASURED: usize = 5;

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let mut peers = Peers::start(args, out)?;
    let school = School::open(&args.server, &[ORTIZ, LEE], 1).await?;
    let lesson = Lesson::before(TIMES);
    let mut from = school.device(0, true, lesson.clone())?;
    let mut to = school.device(1, true, lesson.clone())?;
    from.drain().await?;
    to.drain().await?;
    let mut recorder = Teacher::new(&from.store, &lesson, 11);
    let mut ours = Times::default();
    let mut theirs: Vec<(&str, Times)> = peers.each().map(|peer| (peer.name, Times::default())).collect();
    for n in 0..UNMEASURED + TIMES {
        recorder.records(1)?;
        from.wire.forget();
        to.wire.forget();
        let began = Instant::now();
        from.drain().await?;
        let pushed = began.elapsed();
        let began = Instant::now();
        to.drain().await?;
        ours.note(n, pushed, began.elapsed());
        let requests = (from.wire.syncs().len(), to.wire.syncs().len());
        anyhow::ensure!(n < UNMEASURED || requests == (1, 1), "{requests:?} requests to push and to pull");
        for (peer, (_, times)) in peers.each().zip(&mut theirs) {
            let took = peer.carry(1)?;
            times.note(n, took.push(), took.pull());
        }
    }
    let (push, pull) = ours.medians();
    writeln!(out, "one observation: {push:.2} ms to push, {pull:.2} ms to pull, one request each")?;
    for (name, mut times) in theirs {
        let (their_push, their_pull) = times.medians();
        if name == "Anki" {
            let bar = Bar::AtMost(0.8, 0.6);
            let from = format!("{push:.2} ms beside {their_push:.2} ms");
            figure(out, "one observation pushed, beside Anki", push / their_push, bar, &from)?;
            let from = format!("{pull:.2} ms beside {their_pull:.2} ms");
            figure(out, "one observation pulled, beside Anki", pull / their_pull, bar, &from)?;
        } else {
            writeln!(
                out,
                "one observation of {name}: {their_push:.2} ms to push, {their_pull:.2} ms to pull"
            )?;
        }
    }
    Ok(())
}

#[derive(Default)]
struct Times {
    push: Vec<Duration>,
    pull: Vec<Duration>,
}

impl Times {
    fn note(&mut self, n: usize, push: Duration, pull: Duration) {
        if n >= UNMEASURED {
            self.push.push(push);
            self.pull.push(pull);
        }
    }

    fn medians(&mut self) -> (f64, f64) {
        (median_ms(&mut self.push), median_ms(&mut self.pull))
    }
}
