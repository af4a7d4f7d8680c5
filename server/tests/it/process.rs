//! The program itself: real processes, real sockets, real kills.

use crate::import::fixture;
use crate::running::{
    Server, complaint, first_outcome, imported, judged_by, members, run, sync_request, text,
};
use notyet_model::ids::OpId;
use notyet_protocol::codec;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::Op;
use notyet_protocol::upload::{LENGTH_HEADER, OFFSET_HEADER, PIECE_TYPE};
use notyet_protocol::wire::{Fate, Fault, Join, JoinDecision, Joined, SyncRequest, WaitAnswer, WaitRequest};
use reqwest::StatusCode;
use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use tokio::process::Command;

#[tokio::test]
async fn a_class_comes_in_over_the_network_while_codes_are_made_by_another_process() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    let known = server.sync(&me, &[]).await;
    let amara = members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap();
    let (exit, out, _) = run(&["class-code", "--folder", text(folder.path()), "--class", "7b"]).await;
    assert_eq!(exit, 0);
    let code = out.lines().next().unwrap().to_owned();
    let joined = server.device(Join::ClassCode { code, name: "Amara".into() }).await;
    let Joined::Waiting { ticket, .. } = joined else { panic!("{joined:?}") };
    let joins = server.sync(&me, &[]).await.joins;
    let decision = JoinDecision { id: joins[0].id.clone(), student: Some(amara.user) };
    assert_eq!(server.post("/v1/join", &me.token, &decision).await.status(), StatusCode::NO_CONTENT);
    let Joined::Enrolled(student) = server.device(Join::Ticket { ticket }).await else { panic!() };
    assert_eq!((student.user, student.name.as_str()), (amara.user, "Amara Okafor"));
    let op = judged_by(&me, 0, amara.class, &amara, &first_outcome(&known));
    assert_eq!(server.sync(&me, std::slice::from_ref(&op)).await.acks[0].fate, Fate::Stored);
    let seen = server.sync(&student, &[]).await;
    assert!(seen.pages.values().flat_map(|page| &page.ops).any(|e| e.op.read().unwrap().id == op.id));
}

#[tokio::test]
async fn an_import_by_another_process_wakes_those_who_wait() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    let cur = crate::school::heads(&server.sync(&me, &[]).await);
    let request = WaitRequest { epoch: me.epoch.clone(), cur, joins: 0, room: None };
    let changed = folder.path().join("changed.json");
    let standards = std::fs::read_to_string(fixture("demo/standards.json")).unwrap();
    std::fs::write(&changed, standards.replace("I say which side I am on.", "I choose a side.")).unwrap();
    let words = ["import", "--folder", text(folder.path()), "--course", "ELA7", text(&changed)];
    let wait = async { server.call::<WaitAnswer>("/v1/wait", &me.token, &request).await };
    let (answer, (exit, _, _)) = tokio::join!(wait, run(&words));
    assert_eq!((exit, answer.heads.len()), (0, 2), "both classes follow the course");
}

#[tokio::test]
async fn a_server_that_is_killed_loses_nothing_that_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let mut server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    let known = server.sync(&me, &[]).await;
    let (amara, outcome) =
        (members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap(), first_outcome(&known));
    let mut acknowledged = vec![];
    for round in 0..5 {
        let ops = (0..20).map(|n| judged_by(&me, round * 20 + n, amara.class, &amara, &outcome));
        let ops: Vec<Op> = ops.collect();
        for op in &ops[..10] {
            assert_eq!(server.sync(&me, std::slice::from_ref(op)).await.acks[0].fate, Fate::Stored);
            acknowledged.push(op.id);
        }
        // The rest is on its way when the server dies; a repeated push settles each.
        let rest = codec::encode(&sync_request(&me, &ops[10..]));
        let rest = server.client.post(format!("{}/v1/sync", server.url)).bearer_auth(&me.token).body(rest);
        let dying = async { drop(rest.send().await) };
        let (_, killed) = tokio::join!(dying, server.child.kill());
        killed.unwrap();
        server = Server::start(folder.path()).await;
        let fates: Vec<Fate> = server.sync(&me, &ops).await.acks.iter().map(|ack| ack.fate).collect();
        assert_eq!(fates[..10], [Fate::Dup; 10]);
        assert!(fates[10..].iter().all(|fate| matches!(fate, Fate::Stored | Fate::Dup)), "{fates:?}");
        acknowledged.extend(ops[10..].iter().map(|op| op.id));
    }
    let page = server.sync(&me, &[]).await.pages.remove(&format!("T:{}", amara.class)).unwrap();
    let held: Vec<OpId> = crate::school::ids(&page);
    assert!(acknowledged.iter().all(|id| held.contains(id)));
    assert_eq!(
        page.ops.iter().map(|e| e.seq).collect::<Vec<_>>(),
        (1..=held.len() as u64).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn what_a_broken_connection_brought_of_a_photo_is_kept_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    let photo = [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], &[7; 700_000], &[0xff, 0xd9]].concat();
    let at = format!("/v1/blob/{}", sha256_hex(&photo));
    let come_to = async || {
        let asked =
            server.client.head(format!("{}{at}", server.url)).bearer_auth(&me.token).send().await.unwrap();
        asked.headers().get(OFFSET_HEADER).map(|it| it.to_str().unwrap().parse::<usize>().unwrap())
    };
    let mut broken = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).unwrap();
    let head = format!(
        "PATCH {at} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: {PIECE_TYPE}\r\n\
         {OFFSET_HEADER}: 0\r\n{LENGTH_HEADER}: {len}\r\ncontent-length: {len}\r\n\r\n",
        me.token,
        len = photo.len()
    );
    broken.write_all(head.as_bytes()).unwrap();
    broken.write_all(&photo[..200_000]).unwrap();
    broken.shutdown(Shutdown::Write).unwrap();
    let mut come = None;
    while come.is_none() {
        come = come_to().await;
    }
    assert_eq!(come, Some(200_000));
    let rest = server.client.patch(format!("{}{at}", server.url)).bearer_auth(&me.token);
    let rest = rest.header("content-type", PIECE_TYPE).header(OFFSET_HEADER, 200_000);
    let rest = rest.header(LENGTH_HEADER, photo.len()).body(photo[200_000..].to_vec()).send().await.unwrap();
    assert_eq!((rest.status(), come_to().await), (StatusCode::NO_CONTENT, Some(photo.len())));
    let another = format!("{}/v1/blob/{}", server.url, sha256_hex(b"another"));
    let elsewhere = server.client.patch(another).bearer_auth(&me.token).header("content-type", PIECE_TYPE);
    let elsewhere = elsewhere.header(OFFSET_HEADER, 9).header(LENGTH_HEADER, 700_000).body(vec![7; 70_000]);
    let elsewhere = elsewhere.send().await.unwrap();
    assert_eq!(
        (elsewhere.status(), &elsewhere.headers()[OFFSET_HEADER]),
        (StatusCode::CONFLICT, &"0".parse().unwrap())
    );
}

#[tokio::test]
async fn a_stopped_server_ends_in_order_and_leaves_no_log_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path()).await;
    let pid = server.child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
    assert_eq!(server.child.wait().await.unwrap().code(), Some(0));
    let wal = std::fs::metadata(folder.path().join("school.db-wal")).map_or(0, |data| data.len());
    assert_eq!(wal, 0);
}

#[tokio::test]
async fn what_cannot_be_read_or_is_not_there_is_refused_as_a_fault_with_its_status() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path()).await;
    let at = |path: &str| format!("{}{path}", server.url);
    let healthy = server.client.get(at("/healthz")).send().await.unwrap();
    assert_eq!((healthy.status(), healthy.text().await.unwrap()), (StatusCode::OK, "ok\n".to_owned()));
    let post = |path: &str, body: Vec<u8>| server.client.post(at(path)).bearer_auth("guess").body(body);
    let request = SyncRequest::new("t", Epoch::default());
    let table = [
        (server.client.post(at("/v1/sync")), Fault::SignedOut),
        (post("/v1/sync", codec::encode(&request)), Fault::SignedOut),
        (post("/v1/sync", b"{}".to_vec()), Fault::Malformed { detail: "not a whole zstd frame".into() }),
        (post("/v1/sync", codec::encode(&" ".repeat(5 << 20))), Fault::TooLarge),
        (post("/v1/sync", vec![0; 600 << 10]), Fault::TooLarge),
        (server.client.get(at("/v1/poem")), Fault::NotFound),
        (server.client.get(at("/v1/sync")), Fault::NotFound),
        (server.client.get(at("/v1/blob/00")).bearer_auth("guess"), Fault::SignedOut),
    ];
    for (request, fault) in table {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), fault.status());
        let body = answer.text().await.unwrap();
        assert_eq!(serde_json::from_str::<Fault>(&body).unwrap(), fault, "{body}");
    }
}

#[tokio::test]
async fn a_port_in_use_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let sentence = complaint(&["--folder", text(folder.path()), "--listen", &address.to_string()]).await;
    assert!(sentence.contains(&format!("Port {} of 127.0.0.1 is in use", address.port())), "{sentence}");
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Server::start(folder.path()).await;
    let sentence = complaint(&["--folder", text(folder.path())]).await;
    assert!(sentence.contains("Another server is running on"), "{sentence}");
}

/// Rights do not bind the account that tests may run under, so what stands in the way is a file where a folder is
/// needed, and a file system that nobody can write to.
#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let sentence = complaint(&["--folder", text(&file)]).await;
    assert!(sentence.contains("is a file. Name a folder"), "{sentence}");
    let sentence = complaint(&["--folder", text(&file.join("inside"))]).await;
    assert!(sentence.contains("cannot be written"), "{sentence}");
    if Path::new("/proc/self").exists() {
        let sentence = complaint(&["--folder", "/proc/notyet"]).await;
        assert!(sentence.contains("cannot be written"), "{sentence}");
    }
}

#[tokio::test]
async fn damaged_newer_and_foreign_files_are_named_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let path = folder.path().join("school.db");
    let whole = {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.pragma_update(None, "wal_checkpoint", "TRUNCATE").unwrap();
        drop(connection);
        std::fs::read(&path).unwrap()
    };
    let mut holed = whole.clone();
    let length = holed.len();
    holed[4096 * 3..length - 4096].fill(0x5a);
    let mut headless = whole.clone();
    headless[..100].fill(0);
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    for (bytes, expected) in [
        (holed, "is damaged"),
        (headless, "is not a school's database"),
        (newer, "was written by a newer version"),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        let sentence = complaint(&["--folder", text(folder.path())]).await;
        assert!(sentence.contains(expected) && sentence.contains("Nothing was changed"), "{sentence}");
        assert!(std::fs::read(&path).unwrap() == bytes, "{expected}");
    }
}

#[tokio::test]
async fn a_school_without_its_key_or_with_anothers_is_not_served() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for school in [&folder, &other] {
        drop(Server::start(school.path()).await);
    }
    let keys = other.path().join("keys");
    let sentence = complaint(&["--folder", text(folder.path()), "--keys", text(&keys)]).await;
    assert!(sentence.contains("another school's key"), "{sentence}");
    let none = other.path().join("none");
    let sentence = complaint(&["--folder", text(folder.path()), "--keys", text(&none)]).await;
    assert!(sentence.contains("holds no key of this school"), "{sentence}");
}

#[tokio::test]
async fn an_import_names_every_fault_and_its_place_and_imports_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (school, roster) = (folder.path().join("school"), folder.path().join("roster"));
    std::fs::create_dir(&roster).unwrap();
    for entry in std::fs::read_dir(fixture("demo/roster")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, roster.join(path.file_name().unwrap())).unwrap();
    }
    let users = std::fs::read_to_string(roster.join("users.csv")).unwrap();
    std::fs::write(roster.join("users.csv"), users.replacen(",true,", ",perhaps,", 2)).unwrap();
    let words = ["import", "--folder", text(&school), "--zone", "America/New_York", text(&roster)];
    let (exit, out, err) = run(&words).await;
    assert_eq!((exit, out.as_str()), (1, ""));
    let places: Vec<&str> = err.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(places, ["users.csv, row 2, column enabledUser", "users.csv, row 3, column enabledUser"]);
    assert!(!school.exists());
}

#[tokio::test]
async fn a_command_that_is_not_understood_ends_with_two_and_codes_need_a_school() {
    assert_eq!(run(&["poem"]).await.0, 2);
    assert_eq!(run(&["class-code", "--folder", "x", "--class", "7B", "--minutes", "11"]).await.0, 2);
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let (exit, _, err) = run(&["staff-code", "--folder", text(&nowhere), "--user", "Ms Ortiz"]).await;
    assert!(exit == 1 && err.contains("holds no school"), "{err}");
    assert!(!nowhere.exists());
}
