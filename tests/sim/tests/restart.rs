//! A server that is killed without warning, again and again, while a teacher records: what it said it had it
//! still has, and what it did not say is sent again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::ids::{AttachmentId, OpId};
use notyet_sim::device::{Device, enrol_by_staff_code, jpeg, shrink};
use notyet_sim::env::SimEnv;
use notyet_sim::flaky::Call;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{AMARA, LEE, ORTIZ, OUTCOMES, evidence, judgement};
use notyet_store::{EntryState, PhotoSize};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const KILLS: usize = 9;
const RECORDS_BETWEEN: usize = 8;

#[tokio::test]
async fn a_server_that_is_killed_again_and_again_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_sim-server"));
    let mut server = ServerProcess::found(program, &folder.path().join("server")).await;
    server.start().await;
    let mut ortiz = device(&server, folder.path(), "ortiz", 1, ORTIZ).await;
    ortiz.start();
    ortiz.is_quiet().await;

    let (mut recorded, mut pictures) = (BTreeSet::new(), vec![]);
    for kill in 0..KILLS {
        let (syncs, puts) = (ortiz.wire.count(Call::Sync), ortiz.wire.count(Call::Put));
        for nth in 0..RECORDS_BETWEEN {
            let outcome = OUTCOMES[nth % OUTCOMES.len()];
            recorded.insert(ortiz.record(AMARA, &judgement(outcome, 1 + (nth % 4) as u8, vec![])));
        }
        let mark = kill as u8;
        pictures.push(ortiz.capture(AMARA, &jpeg(mark), |id| evidence(OUTCOMES[0], id)));
        // In the midst of a push, of an upload, and after part of it was said to be stored.
        match kill % 3 {
            0 => ortiz.wire.has_begun(Call::Sync, syncs).await,
            1 => ortiz.wire.has_begun(Call::Put, puts).await,
            _ => ortiz.holds("some of it sent", |r| Ok(r.not_sent()?.waiting < RECORDS_BETWEEN as u32)).await,
        }
        server.kill().await;
        let said_to_be_stored = sent(&ortiz);
        server.start().await;
        ortiz.engine().nudge();
        let mut fresh = device(&server, folder.path(), &format!("lee-{kill}"), 10 + kill as u64, LEE).await;
        fresh.start();
        fresh.is_quiet().await;
        let held = sent(&fresh);
        assert!(held.is_superset(&said_to_be_stored), "{:?}", said_to_be_stored.difference(&held));
        fresh.stop().await;
    }

    let mut lee = device(&server, folder.path(), "lee", 99, LEE).await;
    lee.start();
    ortiz.is_quiet().await;
    lee.holds("every record", |reader| Ok(reader.judgements(AMARA, None)?.len() == recorded.len())).await;
    assert_eq!((sent(&ortiz), sent(&lee)), (recorded.clone(), recorded));
    for (mark, id) in pictures.into_iter().enumerate() {
        has_picture(&lee, id, &shrink(&jpeg(mark as u8), 1).unwrap().full).await;
    }
}

async fn device(
    server: &ServerProcess,
    folder: &Path,
    name: &str,
    seed: u64,
    person: notyet_model::ids::UserId,
) -> Device {
    let code = server.staff_code(person).await;
    let transport = server.transport();
    let enrolment = enrol_by_staff_code(transport.as_ref(), &code).await;
    Device::new(transport, enrolment, &folder.join(name), Arc::new(SimEnv::new(seed)))
}

/// The judgements that the server is known to have.
fn sent(device: &Device) -> BTreeSet<OpId> {
    let judgements = device.store.read(|reader| reader.judgements(AMARA, None)).unwrap();
    judgements.into_iter().filter(|entry| entry.state == EntryState::Sent).map(|entry| entry.id).collect()
}

async fn has_picture(device: &Device, id: AttachmentId, expected: &[u8]) {
    let full = || device.store.read_photo(id, PhotoSize::Full);
    device.holds("a picture", |_| Ok(full()?.is_some())).await;
    assert_eq!(full().unwrap().as_deref(), Some(expected));
}
