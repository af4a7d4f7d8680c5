//! What a technician does with a school: copies it, puts it back, looks through it, exports a student, ends a device.
//! Real processes; the server runs on meanwhile where it may.

use crate::import::fixture;
use crate::running::{
    Caller, Server, binding, first_outcome, imported, judged_by, members, photo_of, run, sync_request, text,
};
use notyet_model::fact::{Body, DocumentRef};
use notyet_model::ids::AttachmentId;
use notyet_model::register::Member;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::document::clean_document;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::Op;
use notyet_protocol::wire::{Enrolment, Fate, Fault, Offer, SyncAnswer, SyncRequest};
use notyet_server::backup::{self, BackupFault, RestoreFault, Target};
use notyet_server::blobs::{BlobFolder, Photos};
use notyet_server::export::{self, ExportFault};
use notyet_server::progress::Progress;
use notyet_server::{Folder, SystemEnv};
use reqwest::StatusCode;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A page, as an office suite wrote it.
const LETTER: &[u8] = include_bytes!("../../../tests/fixtures/samples/document/letter.pdf");

/// A school in use, with its key elsewhere: Ms Ortiz has judged Amara once and photographed her work.
struct InUse {
    home: tempfile::TempDir,
    server: Server,
    ortiz: Enrolment,
    amara: Member,
    outcome: String,
    photo: String,
}

impl InUse {
    async fn begin() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (school, keys) = (home.path().join("school"), home.path().join("keys"));
        imported(&school).await;
        fs::rename(school.join("keys"), &keys).unwrap();
        let server = Server::start_with(&school, &["--keys", text(&keys)]).await;
        let ortiz = server.enrolled(&["--folder", text(&school), "--keys", text(&keys)]).await;
        let known = server.sync(&ortiz, &[]).await;
        let amara = members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap();
        let outcome = first_outcome(&known);
        let bytes = photo_bytes();
        let photo = sha256_hex(&bytes);
        let put = server.put(&format!("/v1/blob/{photo}"), &ortiz.token, bytes).await;
        assert_eq!(put, StatusCode::NO_CONTENT);
        let it = Self { home, server, ortiz, amara, outcome, photo };
        it.stored(&it.judged(1)).await;
        it.stored(&photo_of(&it.ortiz, it.amara.class, &it.amara, &it.photo)).await;
        it
    }

    fn judged(&self, n: u64) -> Op {
        judged_by(&self.ortiz, n, self.amara.class, &self.amara, &self.outcome)
    }

    async fn stored(&self, op: &Op) {
        let answer = self.server.sync(&self.ortiz, std::slice::from_ref(op)).await;
        assert_eq!(answer.acks.iter().map(|ack| ack.fate).collect::<Vec<_>>(), [Fate::Stored]);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A command about this school.
    async fn run(&self, words: &[&str]) -> (i32, String, String) {
        let (school, keys) = (self.path("school"), self.path("keys"));
        run(&[words, &["--folder", text(&school), "--keys", text(&keys)]].concat()).await
    }

    async fn backup(&self, name: &str, more: &[&str]) -> PathBuf {
        let to = self.path(name);
        let (exit, out, err) = self.run(&[&["backup", "--to", text(&to)], more].concat()).await;
        assert_eq!(exit, 0, "{out}{err}");
        to
    }

    async fn stop(&mut self) {
        self.server.child.kill().await.unwrap();
    }

    async fn serve(&mut self) {
        let (school, keys) = (self.path("school"), self.path("keys"));
        self.server = Server::start_with(&school, &["--keys", text(&keys)]).await;
    }
}

fn photo_bytes() -> Vec<u8> {
    [&[0xff, 0xd8][..], &[0xff, 0xe0, 0, 4, 1, 2], &[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]].concat()
}

/// Every file under a folder by its path in it, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut folders) = (vec![], vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn holds(answer: &SyncAnswer, op: &Op) -> bool {
    answer.pages.values().flat_map(|page| &page.ops).any(|envelope| envelope.op.id() == Some(op.id))
}

async fn everything(server: &Caller, me: &Enrolment, epoch: &Epoch) -> SyncAnswer {
    server.call("/v1/sync", &me.token, &SyncRequest::new("t", epoch.clone())).await
}

#[tokio::test]
async fn a_backup_of_a_school_in_use_is_put_back_and_devices_offer_what_came_later() {
    let mut school = InUse::begin().await;
    let backup = school.backup("backup", &[]).await;
    let (before, later) = (school.judged(1), school.judged(2));
    school.stored(&later).await;
    let seen = everything(&school.server, &school.ortiz, &school.ortiz.epoch).await;
    school.stop().await;
    fs::remove_dir_all(school.path("school")).unwrap();
    let (exit, out, err) = school.run(&["restore", text(&backup)]).await;
    assert_eq!(exit, 0, "{err}");
    assert!(out.contains("1 photos are back") && out.contains("devices offer what came later"), "{out}");
    school.serve().await;
    let back = everything(&school.server, &school.ortiz, &school.ortiz.epoch).await;
    assert!(back.epoch.n() > school.ortiz.epoch.n(), "{} {}", back.epoch, school.ortiz.epoch);
    assert!(holds(&back, &before) && !holds(&back, &later));
    let got = school.server.get(&format!("/v1/blob/{}", school.photo), &school.ortiz.token).await;
    assert_eq!(got, (StatusCode::OK, photo_bytes()));
    let lost =
        seen.pages.values().flat_map(|page| &page.ops).find(|it| it.op.id() == Some(later.id)).unwrap();
    let offer = Offer {
        epoch: seen.epoch.clone(),
        eff: lost.eff,
        flags: lost.flags,
        mac: lost.mac.clone(),
        op: lost.op.clone(),
    };
    let offered = SyncRequest { offer: vec![offer], ..SyncRequest::new("t", back.epoch.clone()) };
    let answer: SyncAnswer = school.server.call("/v1/sync", &school.ortiz.token, &offered).await;
    assert_eq!(answer.acks[0].fate, Fate::Stored);
    assert_eq!(school.run(&["check"]).await.0, 0);
}

#[tokio::test]
async fn a_backup_holds_no_key_and_nothing_of_the_ledger_and_only_its_owner_reads_it() {
    let school = InUse::begin().await;
    let backup = school.backup("backup", &[]).await;
    let key = fs::read(school.path("keys").join("school.key")).unwrap();
    let names: Vec<String> = files(&backup).into_iter().map(|(name, _)| name).collect();
    let photo = format!("photos/{}/{}", &school.photo[..2], school.photo);
    assert_eq!(names, ["backup.json".to_owned(), photo, "rows.db".to_owned()]);
    for (name, bytes) in files(&backup) {
        assert!(!bytes.windows(key.len()).any(|part| part == key), "{name}");
        assert!(!String::from_utf8_lossy(&bytes).contains(&school.ortiz.token), "{name}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[tokio::test]
async fn a_later_backup_shares_photos_with_an_earlier_one_and_stays_whole_without_it() {
    let school = InUse::begin().await;
    let first = school.backup("first", &[]).await;
    let second = school.path("second");
    let (exit, out, _) = school.run(&["backup", "--to", text(&second), "--earlier", text(&first)]).await;
    assert_eq!(exit, 0);
    assert!(out.contains("(1 shared with the earlier backup)"), "{out}");
    fs::remove_dir_all(&first).unwrap();
    let photo = second.join("photos").join(&school.photo[..2]).join(&school.photo);
    assert_eq!(fs::read(photo).unwrap(), photo_bytes());
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_backup_or_its_return_is_named_and_changes_nothing() {
    let mut school = InUse::begin().await;
    let backup = school.backup("backup", &[]).await;
    let copied = files(&backup);
    let (exit, _, err) = school.run(&["backup", "--to", text(&backup)]).await;
    assert!(exit == 1 && err.contains("is there already"), "{err}");
    assert_eq!(files(&backup), copied);
    let (exit, _, err) = school.run(&["restore", "--replace", text(&backup)]).await;
    assert!(exit == 1 && err.contains("Another server is running"), "{err}");
    school.stop().await;
    let before = files(&school.path("school"));
    let other = tempfile::tempdir().unwrap();
    drop(Server::start(other.path()).await);
    let (school_folder, empty) = (school.path("school"), school.path("empty"));
    let keys_of_other = other.path().join("keys");
    let (at, keys) = (text(&school_folder), school.path("keys"));
    let damaged = school.path("damaged");
    for (name, bytes) in &copied {
        let path = damaged.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    fs::write(damaged.join("rows.db"), &copied.last().unwrap().1[4096..]).unwrap();
    let bare = school.path("bare");
    fs::create_dir(&bare).unwrap();
    fs::copy(keys.join("school.key"), bare.join("school.key")).unwrap();
    for (words, part) in [
        (vec![text(&backup), "--folder", at, "--keys", text(&keys)], "add --replace"),
        (
            vec!["--replace", text(&backup), "--folder", at, "--keys", text(&keys_of_other)],
            "another school's key",
        ),
        (vec!["--replace", text(&backup), "--folder", at, "--keys", text(&empty)], "holds no school.key"),
        (vec!["--replace", text(&backup), "--folder", at, "--keys", text(&bare)], "holds no ledger"),
        (vec!["--replace", text(&damaged), "--folder", at, "--keys", text(&keys)], "is damaged"),
        (vec!["--replace", text(&keys), "--folder", at, "--keys", text(&keys)], "is no backup"),
    ] {
        let (exit, out, err) = run(&[&["restore"], &words[..]].concat()).await;
        assert!(exit == 1 && out.is_empty() && err.contains(part), "{part}: {exit} {out} {err}");
    }
    assert_eq!(files(&school.path("school")), before);
}

#[tokio::test]
async fn a_school_that_is_replaced_keeps_its_file_beside_and_who_was_shut_out_since_stays_out() {
    let mut school = InUse::begin().await;
    let backup = school.backup("backup", &[]).await;
    let lost = school.ortiz.device.to_string();
    let (exit, out, _) = school.run(&["devices", "--revoke", &lost]).await;
    assert_eq!((exit, out), (0, format!("{lost} is signed out.\n")));
    school.stop().await;
    let (exit, out, err) = school.run(&["restore", "--replace", text(&backup)]).await;
    assert_eq!(exit, 0, "{err}");
    let kept = out.split("What was there is ").nth(1).unwrap().split(". Remove").next().unwrap().to_owned();
    assert!(Path::new(&kept).is_file());
    school.serve().await;
    let request = sync_request(&school.ortiz, &[]);
    let answer = school.server.post("/v1/sync", &school.ortiz.token, &request).await;
    assert_eq!(answer.json::<Fault>().await.unwrap(), Fault::SignedOut);
}

#[tokio::test]
async fn a_look_names_each_damaged_row_and_photo_and_ends_with_three() {
    let mut school = InUse::begin().await;
    let (exit, out, err) = school.run(&["check"]).await;
    assert!(exit == 0 && out.ends_with("1 photos. Nothing is damaged.\n"), "{out}{err}");
    school.stop().await;
    let op = school.judged(1).id;
    let stream = format!("T:{}", school.amara.class);
    let database = school.path("school").join("school.db");
    let photo = school.path("school").join("blobs").join(&school.photo[..2]).join(&school.photo);
    fs::write(&photo, "not what it was").unwrap();
    {
        let rows = rusqlite::Connection::open(&database).unwrap();
        let changed = rows
            .execute(
                "UPDATE op SET body = replace(body, 'independent', 'supported') WHERE id = ?1",
                [op.to_string()],
            )
            .unwrap();
        assert_eq!(changed, 1);
        let gone = "DELETE FROM feed WHERE stream = ?1 AND seq = 2";
        assert_eq!(rows.execute(gone, [&stream]).unwrap(), 1);
        let digest = "UPDATE feed SET digest = ?2 WHERE stream = ?1 AND seq = 1";
        assert_eq!(rows.execute(digest, [&stream, &"0".repeat(64)]).unwrap(), 1);
    }
    let (exit, out, _) = school.run(&["check"]).await;
    assert_eq!(exit, 3, "{out}");
    let expected = [
        format!("{stream} 1: the digest up to here does not follow"),
        format!("{stream}: 2 is missing before 3"),
        format!("operation {op} is not what was signed"),
        format!("photo {}: a photo's bytes are not those of its name", school.photo),
    ];
    for part in expected {
        assert!(out.contains(&part), "{part}: {out}");
    }
    let mut bytes = fs::read(&database).unwrap();
    let length = bytes.len();
    bytes[4096 * 3..length - 4096].fill(0x5a);
    fs::write(&database, bytes).unwrap();
    let (exit, out, _) = school.run(&["check"]).await;
    assert!(exit == 3 && out.contains("The database's pages are damaged."), "{out}");
}

#[tokio::test]
async fn an_export_holds_everything_of_one_student_and_no_other_students_name() {
    let school = InUse::begin().await;
    let letter = clean_document(LETTER).unwrap();
    let sha256 = sha256_hex(&letter.bytes);
    school.server.put(&format!("/v1/blob/{sha256}"), &school.ortiz.token, letter.bytes.clone()).await;
    let attachment = AttachmentId::from_bytes([8; 16]);
    let bytes = letter.bytes.len() as u32;
    let bound = Body::DocumentRef(DocumentRef { attachment, sha256, format: letter.format, bytes });
    school.stored(&binding(&school.ortiz, school.amara.class, &school.amara, (0x78, &bound))).await;
    let to = school.path("amara");
    let (exit, out, err) = school.run(&["export-student", "--user", "amara okafor", "--to", text(&to)]).await;
    assert_eq!(exit, 0, "{err}");
    assert!(
        out.starts_with("Amara Okafor: ") && out.contains("2 photos, voice notes and documents"),
        "{out}"
    );
    let found = files(&to);
    let names: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let photo = format!("photos/{}.jpg", school.photo);
    let document = format!("photos/{}.pdf", sha256_hex(&letter.bytes));
    let expected = [
        "index.html",
        &photo,
        &document,
        "records.jsonl",
        "staff-only.jsonl",
        "student.json",
        "written-about-others.jsonl",
    ];
    assert_eq!(names, expected.into());
    let content = |name: &str| found.iter().find(|(it, _)| it == name).unwrap().1.clone();
    assert_eq!((content(&photo), content(&document)), (photo_bytes(), letter.bytes));
    let records = String::from_utf8(content("records.jsonl")).unwrap();
    let ids: Vec<serde_json::Value> =
        records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(ids.iter().any(|line| line["op"]["id"] == school.judged(1).id.to_string()), "{records}");
    let page = String::from_utf8(content("index.html")).unwrap();
    for part in ["Amara Okafor", "Ms Ortiz", "judgement", "7B", &format!("<a href=\"{document}\">PDF</a>")] {
        assert!(page.contains(part), "{part}");
    }
    let roster = fs::read_to_string(fixture("demo/roster/users.csv")).unwrap();
    let students = roster.lines().filter(|line| line.starts_with("student-"));
    let families: Vec<&str> = students.map(|line| line.split(',').nth(7).unwrap()).collect();
    let others: Vec<&&str> = families.iter().filter(|it| **it != "Okafor" && it.len() > 3).collect();
    assert!(families.contains(&"Okafor") && others.len() > 10, "{families:?}");
    for (name, bytes) in &found {
        let text = String::from_utf8_lossy(bytes);
        for family in &others {
            assert!(!text.contains(&format!(" {family}")), "{name} names {family}");
        }
    }
}

#[tokio::test]
async fn an_export_to_a_zip_holds_the_same_files_and_whom_it_is_of_must_be_plain() {
    let school = InUse::begin().await;
    let (folder, zip) = (school.path("amara"), school.path("amara.zip"));
    for to in [&folder, &zip] {
        let (exit, _, err) =
            school.run(&["export-student", "--user", "Amara Okafor", "--to", text(to)]).await;
        assert_eq!(exit, 0, "{err}");
    }
    let archive = zip::ZipArchive::new(fs::File::open(&zip).unwrap()).unwrap();
    let packed: BTreeSet<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let plain = files(&folder).into_iter().map(|(name, _)| format!("amara/{name}")).collect();
    assert_eq!(packed, plain);
    for (who, to, part) in [
        ("Nobody", school.path("nobody"), "Nobody in the school has that name"),
        ("Ms Ortiz", school.path("ortiz"), "Ms Ortiz is not a student"),
        ("Amara Okafor", folder, "is there already"),
    ] {
        let (exit, _, err) = school.run(&["export-student", "--user", who, "--to", text(&to)]).await;
        assert!(exit == 1 && err.contains(part), "{who}: {err}");
    }
    let left: Vec<_> = fs::read_dir(school.home.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[tokio::test]
async fn devices_are_listed_by_person_and_one_is_signed_out_at_once() {
    let school = InUse::begin().await;
    let (exit, out, _) = school.run(&["devices", "--user", "Ms Ortiz"]).await;
    assert_eq!((exit, out.lines().count()), (0, 1), "{out}");
    assert!(
        out.contains("Ms Ortiz: d, since ") && out.starts_with(&school.ortiz.device.to_string()),
        "{out}"
    );
    let id = school.ortiz.device.to_string();
    assert_eq!(school.run(&["devices", "--revoke", &id]).await.0, 0);
    let answer = school.server.post("/v1/sync", &school.ortiz.token, &sync_request(&school.ortiz, &[])).await;
    assert_eq!(answer.json::<Fault>().await.unwrap(), Fault::SignedOut);
    let (_, out, _) = school.run(&["devices"]).await;
    assert!(out.contains(" revoked "), "{out}");
    let unknown = "00000000-0000-4000-8000-000000000000";
    let (exit, _, err) = school.run(&["devices", "--revoke", unknown]).await;
    assert!(exit == 1 && err.contains("No device has the id"), "{err}");
}

#[tokio::test]
async fn what_is_cut_short_leaves_everything_as_it_was() {
    let mut school = InUse::begin().await;
    let copy = school.backup("backup", &[]).await;
    school.stop().await;
    let (at, keys) = (school.path("school"), school.path("keys"));
    let folder = Folder::open(&at, None, Some(&keys), &SystemEnv).unwrap();
    let before = files(school.home.path());
    let cut_short = || Progress::until(Arc::new(AtomicBool::new(true)));
    let taken = backup::take(&folder, &school.path("another"), None, &SystemEnv, &mut cut_short());
    assert!(matches!(taken, Err(BackupFault::CutShort(_))), "{taken:?}");
    let exported =
        export::export(&folder, "Amara Okafor", &school.path("amara"), &SystemEnv, &mut cut_short());
    assert!(matches!(exported, Err(ExportFault::CutShort(_))), "{exported:?}");
    let photos = Photos::in_place(Arc::new(BlobFolder::open(&at.join("blobs")).unwrap()));
    let place = "here".to_owned();
    let target = Target { folder: &at, keys: &keys, photos, database: None, place, replace: true };
    let restored = backup::put_back(&copy, &target, &SystemEnv, &mut cut_short());
    assert!(matches!(restored, Err(RestoreFault::CutShort(_))), "{restored:?}");
    assert!(files(school.home.path()) == before);
}
