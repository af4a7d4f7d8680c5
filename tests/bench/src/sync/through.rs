//! Ten thousand varied observations from one device to the server and to another: what two collections of Anki with its
//! own sync server, and two databases of PouchDB with express-pouchdb, are given to do as well. What is recorded is
//! recorded before; time runs from the first request to the last commit.
//!
//! The other device lies open, as a co-teacher's does: its engine waits in a long poll and takes in what comes while the
//! first one still sends. PouchDB is driven likewise, by its live replication; Anki has nothing of the kind, so there
//! one collection syncs after the other. What ours take when they, too, go one after the other is printed beside it.

use super::figure::{Bar, figure, median};
use super::peer::Peers;
use super::school::{Device, School};
use super::week::{Lesson, Teacher};
use notyet_model::stream::Stream;
use notyet_sim::school::{CLASS, LEE, ORTIZ};
use std::io::Write;
use std::time::Instant;

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let mut peers = Peers::start(args, out)?;
    let mut pairs = [
        ("encrypted", Pair::open(args, true, true).await?),
        ("plain", Pair::open(args, false, true).await?),
        ("encrypted, one after the other", Pair::open(args, true, false).await?),
    ];
    let mut ours: [Vec<f64>; 3] = Default::default();
    let mut theirs: Vec<(&str, Vec<f64>)> = peers.each().map(|peer| (peer.name, vec![])).collect();
    for round in 1..=args.rounds {
        for ((name, pair), times) in pairs.iter_mut().zip(&mut ours) {
            let (push, pull) = pair.carry(args.observations).await?;
            tell(out, round, name, push, pull)?;
            times.push(push + pull);
        }
        for (peer, (name, times)) in peers.each().zip(&mut theirs) {
            let took = peer.carry(args.observations)?;
            let (push, pull) = (took.push().as_secs_f64() * 1e3, took.pull().as_secs_f64() * 1e3);
            tell(out, round, name, push, pull)?;
            times.push(push + pull);
        }
    }
    let [encrypted, plain, apart] = ours.map(|mut times| median(&mut times));
    let count = args.observations;
    writeln!(
        out,
        "through, {count} observations: {encrypted:.0} ms, plain {plain:.0} ms; one after the other {apart:.0} ms"
    )?;
    for (name, mut times) in theirs {
        let theirs = median(&mut times);
        let bar = if name == "Anki" { Bar::AtMost(0.6, 0.35) } else { Bar::AtMost(0.10, 0.06) };
        let (plain, apart) = (plain / theirs, apart / theirs);
        let from = format!(
            "{encrypted:.0} ms beside {theirs:.0} ms; plain {plain:.3}, one after the other {apart:.3}"
        );
        figure(out, &format!("through, beside {name}"), encrypted / theirs, bar, &from)?;
    }
    Ok(())
}

fn tell(out: &mut impl Write, round: u16, name: &str, push: f64, pull: f64) -> anyhow::Result<()> {
    let total = push + pull;
    writeln!(
        out,
        "through, round {round}: {name}, {push:.0} ms there, {pull:.0} ms more to the other device: {total:.0} ms"
    )?;
    Ok(())
}

/// Two teachers' devices of one school.
struct Pair {
    _school: School,
    recorder: Teacher,
    from: Device,
    to: Device,
    /// The other device takes in what comes while the first one sends.
    is_open: bool,
}

impl Pair {
    async fn open(args: &super::Args, is_encrypted: bool, is_open: bool) -> anyhow::Result<Self> {
        let school = School::open(&args.server, &[ORTIZ, LEE], 1).await?;
        let lesson = Lesson::before(args.observations as usize * usize::from(args.rounds));
        let mut from = school.device(0, is_encrypted, lesson.clone())?;
        let mut to = school.device(1, is_encrypted, lesson.clone())?;
        // The school itself is there before the clock runs, as a collection is.
        from.drain().await?;
        to.drain().await?;
        if is_open {
            to.listen().await?;
        }
        let recorder = Teacher::new(&from.store, &lesson, 7);
        Ok(Self { _school: school, recorder, from, to, is_open })
    }

    /// Milliseconds until the first device has heard that the server has them all, and from then on until the other one
    /// has.
    async fn carry(&mut self, count: u32) -> anyhow::Result<(f64, f64)> {
        self.recorder.records(count as usize)?;
        let stream = Stream::Teaching(CLASS).to_string();
        let all = self.to.read_to(&stream)? + u64::from(count);
        let began = Instant::now();
        let (push, total) = if self.is_open {
            let push = async {
                self.from.drain().await?;
                anyhow::Ok(began.elapsed())
            };
            let (push, came) = tokio::join!(push, self.to.holds(&stream, all));
            came?;
            (push?, began.elapsed())
        } else {
            self.from.drain().await?;
            let push = began.elapsed();
            self.to.drain().await?;
            (push, began.elapsed())
        };
        let unsent = self.from.store.read(|r| r.not_sent())?;
        anyhow::ensure!((unsent.waiting, unsent.refused) == (0, 0), "{unsent:?} after everything was pushed");
        let came = self.to.read_to(&stream)?;
        anyhow::ensure!(came == all, "{came} of {all} came");
        Ok((push.as_secs_f64() * 1e3, (total - push).as_secs_f64() * 1e3))
    }
}
