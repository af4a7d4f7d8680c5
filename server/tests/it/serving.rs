//! The server as a technician sees it from outside: encrypted or not, ready or not, counted, logged, and stopped.

use crate::running::{
    Server, complaint, first_outcome, imported, judged_by, members, run, sync_request, text,
};
use crate::school::heads;
use notyet_protocol::codec;
use notyet_protocol::wire::{Fate, WaitAnswer, WaitRequest};
use rcgen::{CertifiedKey, KeyPair};
use reqwest::{Certificate, Client, StatusCode};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Command;

/// A certificate for this machine and its key, as files in a folder.
fn certified(folder: &Path) -> CertifiedKey<KeyPair> {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    made
}

/// Whoever trusts this certificate and no other.
fn trusting(made: &CertifiedKey<KeyPair>) -> Client {
    let root = Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    Client::builder().no_proxy().tls_certs_only([root]).build().unwrap()
}

async fn signal(server: &Server, name: &str) {
    let pid = server.child.id().unwrap().to_string();
    assert!(Command::new("kill").args([name, &pid]).status().await.unwrap().success());
}

#[tokio::test]
async fn it_speaks_tls_with_the_certificate_that_it_is_given_and_with_a_renewed_one() {
    let folder = tempfile::tempdir().unwrap();
    let (school, at) = (folder.path().join("school"), |name: &str| folder.path().join(name));
    let first = certified(folder.path());
    let (cert, key) = (at("cert.pem"), at("key.pem"));
    let server = Server::start_with(&school, &["--tls-cert", text(&cert), "--tls-key", text(&key)]).await;
    assert!(server.url.starts_with("https://127.0.0.1:"), "{}", server.url);
    let healthy = format!("{}/healthz", server.url);
    let answer = trusting(&first).get(&healthy).send().await.unwrap();
    assert_eq!((answer.status(), answer.text().await.unwrap()), (StatusCode::OK, "ok\n".to_owned()));
    let stranger = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    assert!(trusting(&stranger).get(&healthy).send().await.is_err(), "another certificate");
    let plain = healthy.replace("https", "http");
    assert!(server.client.get(&plain).send().await.is_err(), "without TLS nothing is answered");
    let renewed = certified(folder.path());
    signal(&server, "-HUP").await;
    let client = trusting(&renewed);
    for _ in 0..500 {
        if client.get(&healthy).send().await.is_ok() {
            assert!(trusting(&first).get(&healthy).send().await.is_err());
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the renewed certificate is not shown");
}

#[tokio::test]
async fn a_certificate_that_cannot_be_shown_is_named_with_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    certified(folder.path());
    let (cert, key, none, empty, other) =
        (at("cert.pem"), at("key.pem"), at("none.pem"), at("empty.pem"), at("other.pem"));
    fs::write(&empty, "").unwrap();
    fs::write(&other, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    for (cert, key, part) in [
        (&none, &key, "none.pem cannot be read"),
        (&empty, &key, "holds no certificate"),
        (&cert, &empty, "holds no private key"),
        (&cert, &other, "do not go together"),
    ] {
        let words = ["--folder", text(folder.path()), "--tls-cert", text(cert), "--tls-key", text(key)];
        let sentence = complaint(&words).await;
        assert!(sentence.contains(part), "{part}: {sentence}");
    }
    let (exit, _, _) = run(&["serve", "--folder", text(folder.path()), "--tls-cert", text(&cert)]).await;
    assert_eq!(exit, 2, "a certificate needs its key");
}

#[tokio::test]
async fn it_is_ready_as_long_as_it_can_do_its_work() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path()).await;
    let ready = || async {
        let answer = server.client.get(format!("{}/readyz", server.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(ready().await, (200, "ready\n".to_owned()));
    let ledger = folder.path().join("keys").join("ledger.jsonl");
    let whole = fs::read(&ledger).unwrap();
    fs::write(&ledger, "{\"nonsense\":1}\n").unwrap();
    assert_eq!(ready().await, (503, "not ready: the ledger cannot be read\n".to_owned()));
    fs::write(&ledger, whole).unwrap();
    assert_eq!(ready().await.0, 200);
}

#[tokio::test]
async fn counts_and_log_say_what_happened_and_nothing_of_whom() {
    let folder = tempfile::tempdir().unwrap();
    let (school, log) = (folder.path().join("school"), folder.path().join("log"));
    imported(&school).await;
    let log_file = fs::File::create(&log).unwrap();
    let words = ["--log", "debug", "--metrics", "127.0.0.1:0"];
    let mut server = Server::start_logging(&school, &words, log_file.into()).await;
    let me = server.teacher(&school).await;
    let known = server.sync(&me, &[]).await;
    let amara = members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap();
    let op = judged_by(&me, 0, amara.class, &amara, &first_outcome(&known));
    for fate in [Fate::Stored, Fate::Dup] {
        assert_eq!(server.sync(&me, std::slice::from_ref(&op)).await.acks[0].fate, fate);
    }
    // What a client that means ill or is broken puts where it does not belong.
    for path in ["/Amara?q=Okafor", "/v1/blob/Amara", "/s/Okafor/v1/sync", "/v1/sync?token=Amara"] {
        server.post(path, "Okafor", &"Amara Okafor").await;
        server.get(path, &me.token).await;
    }
    let request = sync_request(&me, &[]);
    server.post("/v1/sync", "a token of Okafor", &request).await;
    let counts = server.client.get(server.counts.as_ref().unwrap()).send().await.unwrap();
    assert!(counts.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let counts = counts.text().await.unwrap();
    for line in [
        "notyet_operations_total{fate=\"stored\"} 1",
        "notyet_operations_total{fate=\"dup\"} 1",
        "notyet_requests_total{path=\"/v1/device\",status=\"200\"} 1",
        "notyet_requests_total{path=\"/v1/sync\",status=\"401\"}",
        "notyet_request_seconds_count{path=\"/v1/sync\"}",
        "# EOF",
    ] {
        assert!(counts.contains(line), "{line}: {counts}");
    }
    signal(&server, "-TERM").await;
    assert_eq!(server.child.wait().await.unwrap().code(), Some(0));
    let log = fs::read_to_string(&log).unwrap();
    assert!(log.lines().count() > 10, "{log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    let ids = [me.user.to_string(), me.device.to_string(), amara.user.to_string(), amara.class.to_string()];
    let unsaid = ["Amara", "Okafor", "Ortiz", &me.token, &op.id.to_string()];
    for unsaid in unsaid.into_iter().chain(ids.iter().map(String::as_str)) {
        assert!(!log.contains(unsaid), "the log says {unsaid}");
        assert!(!counts.contains(unsaid), "the counts say {unsaid}");
    }
}

#[tokio::test]
async fn strangers_who_send_slowly_make_nobody_wait_whom_the_school_knows() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    server.sync(&me, &[]).await;
    let mut slow = vec![];
    loop {
        let mut stranger = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).await.unwrap();
        let head = "POST /v1/sync HTTP/1.1\r\nhost: school\r\nauthorization: Bearer guess\r\ncontent-length: 9\r\n\r\nslow";
        stranger.write_all(head.as_bytes()).await.unwrap();
        slow.push(stranger);
        let another = server.post("/v1/sync", "a guess", &sync_request(&me, &[])).await;
        if another.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        assert!(slow.len() < 200, "nothing bounds how many strangers are heard at once");
    }
    server.sync(&me, &[]).await;
    let ready = server.client.get(format!("{}/readyz", server.url)).send().await.unwrap();
    assert_eq!(ready.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_is_stopped_finishes_what_is_under_way_and_sends_home_who_waits() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let mut server = Server::start(folder.path()).await;
    let me = server.teacher(folder.path()).await;
    let known = server.sync(&me, &[]).await;
    let amara = members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap();
    let op = judged_by(&me, 0, amara.class, &amara, &first_outcome(&known));
    let body = codec::encode(&sync_request(&me, std::slice::from_ref(&op)));
    let (begun, rest) = body.split_at(body.len() / 2);
    let mut pushing = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).await.unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nhost: school\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        me.token,
        body.len()
    );
    pushing.write_all(head.as_bytes()).await.unwrap();
    pushing.write_all(begun).await.unwrap();
    let waits = WaitRequest { epoch: me.epoch.clone(), cur: heads(&known), joins: 0, room: None };
    let (answer, ()) = tokio::join!(
        async { server.call::<WaitAnswer>("/v1/wait", &me.token, &waits).await },
        // Both are there: the one that waits was not answered before.
        async {
            loop {
                let said = server.client.get(format!("{}/readyz", server.url)).send().await.unwrap();
                if said.status() == StatusCode::OK {
                    break;
                }
            }
            signal(&server, "-TERM").await;
        }
    );
    assert_eq!(answer, WaitAnswer::default());
    pushing.write_all(rest).await.unwrap();
    let mut said = Vec::new();
    pushing.read_to_end(&mut said).await.unwrap();
    assert!(said.starts_with(b"HTTP/1.1 200 OK\r\n"), "{}", String::from_utf8_lossy(&said));
    assert_eq!(server.child.wait().await.unwrap().code(), Some(0));
    let server = Server::start(folder.path()).await;
    assert_eq!(server.sync(&me, &[op]).await.acks[0].fate, Fate::Dup, "it was taken");
}
