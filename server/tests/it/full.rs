//! A server whose file system is really full: it says so, goes on answering those who read, keeps nothing by halves, and
//! takes everything in once there is room. The file system is a small one of the server process's own.

use crate::running::{Server, first_outcome, imported, judged_by, members, staff_code, sync_request, text};
use notyet_model::ids::OpId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::upload::{LENGTH_HEADER, OFFSET_HEADER, PIECE_TYPE};
use notyet_protocol::wire::{Fate, Fault, SyncAnswer};
use reqwest::StatusCode;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes a file until nothing more goes in.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [1 << 16, 1 << 10, 1] {
        loop {
            match file.write_all(&vec![0; size]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
}

/// Everything below a folder that is a photo or a piece of one.
fn photos(folder: &Path) -> Vec<PathBuf> {
    let inside = |path: PathBuf| fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    inside(folder.join("blobs")).flat_map(inside).collect()
}

fn held(answer: &SyncAnswer) -> BTreeSet<OpId> {
    answer.pages.values().flat_map(|page| &page.ops).filter_map(|envelope| envelope.op.id()).collect()
}

#[tokio::test]
async fn a_full_disk_is_said_and_those_who_read_are_served() {
    let seed = tempfile::tempdir().unwrap();
    imported(seed.path()).await;
    // Made before: a command that is run outside would look for the school at the place's own path.
    let code = staff_code(&["--folder", text(seed.path())]).await;
    let place = tempfile::tempdir().unwrap();
    let server = Server::on_a_disk_of(16, seed.path(), place.path()).await;
    let folder = server.sees(place.path());
    let me = server.enrolled_by(code).await;
    let known = server.sync(&me, &[]).await;
    let amara = members(&known).into_iter().find(|m| m.name == "Amara Okafor").unwrap();
    let outcome = first_outcome(&known);
    let judged = |n| judged_by(&me, n, amara.class, &amara, &outcome);
    let photo = [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], &[7; 300_000], &[0xff, 0xd9]].concat();
    let at = format!("/v1/blob/{}", sha256_hex(&photo));

    fill(&folder.join("filler"));
    let filler = File::options().write(true).open(folder.join("filler")).unwrap();
    // Room for a handful of records.
    filler.set_len(filler.metadata().unwrap().len() - (256 << 10)).unwrap();
    // What is held open keeps its room when it is removed.
    drop(filler);
    let mut acknowledged = BTreeSet::new();
    let refused = loop {
        let op = judged(acknowledged.len() as u64);
        let answer = server.post("/v1/sync", &me.token, &sync_request(&me, std::slice::from_ref(&op))).await;
        if answer.status() != StatusCode::OK {
            assert_eq!(answer.status(), StatusCode::INSUFFICIENT_STORAGE);
            assert_eq!(serde_json::from_slice::<Fault>(&answer.bytes().await.unwrap()).unwrap(), Fault::Full);
            break op;
        }
        acknowledged.insert(op.id);
        assert!(acknowledged.len() < 20_000, "the disk is never full");
    };
    assert!(!acknowledged.is_empty());
    assert_eq!(server.put(&at, &me.token, photo.clone()).await, StatusCode::INSUFFICIENT_STORAGE);
    let piece = server.client.patch(format!("{}{at}", server.url)).bearer_auth(&me.token);
    let piece = piece.header("content-type", PIECE_TYPE).header(OFFSET_HEADER, 0);
    let piece = piece.header(LENGTH_HEADER, photo.len()).body(photo[..100_000].to_vec());
    assert_eq!(piece.send().await.unwrap().status(), StatusCode::INSUFFICIENT_STORAGE);
    assert_eq!(photos(&folder), Vec::<PathBuf>::new(), "nothing half written takes up room");
    assert_eq!(server.head(&at, &me.token).await, StatusCode::NOT_FOUND);
    for _ in 0..3 {
        assert!(held(&server.sync(&me, &[]).await).is_superset(&acknowledged));
        assert_eq!(server.get("/healthz", "").await.0, StatusCode::OK);
        let again =
            server.post("/v1/sync", &me.token, &sync_request(&me, std::slice::from_ref(&refused))).await;
        assert_eq!(again.status(), StatusCode::INSUFFICIENT_STORAGE);
    }

    fs::remove_file(folder.join("filler")).unwrap();
    assert_eq!(server.sync(&me, std::slice::from_ref(&refused)).await.acks[0].fate, Fate::Stored);
    acknowledged.insert(refused.id);
    assert_eq!(server.put(&at, &me.token, photo).await, StatusCode::NO_CONTENT);
    assert_eq!(server.head(&at, &me.token).await, StatusCode::OK);
    assert!(held(&server.sync(&me, &[]).await).is_superset(&acknowledged));
}
