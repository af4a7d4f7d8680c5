//! What histories meet by chance, once on purpose: every pair of versions of a student's device, the server and a
//! teacher's device; and a device that is copied.

use super::bodies::{As, Scene, body};
use super::cast::{AMARA, CLASS_7B, TASK};
use super::chance::Chance;
use super::run::on_stage;
use super::stage::Stage;
use super::step::{Act, Step};
use notyet_model::authority::Refusal;
use notyet_model::build::{Build, Turn};
use notyet_model::fact::{Body, Kind, Set};
use notyet_model::ids::OpId;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::{Fault, SyncRequest};
use notyet_protocol::{PROTO, oldest_proto, proto};
use notyet_store::Send;

/// Ms Ortiz's and Amara's devices on the stage.
const TEACHER: usize = 0;
const STUDENT: usize = 5;

const BUILDS: [Build; 2] = [Build::Present, Build::Next];

/// What Amara records: of a kind, a version and with a field that the next version adds, and of a kind that it does not
/// touch.
const RECORDED: [Kind; 4] = [Kind::OwnWords, Kind::Practice, Kind::Habit, Kind::Partner];

fn record(stage: &Stage) -> Vec<(OpId, String)> {
    let tablet = &stage.tablets[STUDENT];
    let _its = tablet.turn();
    let mut chance = Chance::new(1);
    let mut recorded = vec![];
    for kind in RECORDED {
        let scene = Scene {
            writer: As::Student,
            class: CLASS_7B,
            student: AMARA,
            canary: "her words",
            now_ms: tablet.store.now_ms(),
            supersedes: vec![],
            attachments: vec![],
            find: &|_, _| None,
            other: None,
        };
        // Made as the history makes it, written as the device's version does.
        let body = {
            let _present = Turn::here().of(Build::Present);
            body(kind, &scene, &mut chance).expect("a body of this kind")
        };
        let subject = Some((CLASS_7B, AMARA));
        let (id, _) = tablet.store.write(|tx| tx.append(subject, &body, Send::Now)).expect("she may");
        recorded.push((id, tablet.store.op_text(id).unwrap().expect("it is here")));
    }
    recorded
}

async fn update_device(stage: &mut Stage, who: usize) {
    assert!(stage.tablets[who].update());
    stage.reopen(who).expect("it opens as the next version");
}

/// The words under which a device has Amara's records, in their order, and how many of them wait for a newer server.
fn held(stage: &Stage, who: usize, recorded: &[(OpId, String)]) -> (Vec<String>, usize) {
    let kept = stage.tablets[who].store.inspect().unwrap();
    let here = recorded.iter().filter_map(|(id, text)| {
        let op = kept.ops.get(id)?;
        assert_eq!(op.text, *text, "byte for byte");
        Some(op)
    });
    let here: Vec<_> = here.collect();
    let unknown = Some(Refusal::KindUnknown.code());
    let waiting = here.iter().filter(|op| op.refused.as_deref() == unknown).count();
    (here.iter().map(|op| op.kind.clone()).collect(), waiting)
}

#[test]
fn every_version_of_a_device_gets_on_with_every_version_of_the_server() {
    for (device, server, reader) in
        BUILDS.iter().flat_map(|d| BUILDS.iter().flat_map(move |s| BUILDS.map(|r| (*d, *s, r))))
    {
        on_stage(1, async |stage| {
            for (who, build) in [(STUDENT, device), (TEACHER, reader)] {
                if build == Build::Next {
                    update_device(stage, who).await;
                }
            }
            if server == Build::Next {
                stage.host.update();
                stage.is_opened_again().unwrap();
            }
            let recorded = record(stage);
            let unknown = if device == Build::Next && server == Build::Present { 2 } else { 0 };
            stage.tablets[STUDENT].drain().await.expect("they understand each other");
            let own_words = if device == Build::Next { "saying" } else { "own_words" };
            let words = [own_words, "practice", "habit", "partner"].map(str::to_owned).to_vec();
            let case = format!("{device:?} device, {server:?} server, {reader:?} reader");
            assert_eq!(held(stage, STUDENT, &recorded), (words.clone(), unknown), "{case}");
            let refused = stage.tablets[STUDENT].store.read(|r| r.refused(9)).unwrap();
            assert_eq!(refused.len(), unknown, "{case}: what waits is shown");

            if unknown > 0 {
                stage.tablets[STUDENT].drain().await.unwrap();
                assert_eq!(
                    held(stage, STUDENT, &recorded).1,
                    2,
                    "{case}: the same server is not asked again"
                );
                stage.host.update();
                stage.is_opened_again().unwrap();
                stage.tablets[STUDENT].drain().await.unwrap();
                assert_eq!(held(stage, STUDENT, &recorded).1, 0, "{case}: the newer server has it");
            }
            stage.tablets[TEACHER].drain().await.unwrap();
            let old_reader = device == Build::Next && reader == Build::Present;
            let (there, _) = held(stage, TEACHER, &recorded);
            let shown = ["saying", "practice@2", "habit", "partner"].map(str::to_owned).to_vec();
            assert_eq!(there, if old_reader { shown } else { words.clone() }, "{case}");
            if reader == Build::Present {
                update_device(stage, TEACHER).await;
                assert_eq!(
                    held(stage, TEACHER, &recorded).0,
                    words,
                    "{case}: what was strange is not any more"
                );
            }
            let _its = stage.tablets[TEACHER].turn();
            assert!(stage.tablets[TEACHER].store.folds_agree().unwrap(), "{case}");
        });
    }
}

#[test]
fn a_server_speaks_its_own_version_of_the_wire_and_the_two_before_it() {
    on_stage(1, async |stage| {
        let token = stage.dara.enrolment.token.clone();
        for build in BUILDS {
            let (oldest, newest) = {
                let _its = Turn::here().of(build);
                (oldest_proto(), proto())
            };
            assert_eq!(newest, if build == Build::Present { PROTO } else { PROTO + 1 });
            for asked in oldest.saturating_sub(1)..=newest + 1 {
                let request = SyncRequest { proto: asked, ..SyncRequest::new("matrix", Epoch::default()) };
                let answer = {
                    let _its = Turn::here().of(build);
                    stage.host.service().sync(&token, request).await
                };
                match answer {
                    Ok(_) => assert!((oldest..=newest).contains(&asked), "{asked} is served"),
                    Err(fault) => {
                        assert_eq!(fault, Fault::Version { oldest, newest });
                        assert!(!(oldest..=newest).contains(&asked), "{asked} is refused");
                    }
                }
            }
        }
    });
}

#[test]
fn a_copied_device_becomes_another_without_anybody_noticing() {
    on_stage(1, async |stage| {
        stage.take(0, &Step { act: Act::Clone, who: TEACHER as u8, salt: 1 }).await.unwrap();
        let both = [TEACHER, stage.tablets.len() - 1];
        let device = stage.tablets[TEACHER].device();
        let title = |stage: &Stage, who: usize, title: &str| {
            let fields = [("title".to_owned(), title.into())].into_iter().collect();
            let body = Body::Set(Set { entity: "task".into(), id: TASK.to_string(), fields });
            stage.tablets[who].store.write(|tx| tx.append(None, &body, Send::Now)).unwrap().0
        };
        for who in both {
            title(stage, who, "recorded under one count");
        }
        for _ in 0..2 {
            for who in both {
                stage.tablets[who].drain().await.expect("nothing is in its way");
            }
        }
        let became = both.map(|who| stage.tablets[who].device());
        assert!(
            became[0] != device && became[1] != device && became[0] != became[1],
            "{device:?} {became:?}"
        );
        let ids = both.map(|who| title(stage, who, "recorded as its own"));
        for who in both {
            stage.tablets[who].drain().await.unwrap();
        }
        stage.look().unwrap();
        for (id, own) in ids.iter().zip(became) {
            assert_eq!(Some(stage.book.ops[id].op.dev), own, "what it records now is its own");
        }
        assert_eq!(both.map(|who| stage.tablets[who].device()), became, "once is enough");
    });
}
