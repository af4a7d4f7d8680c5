//! What the engine promises, over each transport: what one device records the other holds, in as few requests as
//! can be, whatever the network does in between.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::authority::Refusal;
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::wire::Fault;
use notyet_sim::device::Device;
use notyet_sim::flaky::{Call, Mischief, SyncSeen};
use notyet_sim::on_both;
use notyet_sim::school::{AMARA, BEN, LEE, ORTIZ, OUTCOMES, feedback, judgement, own_judgement};
use notyet_sim::world::World;
use notyet_store::EntryState;
use notyet_sync::{NetworkPolicy, Phase, Trouble};

on_both! {
    what_one_records_the_other_holds_after_one_push_and_one_pull
    a_student_sees_what_a_teacher_sends
    what_was_recorded_offline_arrives_after_coming_back
    a_lost_answer_makes_no_double
    a_request_that_arrives_twice_makes_no_double
    a_refused_record_is_seen_and_holds_up_no_other
    a_record_that_the_server_cannot_read_is_found_and_holds_up_no_other
    a_record_that_the_server_has_trouble_with_is_set_aside_and_holds_up_no_other
    a_device_that_is_revoked_says_so_and_asks_nothing_more
    a_device_whose_token_the_server_has_forgotten_comes_back_by_its_certificate
    a_return_whose_answer_was_lost_leaves_no_second_device_behind
    a_device_that_is_too_old_says_so_and_asks_nothing_more
    an_engine_that_is_stopped_asks_nothing_more_and_loses_nothing
}

async fn what_one_records_the_other_holds_after_one_push_and_one_pull(world: World) {
    let (ortiz, lee) = two_teachers(&world).await;
    ortiz.wire.forget();
    lee.wire.forget();
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    ortiz.is_quiet().await;
    lee.is_quiet().await;
    assert_eq!(ortiz.wire.syncs(), [SyncSeen { pushed: 1, pulled: Some(1) }]);
    assert_eq!(lee.wire.syncs(), [SyncSeen { pushed: 0, pulled: Some(1) }]);
    assert_eq!(levels(&ortiz), levels(&lee));
}

async fn a_student_sees_what_a_teacher_sends(world: World) {
    let mut ortiz = world.staff(ORTIZ).await;
    let (mut amara, mut ben) = (world.student(&ortiz, AMARA).await, world.student(&ortiz, BEN).await);
    for device in [&mut ortiz, &mut amara, &mut ben] {
        device.start();
        device.is_quiet().await;
    }
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    amara.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    // What she records herself comes back the same way.
    let own = amara.record(AMARA, &own_judgement(OUTCOMES[1], 2));
    ortiz.holds("her own judgement", |reader| has_judgement(reader, AMARA, own)).await;
    ortiz.record(BEN, &feedback(OUTCOMES[0], "Name the page"));
    ben.holds("his feedback", |reader| Ok(!reader.feedback(BEN, Some(OUTCOMES[0]))?.is_empty())).await;
    ben.is_quiet().await;
    let of_amara = ben.store.read(|reader| reader.judgements(AMARA, None)).unwrap();
    assert_eq!(of_amara, [], "nothing of another student reaches him");
}

async fn what_was_recorded_offline_arrives_after_coming_back(world: World) {
    let (mut ortiz, lee) = two_teachers(&world).await;
    ortiz.set_network(NetworkPolicy { online: false, metered: false });
    ortiz.says("offline", |state| state.phase == Phase::Offline).await;
    ortiz.wire.forget();
    let ids = [1, 2, 3].map(|nth| ortiz.record(BEN, &judgement(OUTCOMES[0], nth, vec![])));
    let waiting = ortiz.store.read(|reader| reader.not_sent()).unwrap().waiting;
    assert_eq!((waiting, ortiz.wire.syncs()), (3, vec![]));
    ortiz.set_network(NetworkPolicy { online: true, metered: false });
    for id in ids {
        lee.holds("what was recorded offline", |reader| has_judgement(reader, BEN, id)).await;
    }
    ortiz.is_quiet().await;
    assert_eq!(ortiz.wire.syncs(), [SyncSeen { pushed: 3, pulled: Some(3) }]);
}

async fn a_lost_answer_makes_no_double(world: World) {
    let (ortiz, lee) = two_teachers(&world).await;
    ortiz.wire.next(Call::Sync, Mischief::DropReply);
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    // The server has it already; the device does not know and pushes again.
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    ortiz.is_quiet().await;
    assert_eq!(states(&ortiz, AMARA), [(id, EntryState::Sent)]);
    assert_eq!(states(&lee, AMARA), [(id, EntryState::Sent)]);
}

async fn a_request_that_arrives_twice_makes_no_double(world: World) {
    let (ortiz, lee) = two_teachers(&world).await;
    ortiz.wire.next(Call::Sync, Mischief::Duplicate);
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    ortiz.is_quiet().await;
    assert_eq!(states(&ortiz, AMARA), [(id, EntryState::Sent)]);
    assert_eq!(states(&lee, AMARA), [(id, EntryState::Sent)]);
}

async fn a_refused_record_is_seen_and_holds_up_no_other(world: World) {
    let (mut ortiz, lee) = two_teachers(&world).await;
    ortiz.stop().await;
    // A retraction of what is not there: the device takes it, the server does not.
    let nothing = OpId::from_bytes([0xee; 16]);
    let refused = ortiz.record(AMARA, &notyet_sim::school::retraction(vec![nothing]));
    let good = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    ortiz.start();
    lee.holds("the good one", |reader| has_judgement(reader, AMARA, good)).await;
    ortiz.is_quiet().await;
    assert_eq!(refusals(&ortiz), [(refused, Refusal::BadReference.code().to_owned())]);
    assert_eq!(ortiz.store.read(|reader| reader.not_sent()).unwrap().refused, 1);
}

async fn a_record_that_the_server_cannot_read_is_found_and_holds_up_no_other(world: World) {
    let malformed = Fault::Malformed { detail: "played".into() };
    let (ortiz, lee, ids) = one_of_five_is_poison(&world, malformed).await;
    assert_eq!(refusals(&ortiz), [(ids[2], Refusal::Malformed.code().to_owned())]);
    assert_eq!(ortiz.engine().state().borrow().set_aside, 0);
    assert!(!lee.store.read(|reader| has_judgement(reader, AMARA, ids[2])).unwrap());
}

async fn a_record_that_the_server_has_trouble_with_is_set_aside_and_holds_up_no_other(world: World) {
    let trouble = Fault::Server { ticket: "played".into() };
    let (mut ortiz, lee, ids) = one_of_five_is_poison(&world, trouble).await;
    assert_eq!(refusals(&ortiz), []);
    assert_eq!(ortiz.engine().state().borrow().set_aside, 1);
    let waiting = ortiz.store.read(|reader| reader.waiting(10)).unwrap();
    assert_eq!(waiting.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[2]]);
    // The next start offers it again, and by then the server is better.
    ortiz.stop().await;
    ortiz.wire.heal();
    ortiz.start();
    lee.holds("the one that was set aside", |reader| has_judgement(reader, AMARA, ids[2])).await;
}

/// Five records in one push, the third of which the server answers with this fault.
async fn one_of_five_is_poison(world: &World, fault: Fault) -> (Device, Device, [OpId; 5]) {
    let (mut ortiz, lee) = two_teachers(world).await;
    ortiz.stop().await;
    let ids = [0, 1, 2, 1, 0].map(|outcome| ortiz.record(AMARA, &judgement(OUTCOMES[outcome], 2, vec![])));
    ortiz.wire.poison(ids[2], fault.into());
    ortiz.start();
    for id in [ids[0], ids[1], ids[3], ids[4]] {
        lee.holds("the others", |reader| has_judgement(reader, AMARA, id)).await;
    }
    ortiz.says("idle", |state| state.phase == Phase::Idle).await;
    (ortiz, lee, ids)
}

async fn a_device_that_is_revoked_says_so_and_asks_nothing_more(world: World) {
    let (ortiz, _lee) = two_teachers(&world).await;
    world.revoke(ortiz.enrolment.device).await;
    ends_with(&ortiz, Phase::SignedOut).await;
}

async fn a_device_whose_token_the_server_has_forgotten_comes_back_by_its_certificate(world: World) {
    let (ortiz, lee) = two_teachers(&world).await;
    ortiz.wire.next(Call::Sync, Mischief::Answer(Fault::SignedOut.into()));
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    let kept = ortiz.store.read(|reader| reader.session()).unwrap().unwrap().enrolment;
    assert_ne!((kept.token, kept.device), (ortiz.enrolment.token.clone(), ortiz.enrolment.device));
}

async fn a_return_whose_answer_was_lost_leaves_no_second_device_behind(world: World) {
    let (ortiz, lee) = two_teachers(&world).await;
    let before = world.devices().await;
    for _ in 0..2 {
        ortiz.wire.next(Call::Sync, Mischief::Answer(Fault::SignedOut.into()));
    }
    ortiz.wire.next(Call::Device, Mischief::DropReply);
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    let kept = ortiz.store.read(|reader| reader.session()).unwrap().unwrap().enrolment;
    assert_ne!(kept.device, ortiz.enrolment.device);
    assert_eq!(world.devices().await, before + 1);
}

async fn a_device_that_is_too_old_says_so_and_asks_nothing_more(world: World) {
    let (ortiz, _lee) = two_teachers(&world).await;
    ortiz.wire.next(Call::Sync, Mischief::Answer(Fault::Version { oldest: 7, newest: 9 }.into()));
    ends_with(&ortiz, Phase::NeedsUpdate).await;
}

async fn ends_with(ortiz: &Device, phase: Phase) {
    ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    ortiz.says("that only a person can help", |state| state.phase == phase).await;
    ortiz.wire.forget();
    ortiz.record(AMARA, &judgement(OUTCOMES[0], 4, vec![]));
    // Stopping waits for both tasks: whatever they were about to ask has been asked.
    ortiz.engine().stop().await;
    assert_eq!((ortiz.wire.count(Call::Sync), ortiz.wire.count(Call::Wait)), (0, 0));
    assert_eq!(ortiz.store.read(|reader| reader.not_sent()).unwrap().waiting, 2, "nothing is lost");
}

async fn an_engine_that_is_stopped_asks_nothing_more_and_loses_nothing(world: World) {
    let (mut ortiz, lee) = two_teachers(&world).await;
    let early = ortiz.record(AMARA, &judgement(OUTCOMES[0], 2, vec![]));
    ortiz.engine().stop().await;
    ortiz.wire.forget();
    let late = ortiz.record(AMARA, &judgement(OUTCOMES[1], 3, vec![]));
    assert_eq!((ortiz.wire.count(Call::Sync), ortiz.wire.count(Call::Wait)), (0, 0));
    ortiz.start();
    for id in [early, late] {
        lee.holds("what was recorded around the stop", |reader| has_judgement(reader, AMARA, id)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn news_arrives_by_the_bell_long_before_anyone_looks() {
    let world = World::in_memory().await;
    let (ortiz, lee) = two_teachers(&world).await;
    let sent_at = tokio::time::Instant::now();
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    assert_eq!(sent_at.elapsed().as_millis(), 0, "nothing on the way waits for a clock");
}

#[tokio::test(start_paused = true)]
async fn a_quiet_hour_costs_few_requests() {
    let world = World::in_memory().await;
    let (ortiz, _lee) = two_teachers(&world).await;
    ortiz.wire.forget();
    tokio::time::sleep(std::time::Duration::from_secs(3600)).await;
    let (syncs, waits) = (ortiz.wire.count(Call::Sync), ortiz.wire.count(Call::Wait));
    assert!(syncs <= 16 && (120..=150).contains(&waits), "{syncs} rounds and {waits} waits");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_away_is_tried_less_and_less_often_and_found_again_at_a_nudge() {
    let world = World::in_memory().await;
    let (ortiz, lee) = two_teachers(&world).await;
    ortiz.wire.set_offline(true);
    let id = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    let state = ortiz.says("waiting", |state| matches!(state.phase, Phase::Waiting { .. })).await;
    assert_eq!(state.last_error, Some(Trouble::Unreachable));
    ortiz.wire.forget();
    tokio::time::sleep(std::time::Duration::from_secs(3600)).await;
    let tries = ortiz.wire.count(Call::Sync);
    assert!((8..=60).contains(&tries), "{tries} tries in an hour");

    ortiz.wire.set_offline(false);
    let asked_at = tokio::time::Instant::now();
    ortiz.engine().nudge();
    lee.holds("the judgement", |reader| has_judgement(reader, AMARA, id)).await;
    assert_eq!(asked_at.elapsed().as_millis(), 0);
    let state = ortiz.says("idle", |state| state.phase == Phase::Idle).await;
    assert_eq!((state.last_error, state.last_success_ms.is_some()), (None, true));
}

#[tokio::test(start_paused = true)]
async fn a_busy_servers_pause_is_kept_even_when_nudged() {
    let world = World::in_memory().await;
    let (ortiz, _lee) = two_teachers(&world).await;
    ortiz.wire.next(Call::Sync, Mischief::Answer(Fault::Busy { again_ms: 60_000 }.into()));
    let asked_at = tokio::time::Instant::now();
    ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    let state = ortiz.says("waiting", |state| matches!(state.phase, Phase::Waiting { .. })).await;
    assert_eq!(state.last_error, Some(Trouble::ServerBusy));
    ortiz.engine().nudge();
    ortiz.is_quiet().await;
    let pause = asked_at.elapsed().as_secs();
    assert!((60..=62).contains(&pause), "{pause} s");
}

#[tokio::test(start_paused = true)]
async fn a_bell_that_rings_for_nothing_does_not_spin() {
    let world = World::in_memory().await;
    let (ortiz, _lee) = two_teachers(&world).await;
    for _ in 0..1000 {
        ortiz.wire.next(Call::Wait, Mischief::AnswerEmpty);
    }
    ortiz.engine().nudge();
    ortiz.wire.forget();
    tokio::time::sleep(std::time::Duration::from_secs(600)).await;
    let waits = ortiz.wire.count(Call::Wait);
    assert!(waits < 60, "{waits} waits in ten minutes");
}

#[tokio::test(start_paused = true)]
async fn an_engine_without_an_enrolment_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let env = std::sync::Arc::new(notyet_sim::env::SimEnv::new(1));
    let store = notyet_store::Store::open(folder.path(), &notyet_store::DbKey([7; 32]), env).unwrap();
    let world = World::in_memory().await;
    let photos = std::sync::Arc::new(notyet_sim::device::shrink);
    let policy = notyet_sync::Policy::new("sim");
    let engine = notyet_sync::Engine::start(store, world.transport(), photos, policy);
    let mut state = engine.state();
    assert_eq!(state.wait_for(|state| state.phase == Phase::SignedOut).await.unwrap().last_error, None);
    engine.stop().await;
}

/// Two teachers of the same class, both quiet.
async fn two_teachers(world: &World) -> (Device, Device) {
    let (mut ortiz, mut lee) = (world.staff(ORTIZ).await, world.staff(LEE).await);
    for device in [&mut ortiz, &mut lee] {
        device.start();
        device.is_quiet().await;
    }
    (ortiz, lee)
}

fn has_judgement(
    reader: &notyet_store::Reader<'_>,
    student: UserId,
    id: OpId,
) -> Result<bool, notyet_store::StoreError> {
    Ok(reader.judgements(student, None)?.iter().any(|entry| entry.id == id))
}

fn states(device: &Device, student: UserId) -> Vec<(OpId, EntryState)> {
    let entries = device.store.read(|reader| reader.judgements(student, None)).unwrap();
    entries.into_iter().map(|entry| (entry.id, entry.state)).collect()
}

fn refusals(device: &Device) -> Vec<(OpId, String)> {
    let rows = device.store.read(|reader| reader.refused(10)).unwrap();
    rows.into_iter().map(|row| (row.id, row.code)).collect()
}

fn levels(device: &Device) -> Vec<notyet_store::LevelRow> {
    device.store.read(|reader| reader.levels_of_class(notyet_sim::school::CLASS)).unwrap()
}

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

fn token(device: &Device) -> String {
    device.store.read(|reader| reader.session()).unwrap().unwrap().enrolment.token
}

/// Syncs once more, whatever there is to say.
async fn round(device: &mut Device) {
    device.engine().nudge();
    device.is_quiet().await;
    device.stop().await;
    device.start();
    device.is_quiet().await;
}

#[tokio::test(start_paused = true)]
async fn a_token_of_a_week_is_replaced_whatever_answer_is_lost_and_whenever_the_engine_stops() {
    let world = World::in_memory().await;
    let mut ortiz = world.staff(ORTIZ).await;
    ortiz.start();
    ortiz.is_quiet().await;
    let first = token(&ortiz);
    round(&mut ortiz).await;
    assert_eq!(token(&ortiz), first, "a young token stays");

    // The offer is lost: the present token goes on.
    world.pass(WEEK_MS);
    ortiz.stop().await;
    ortiz.wire.next(Call::Sync, Mischief::DropReply);
    ortiz.start();
    ortiz.is_quiet().await;
    let second = token(&ortiz);
    assert_ne!(second, first, "the next answer offers it again");

    // The answer to its first use is lost, and the next request is made by another engine.
    ortiz.stop().await;
    ortiz.wire.next(Call::Sync, Mischief::DropReply);
    ortiz.start();
    ortiz.is_quiet().await;
    round(&mut ortiz).await;
    assert_eq!(token(&ortiz), second);
    assert!(world.transport().head_blob(&notyet_sync::Token::new(first), "00").await.is_err());

    // Requests that arrive twice use both no token up.
    world.pass(WEEK_MS);
    ortiz.stop().await;
    ortiz.wire.next(Call::Sync, Mischief::Duplicate);
    ortiz.wire.next(Call::Wait, Mischief::Duplicate);
    ortiz.start();
    ortiz.is_quiet().await;
    round(&mut ortiz).await;
    assert_ne!(token(&ortiz), second);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_written_down_and_never_used_is_used_after_a_restart() {
    let world = World::in_memory().await;
    let mut ortiz = world.staff(ORTIZ).await;
    ortiz.start();
    ortiz.is_quiet().await;
    ortiz.stop().await;
    let first = ortiz.token();
    world.pass(WEEK_MS);
    // The crash comes between the write and the next request: nothing but the write has happened.
    let asked = notyet_protocol::wire::SyncRequest::new("sim", ortiz.enrolment.epoch.clone());
    let offered = world.transport().sync(&first, &asked).await.unwrap().token.unwrap();
    ortiz.store.write(|tx| tx.renew_token(&offered)).unwrap();
    ortiz.start();
    ortiz.is_quiet().await;
    assert_eq!(token(&ortiz), offered);
    assert_eq!(world.transport().sync(&first, &asked).await.err(), Some(Fault::SignedOut.into()));
}

#[tokio::test(start_paused = true)]
async fn a_picture_that_is_on_its_way_while_the_token_changes_signs_nobody_out() {
    let world = World::in_memory().await;
    let mut ortiz = world.staff(ORTIZ).await;
    ortiz.start();
    ortiz.is_quiet().await;
    ortiz.wire.next(Call::Put, Mischief::Answer(Fault::SignedOut.into()));
    ortiz.capture(AMARA, &notyet_sim::device::jpeg(1), |id| notyet_sim::school::evidence(OUTCOMES[0], id));
    ortiz.says("idle", |state| state.phase == Phase::Idle).await;
    ortiz.holds("the picture's name", |_| Ok(ortiz.store.uploads(10)?.is_empty())).await;
    ortiz.is_quiet().await;
}
