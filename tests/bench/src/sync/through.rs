//! Ten thousand varied observations from one device to the server and to another: what two collections of Anki with its
//! own sync server, and two databases of PouchDB with express-pouchdb, are given to do as well. What is recorded is
//! recorded before; time runs from the first request to the last commit.

use super::figure::{Bar, figure, median};
use super::peer::Peers;
use super::school::{Device, School};
use super::week::{Lesson, Teacher};
use notyet_sim::school::{LEE, ORTIZ};
use std::io::Write;
use std::time::Instant;

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let mut peers = Peers::start(args, out)?;
    let mut pairs = [("encrypted", Pair::open(args, true).await?), ("plain", Pair::open(args, false).await?)];
    let mut ours: [Vec<f64>; 2] = Default::default();
    let mut theirs: Vec<(&str, Vec<f64>)> = peers.each().map(|peer| (peer.name, vec![])).collect();
    for round in 1..=args.rounds {
        for ((name, pair), times) in pairs.iter_mut().zip(&mut ours) {
            let (push, pull) = pair.carry(args.observations).await?;
            writeln!(
                out,
                "through, round {round}: {name}, {push:.0} ms there, {pull:.0} ms to the other device"
            )?;
            times.push(push + pull);
        }
        for (peer, (name, times)) in peers.each().zip(&mut theirs) {
            let took = peer.carry(args.observations)?;
            let (push, pull) = (took.push().as_secs_f64() * 1e3, took.pull().as_secs_f64() * 1e3);
            writeln!(
                out,
                "through, round {round}: {name}, {push:.0} ms there, {pull:.0} ms to the other device"
            )?;
            times.push(push + pull);
        }
    }
    let [encrypted, plain] = ours.map(|mut times| median(&mut times));
    writeln!(out, "through, {} observations: {encrypted:.0} ms, plain {plain:.0} ms", args.observations)?;
    for (name, mut times) in theirs {
        let theirs = median(&mut times);
        let bar = if name == "Anki" { Bar::AtMost(0.6, 0.35) } else { Bar::AtMost(0.10, 0.06) };
        let from = format!("{encrypted:.0} ms beside {theirs:.0} ms; plain {:.3}", plain / theirs);
        figure(out, &format!("through, beside {name}"), encrypted / theirs, bar, &from)?;
    }
    Ok(())
}

/// Two teachers' devices of one school.
struct Pair {
    _school: School,
    recorder: Teacher,
    from: Device,
    to: Device,
    carried: usize,
}

impl Pair {
    async fn open(args: &super::Args, is_encrypted: bool) -> anyhow::Result<Self> {
        let school = School::open(&args.server, &[ORTIZ, LEE], 1).await?;
        let lesson = Lesson::before(args.observations as usize * usize::from(args.rounds));
        let mut from = school.device(0, is_encrypted, lesson.clone())?;
        let mut to = school.device(1, is_encrypted, lesson.clone())?;
        // The school itself is there before the clock runs, as a collection is.
        from.drain().await?;
        to.drain().await?;
        let recorder = Teacher::new(&from.store, &lesson, 7);
        Ok(Self { _school: school, recorder, from, to, carried: 0 })
    }

    /// Milliseconds until the server has them all, and until the other device has.
    async fn carry(&mut self, count: u32) -> anyhow::Result<(f64, f64)> {
        self.recorder.records(count as usize)?;
        let began = Instant::now();
        self.from.drain().await?;
        let push = began.elapsed();
        let began = Instant::now();
        self.to.drain().await?;
        let pull = began.elapsed();
        self.carried += count as usize;
        let unsent = self.from.store.read(|r| r.not_sent())?;
        anyhow::ensure!((unsent.waiting, unsent.refused) == (0, 0), "{unsent:?} after everything was pushed");
        let pulled: usize = self.to.wire.syncs().iter().filter_map(|seen| seen.pulled).sum();
        anyhow::ensure!(pulled >= self.carried, "{pulled} of {} came", self.carried);
        Ok((push.as_secs_f64() * 1e3, pull.as_secs_f64() * 1e3))
    }
}
