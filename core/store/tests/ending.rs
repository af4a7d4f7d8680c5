//! A program that ends of its own accord while other threads are at work in a store: it ends well, whatever they were
//! in the middle of.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_store::testing::*;
use notyet_store::{DbKey, Store, SystemEnv};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const FOLDER: &str = "NOTYET_END_WHILE_AT_WORK_IN";
/// Without the wait about one of sixty crashes.
const ENDS: usize = 150;

/// The same test, started again by itself with a folder named, is the program that ends.
#[test]
fn a_program_may_end_while_others_read_and_write() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        end_while_at_work(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    for end in 0..ENDS {
        let ended = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_program_may_end_while_others_read_and_write", "--nocapture"])
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        assert!(ended.status.success(), "end {end}: {}", ended.status);
    }
}

fn end_while_at_work(folder: &Path) -> ! {
    let store = Store::open(folder, &DbKey([7; 32]), Arc::new(SystemEnv)).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let done = Arc::new(AtomicU32::new(0));
    for nth in 0..4 {
        let (store, done) = (store.clone(), done.clone());
        std::thread::spawn(move || {
            loop {
                store.write(|tx| tx.set_meta("ending", &nth.to_string())).unwrap();
                assert_eq!(store.integrity().unwrap(), "ok");
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while done.load(Ordering::Relaxed) < 20 {
        std::thread::yield_now();
    }
    std::process::exit(0)
}
