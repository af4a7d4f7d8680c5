//! A real server whose database and photos are put back from last night's copy while devices hold more: they give it
//! back, without anybody doing anything.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_sim::device::{Device, enrol_by_staff_code, jpeg, shrink};
use notyet_sim::env::SimEnv;
use notyet_sim::process::ServerProcess;
use notyet_sim::school::{AMARA, LEE, ORTIZ, OUTCOMES, evidence, judgement};
use notyet_store::PhotoSize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

struct School {
    folder: tempfile::TempDir,
    server: ServerProcess,
}

impl School {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_sim-server"));
        let mut server = ServerProcess::found(program, &folder.path().join("server")).await;
        server.start().await;
        Self { folder, server }
    }

    async fn device(&self, name: &str, seed: u64, person: UserId) -> Device {
        let code = self.server.staff_code(person).await;
        let transport = self.server.transport();
        let enrolment = enrol_by_staff_code(transport.as_ref(), &code).await;
        Device::new(transport, enrolment, &self.folder.path().join(name), Arc::new(SimEnv::new(seed)))
    }

    /// Last night's copy: everything but the keys.
    async fn copy(&mut self) {
        self.server.kill().await;
        copy(&self.folder.path().join("server"), &self.folder.path().join("copy"));
        self.server.start().await;
    }

    /// Puts the copy back; `None`: everything but the keys is gone.
    async fn put_back(&mut self, copied: bool) {
        self.server.kill().await;
        let server = self.folder.path().join("server");
        for entry in
            fs::read_dir(&server).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != "keys")
        {
            if entry.file_type().unwrap().is_dir() {
                fs::remove_dir_all(entry.path()).unwrap();
            } else {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        if copied {
            copy(&self.folder.path().join("copy"), &server);
        }
        self.server.start().await;
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != "keys") {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn judgements(device: &Device) -> BTreeSet<OpId> {
    device.store.read(|reader| reader.judgements(AMARA, None)).unwrap().iter().map(|entry| entry.id).collect()
}

async fn has_picture(device: &Device, id: AttachmentId, mark: u8) {
    let full = || device.store.read_photo(id, PhotoSize::Full);
    device.holds("a picture", |_| Ok(full()?.is_some())).await;
    assert_eq!(full().unwrap(), Some(shrink(&jpeg(mark), 1).unwrap().full));
}

async fn everything_comes_back(copied: bool) {
    let mut school = School::open().await;
    let mut ortiz = school.device("ortiz", 1, ORTIZ).await;
    let mut lee = school.device("lee", 2, LEE).await;
    for device in [&mut ortiz, &mut lee] {
        device.start();
        device.is_quiet().await;
    }
    let mut recorded = BTreeSet::from([ortiz.record(AMARA, &judgement(OUTCOMES[0], 2, vec![]))]);
    ortiz.is_quiet().await;
    school.copy().await;

    let picture = ortiz.capture(AMARA, &jpeg(5), |id| evidence(OUTCOMES[0], id));
    let first = ortiz.record(AMARA, &judgement(OUTCOMES[1], 3, vec![]));
    let second = ortiz.record(AMARA, &judgement(OUTCOMES[1], 4, vec![first]));
    recorded.extend([first, second]);
    ortiz.is_quiet().await;
    has_picture(&lee, picture, 5).await;
    lee.holds("both", |reader| Ok(reader.judgements(AMARA, None)?.len() == 3)).await;
    // Who recorded it is not there when the server forgets; what a colleague holds is enough.
    ortiz.stop().await;
    lee.is_quiet().await;
    school.put_back(copied).await;
    recorded.insert(lee.record(AMARA, &judgement(OUTCOMES[1], 1, vec![second])));
    lee.holds("its last word was taken", |reader| Ok(reader.not_sent()?.waiting == 0)).await;
    lee.is_quiet().await;

    // People come back with their devices; who has none comes with the next import.
    let mut fresh = school.device("fresh", 3, LEE).await;
    fresh.start();
    fresh.holds("all", |reader| Ok(reader.judgements(AMARA, None)?.len() == recorded.len())).await;
    assert_eq!((judgements(&fresh), judgements(&lee)), (recorded.clone(), recorded.clone()));
    has_picture(&fresh, picture, 5).await;
    ortiz.start();
    ortiz.holds("all", |reader| Ok(reader.judgements(AMARA, None)?.len() == recorded.len())).await;
    ortiz.is_quiet().await;
    assert_eq!(ortiz.store.cursors().unwrap(), fresh.store.cursors().unwrap(), "digests and all");
}

#[tokio::test]
async fn what_came_after_last_nights_copy_comes_back_from_a_colleagues_tablet() {
    everything_comes_back(true).await;
}

#[tokio::test]
async fn a_school_that_lost_everything_but_its_keys_comes_back_from_a_tablet() {
    everything_comes_back(false).await;
}
