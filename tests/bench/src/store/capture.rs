//! A capture, timed inside the store's door, and its floor, taking turns.

use super::{Args, median_us, verdict};
use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, OutcomeId, UserId};
use notyet_store::testing::{CLASS, ESSAY, Feed, ORTIZ, PROJECT, at_bat, enrol, evidence};
use notyet_store::{DbKey, Env, Send, Store, SystemEnv};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const BAR: f64 = 2.0;
/// A photo of 12 MP as phones compress it.
const PHOTO_BYTES: usize = 3_000_000;
const STUDENTS: u32 = 120;
const OUTCOMES: u32 = 40;

pub(super) fn run(folder: &Path, args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    let stores = [("encrypted", true), ("plain", false)];
    for (name, encrypted) in stores {
        let mut side = Side::open(&folder.join(name), encrypted)?;
        side.without_photo(args.captures.min(200))?;
        let mut ratios = Vec::new();
        for round in 1..=args.rounds {
            let (capture, floor) = side.without_photo(args.captures)?;
            ratios.push(capture / floor);
            writeln!(
                out,
                "capture, {name}, round {round}: {capture:.0} µs, floor {floor:.0} µs, ratio {:.2}",
                capture / floor
            )?;
        }
        let ratio = middle(&mut ratios);
        match encrypted {
            true => verdict(out, "capture over its floor, encrypted", ratio, BAR)?,
            false => writeln!(out, "capture over its floor, plain: {ratio:.2}")?,
        }
    }
    for (name, encrypted) in stores {
        let mut side = Side::open(&folder.join(name).join("photos"), encrypted)?;
        let mut ratios = Vec::new();
        for round in 1..=args.rounds {
            let (capture, floor) = side.with_photo(args.photos)?;
            ratios.push(capture / floor);
            writeln!(
                out,
                "capture with a photo, {name}, round {round}: {capture:.0} µs, floor {floor:.0} µs, ratio {:.2}",
                capture / floor
            )?;
        }
        let ratio = middle(&mut ratios);
        writeln!(
            out,
            "capture with a photo over its floor, {name}: {ratio:.2} (photos are always encrypted)"
        )?;
    }
    Ok(())
}

/// A store, and the plain file beside it.
struct Side {
    store: Store,
    folder: PathBuf,
    plain: File,
    turn: u32,
}

impl Side {
    fn open(folder: &Path, encrypted: bool) -> anyhow::Result<Self> {
        let env = Arc::new(SystemEnv);
        let store = match encrypted {
            true => Store::open(folder, &DbKey([7; 32]), env)?,
            false => Store::open_unencrypted(folder, env)?,
        };
        enrol(&store, ORTIZ, Role::Teacher)?;
        let mut feed = Feed::of_school();
        for n in 0..STUDENTS {
            let user = student(n);
            feed.member(user, notyet_model::register::ClassRole::Student, &format!("Student {n}"));
        }
        let streams = feed.of_teacher();
        while feed.sync(&store, &streams)?.more {}
        let plain = File::options().create(true).append(true).open(folder.join("floor"))?;
        Ok(Self { store, folder: folder.to_owned(), plain, turn: 0 })
    }

    /// Medians of the capture and of the floor, in microseconds.
    fn without_photo(&mut self, captures: u32) -> anyhow::Result<(f64, f64)> {
        let (mut captured, mut floors) = (Vec::new(), Vec::new());
        for _ in 0..captures {
            let (user, body) = self.next();
            let started = Instant::now();
            let (id, _) = self.store.write(|tx| tx.append(Some((CLASS, user)), &body, Send::Held))?;
            captured.push(started.elapsed());
            floors.push(self.floor(&self.bytes_of(id, &body))?);
        }
        self.store.write(|tx| tx.release(None))?;
        Ok((median_us(&mut captured), median_us(&mut floors)))
    }

    fn with_photo(&mut self, captures: u32) -> anyhow::Result<(f64, f64)> {
        let mut jpeg = vec![0; PHOTO_BYTES];
        SystemEnv.fill(&mut jpeg);
        let (mut captured, mut floors) = (Vec::new(), Vec::new());
        for n in 0..captures {
            let (user, _) = self.next();
            let photo = AttachmentId(SystemEnv.new_id());
            let body = Body::Evidence(evidence(outcome(n), vec![photo]));
            let started = Instant::now();
            let file = self.store.write_photo(&jpeg)?;
            let saved = self.store.write(|tx| {
                tx.add_attachment(photo, (CLASS, user), &file, 1)?;
                tx.append(Some((CLASS, user)), &body, Send::Held)
            });
            let (id, _) = saved?;
            captured.push(started.elapsed());
            let bytes = self.bytes_of(id, &body);
            let started = Instant::now();
            let beside = self.folder.join("floor.photo");
            let mut plain = File::create(&beside)?;
            plain.write_all(&jpeg)?;
            plain.sync_data()?;
            std::fs::rename(&beside, self.folder.join(format!("floor.{n}")))?;
            File::open(&self.folder)?.sync_all()?;
            let photo_floor = started.elapsed();
            floors.push(photo_floor + self.floor(&bytes)?);
        }
        for n in 0..captures {
            std::fs::remove_file(self.folder.join(format!("floor.{n}")))?;
        }
        Ok((median_us(&mut captured), median_us(&mut floors)))
    }

    fn floor(&self, bytes: &[u8]) -> anyhow::Result<Duration> {
        let started = Instant::now();
        (&self.plain).write_all(bytes)?;
        self.plain.sync_data()?;
        Ok(started.elapsed())
    }

    /// As many bytes as the operation's text has, envelope included.
    fn bytes_of(&self, id: notyet_model::ids::OpId, body: &Body) -> Vec<u8> {
        let head = serde_json::json!({"id": id, "dev": id, "dseq": self.turn, "actor": id, "hlc": u64::MAX / 2,
            "k": body.kind().0, "v": 1, "class": CLASS, "student": ORTIZ, "b": ""});
        let mut text = head.to_string();
        text.push_str(&body.to_json());
        text.into_bytes()
    }

    /// Whose turn it is: students and outcomes come round as in a school.
    fn next(&mut self) -> (UserId, Body) {
        let n = self.turn;
        self.turn += 1;
        let context = if n.is_multiple_of(3) { PROJECT } else { ESSAY };
        let judgement = at_bat(outcome(n / STUDENTS), 1 + (n % 4) as u8, context, (n / 997) as i32);
        (student(n % STUDENTS), Body::Judgement(judgement))
    }
}

/// The n-th student of a large school.
pub(super) fn student(n: u32) -> UserId {
    UserId::from_bytes((0x7000_0000_0000_0000_0000_0000_0000_0000 + u128::from(n)).to_be_bytes())
}

/// The n-th outcome, coming round.
pub(super) fn outcome(n: u32) -> OutcomeId {
    OutcomeId::from_bytes(
        (0x9000_0000_0000_0000_0000_0000_0000_0000 + u128::from(n % OUTCOMES)).to_be_bytes(),
    )
}

fn middle(ratios: &mut [f64]) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
