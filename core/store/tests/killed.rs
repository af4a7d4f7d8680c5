//! A program that is killed at any moment: everything it had acknowledged is there, everything it had undone is
//! not, and the database, the levels and the photo files agree.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]
#![allow(clippy::print_stdout, reason = "how the killed program acknowledges")]

use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, OpId};
use notyet_protocol::digest::sha256_hex;
use notyet_store::testing::*;
use notyet_store::{DbKey, Env, PhotoSize, Send, Store, SystemEnv};
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);
const FOLDER: &str = "NOTYET_RECORD_UNTIL_KILLED_IN";
const KILLS: usize = 10;

fn open(folder: &Path) -> Store {
    let store = Store::open(folder, &KEY, Arc::new(SystemEnv)).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    store
}

/// The same test, started again by itself with a folder named, is the program that gets killed.
#[test]
fn killed_at_any_moment_nothing_that_was_acknowledged_is_lost() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        record_for_ever(&open(Path::new(&folder)));
    }
    let folder = tempfile::tempdir().unwrap();
    let mut said = Said::default();
    for _ in 0..KILLS {
        said.hear(folder.path());
        let store = open(folder.path());
        assert_eq!(store.integrity().unwrap(), "ok");
        assert!(store.levels_agree().unwrap());
        assert!(store.files_agree().unwrap());
        said.check(&store);
    }
    assert!(said.saved.len() > 5 * KILLS && !said.undone.is_empty() && !said.photos.is_empty(), "{said:?}");
}

/// What the killed programs had acknowledged.
#[derive(Debug, Default)]
struct Said {
    saved: HashSet<OpId>,
    undone: HashSet<OpId>,
    photos: HashSet<AttachmentId>,
}

impl Said {
    /// Starts the program, kills it after a random number of acknowledgements, and notes all that it said.
    fn hear(&mut self, folder: &Path) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed_at_any_moment_nothing_that_was_acknowledged_is_lost", "--nocapture"])
            .env(FOLDER, OsString::from(folder))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut chance = [0; 4];
        SystemEnv.fill(&mut chance);
        let moments = 10 + usize::from(chance[0]) % 50;
        for line in lines.by_ref().take(moments) {
            self.note(&line);
        }
        // Somewhere inside the next few operations, not always right after an acknowledgement.
        for _ in 0..u32::from_be_bytes([0, 0, chance[1], chance[2]]) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        lines.for_each(|line| self.note(&line));
    }

    fn note(&mut self, line: &str) {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["saved", id] => drop(self.saved.insert(id.parse().unwrap())),
            ["undone", id] => drop(self.undone.insert(id.parse().unwrap())),
            ["photo", id] => drop(self.photos.insert(id.parse().unwrap())),
            // The test harness's own lines.
            _ => {}
        }
    }

    fn check(&self, store: &Store) {
        let there: HashSet<OpId> = store
            .read(|r| {
                let judged = r.judgements(AMARA, None)?.into_iter().map(|e| e.id);
                let seen = r.evidence(AMARA, None, usize::MAX)?.into_iter().map(|e| e.id);
                Ok(judged.chain(seen).collect())
            })
            .unwrap();
        let missing: Vec<_> = self.saved.difference(&there).collect();
        assert!(missing.is_empty(), "acknowledged and gone: {missing:?}");
        assert!(self.undone.is_disjoint(&there));
        for photo in &self.photos {
            assert!(store.read_photo(*photo, PhotoSize::Full).unwrap().is_some(), "{photo}");
        }
    }
}

fn record_for_ever(store: &Store) -> ! {
    let level = |n: u8| Body::Judgement(at_bat(C3, n, ESSAY, i32::from(n)));
    let append = |body: &Body, send| store.write(|tx| tx.append(Some((CLASS, AMARA)), body, send)).unwrap().0;
    loop {
        println!("saved {}", append(&level(3), Send::Now));
        let held = append(&level(1), Send::Held);
        assert!(store.write(|tx| tx.remove_held(held)).unwrap().0);
        println!("undone {held}");
        let photo = AttachmentId(SystemEnv.new_id());
        let file = store.write_photo(&[9; 20_000]).unwrap();
        let body = Body::Evidence(evidence(C3, vec![photo]));
        let saved = store.write(|tx| {
            tx.add_attachment(photo, (CLASS, AMARA), &file, 1)?;
            tx.append(Some((CLASS, AMARA)), &body, Send::Held)
        });
        println!("saved {}", saved.unwrap().0);
        println!("photo {photo}");
        let (full, thumb) = ([1; 5_000], [2; 500]);
        store.photo_processed(photo, &full, &thumb, &sha256_hex(&full), &sha256_hex(&thumb), 1, 1).unwrap();
        store.write(|tx| tx.release(None)).unwrap();
    }
}
