//! Small random histories over a bad network: four devices of three people record, correct, take back, lose their
//! network, their answers and their engines. Once all is quiet they hold the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::fact::Body;
use notyet_model::ids::OpId;
use notyet_protocol::digest::Digest;
use notyet_protocol::wire::Page;
use notyet_protocol::wire::SyncRequest;
use notyet_sim::device::Device;
use notyet_sim::flaky::{Call, Mischief};
use notyet_sim::school::{
    AMARA, BEN, CLASS, LEE, ORTIZ, OUTCOMES, feedback, judgement, own_judgement, retraction,
};
use notyet_sim::world::World;
use notyet_store::{EntryState, LevelRow};
use notyet_sync::NetworkPolicy;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const HISTORIES: u32 = 24;
const DEVICES: usize = 4;
/// The student's device among the four: the last.
const OF_AMARA: usize = 3;

/// Something that happens to one device.
#[derive(Clone, Debug)]
enum Step {
    Judge {
        outcome: usize,
        nth: u8,
        corrects: bool,
        of_ben: bool,
    },
    Feedback {
        outcome: usize,
    },
    TakeBack,
    Goes,
    Comes,
    Loses(Mischief),
    Restarts,
    /// Some milliseconds go by, in which the engines do what they have begun.
    Breathes(u64),
    Time(i64),
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let judge = (0..OUTCOMES.len(), 1..=4u8, any::<bool>(), any::<bool>())
        .prop_map(|(outcome, nth, corrects, of_ben)| Step::Judge { outcome, nth, corrects, of_ben });
    let mischief =
        prop_oneof![Just(Mischief::DropRequest), Just(Mischief::DropReply), Just(Mischief::Duplicate)];
    let step = prop_oneof![
        6 => judge,
        2 => (0..OUTCOMES.len()).prop_map(|outcome| Step::Feedback { outcome }),
        2 => Just(Step::TakeBack),
        1 => Just(Step::Goes),
        2 => Just(Step::Comes),
        3 => mischief.prop_map(Step::Loses),
        1 => Just(Step::Restarts),
        8 => (0..5_000u64).prop_map(Step::Breathes),
        1 => (0..100_000i64).prop_map(Step::Time),
    ];
    (0..DEVICES, step)
}

#[test]
fn devices_that_have_come_to_rest_hold_the_same() {
    let seed: u64 = match std::env::var("NOTYET_SEED") {
        Ok(seed) => seed.parse().expect("NOTYET_SEED is a number"),
        Err(_) => 1,
    };
    println!("seed {seed}; another by NOTYET_SEED");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &bytes);
    let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let history = prop::collection::vec(step(), 20..100);
    let outcome = runner.run(&history, |steps| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        runtime.expect("a runtime").block_on(play(&steps));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("seed {seed}: {error}");
    }
}

async fn play(steps: &[(usize, Step)]) {
    let world = World::in_memory().await;
    let ortiz = world.staff(ORTIZ).await;
    let amara = world.student(&ortiz, AMARA).await;
    let mut devices = [ortiz, world.staff(ORTIZ).await, world.staff(LEE).await, amara];
    for device in &mut devices {
        device.start();
        device.is_quiet().await;
    }
    let mut recorded = BTreeSet::new();
    for (who, step) in steps {
        let device = &mut devices[*who];
        match step {
            Step::Goes => device.set_network(NetworkPolicy { online: false, metered: false }),
            Step::Comes => device.set_network(NetworkPolicy::default()),
            Step::Loses(mischief) => device.wire.next(Call::Sync, mischief.clone()),
            Step::Restarts => {
                device.stop().await;
                device.start();
            }
            Step::Breathes(ms) => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Step::Time(ms) => world.pass(*ms),
            Step::Judge { .. } | Step::Feedback { .. } | Step::TakeBack => {
                recorded.extend(record(device, *who == OF_AMARA, step));
            }
        }
    }
    for device in &mut devices {
        device.set_network(NetworkPolicy::default());
        device.wire.calm();
        device.engine().nudge();
    }
    rest(&world, &devices).await;
    check(&world, &devices, &recorded).await;
}

/// What this person may write, as the step says.
fn record(device: &Device, is_student: bool, step: &Step) -> Option<OpId> {
    let own = |student| {
        let all =
            device.store.read(|reader| reader.judgements(student, None)).expect("an open store is read");
        all.into_iter().rev().find(|entry| entry.actor == device.user() && !entry.retracted)
    };
    let (student, body) = match *step {
        Step::Judge { outcome, nth, .. } if is_student => (AMARA, own_judgement(OUTCOMES[outcome], nth)),
        Step::Judge { outcome, nth, corrects, of_ben } => {
            let student = if of_ben { BEN } else { AMARA };
            let corrected = own(student).filter(|entry| corrects && entry.body.outcome == OUTCOMES[outcome]);
            let supersedes = corrected.map(|entry| entry.id).into_iter().collect();
            (student, judgement(OUTCOMES[outcome], nth, supersedes))
        }
        Step::Feedback { outcome } if !is_student => (BEN, feedback(OUTCOMES[outcome], "Name the page")),
        Step::TakeBack => (AMARA, retraction(vec![own(AMARA)?.id])),
        _ => return None,
    };
    Some(device.record(student, &body)).filter(|_| matches!(body, Body::Judgement(_)))
}

/// Until nobody has anything to send and everyone has read every stream to its end.
async fn rest(world: &World, devices: &[Device]) {
    for device in devices {
        device.holds("nothing waits", |reader| Ok(reader.not_sent()?.waiting == 0)).await;
    }
    for device in devices {
        let heads: BTreeMap<_, _> =
            feed(world, device).await.into_iter().map(|(stream, page)| (stream, page.head)).collect();
        device
            .holds("every stream to its end", |_| {
                let cursors = device.store.cursors()?;
                Ok(heads
                    .iter()
                    .all(|(stream, head)| cursors.get(stream).is_some_and(|cursor| cursor.seq == *head)))
            })
            .await;
    }
}

async fn check(world: &World, devices: &[Device], recorded: &BTreeSet<OpId>) {
    let (teachers, amara) = devices.split_at(OF_AMARA);
    for device in devices {
        let own = feed(world, device).await;
        for (stream, page) in &own {
            // Dense, and the chain is the server's; a device takes no page whose chain is not its own.
            let seqs: Vec<u64> = page.ops.iter().map(|envelope| envelope.seq).collect();
            assert_eq!(seqs, (1..=page.head).collect::<Vec<_>>(), "{stream}");
            let chain = page.ops.iter().fold(Digest::default(), |chain, envelope| {
                chain.then(envelope.seq, envelope.op.read().expect("the server reads what it keeps").id)
            });
            assert_eq!(chain.to_hex(), page.digest, "{stream}");
        }
        assert_eq!(device.store.integrity().expect("an open store is read"), "ok");
    }
    let of = |device: &Device| {
        let read = |student| device.store.read(|reader| reader.judgements(student, None)).expect("is read");
        let mut all: Vec<_> = [AMARA, BEN].into_iter().flat_map(read).collect();
        all.sort_by_key(|entry| entry.id);
        all
    };
    let held = of(&teachers[0]);
    assert!(held.iter().all(|entry| entry.state == EntryState::Sent), "{held:?}");
    assert_eq!(&held.iter().map(|entry| entry.id).collect::<BTreeSet<_>>(), recorded);
    assert_eq!(held.len(), recorded.len(), "each once");
    for device in &teachers[1..] {
        assert_eq!(of(device), held);
        assert_eq!(levels(device), levels(&teachers[0]));
    }
    let of_amara: Vec<_> = held.into_iter().filter(|entry| entry.student == AMARA).collect();
    assert_eq!(of(&amara[0]), of_amara, "hers, and nobody else's");
    let mut her_levels = levels(&teachers[0]);
    her_levels.retain(|row| row.student == AMARA);
    assert_eq!(levels(&amara[0]), her_levels);
}

fn levels(device: &Device) -> Vec<LevelRow> {
    let mut rows = device.store.read(|reader| reader.levels_of_class(CLASS)).expect("an open store is read");
    rows.sort_by_key(|row| (row.student, row.outcome));
    rows
}

/// Everything that this device's person may read, from the start.
async fn feed(world: &World, device: &Device) -> BTreeMap<String, Page> {
    let epoch = device.enrolment.epoch.clone();
    let request = SyncRequest::new("sim", epoch);
    let answer = world.transport().sync(&device.token(), &request).await.expect("the device is signed in");
    assert!(answer.pages.values().all(|page| !page.more), "small histories come in one page");
    answer.pages
}
