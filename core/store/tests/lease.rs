//! How long a device goes without its server: kept over restarts, taken back by nothing but an answer.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::lease::Due;
use notyet_store::testing::*;
use notyet_store::{DbKey, Store, TestEnv};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);
const DAY_MS: u64 = 86_400_000;

fn open(folder: &Path, env: &Arc<TestEnv>) -> Store {
    Store::open(folder, &KEY, env.clone()).unwrap()
}

fn pull(store: &Store, feed: &mut Feed, env: &TestEnv) {
    feed.now_ms = notyet_store::Env::now_ms(env);
    let streams = feed.of_student(AMARA);
    feed.sync(store, &streams).unwrap();
}

fn due(store: &Store) -> (u32, Due) {
    let (lease, due) = store.lease_due().unwrap();
    (lease.days(), due)
}

#[test]
fn days_without_contact_are_counted_over_restarts_and_an_answer_ends_them() {
    let (folder, env) = (tempfile::tempdir().unwrap(), Arc::new(TestEnv::new(1)));
    let store = open(folder.path(), &env);
    assert_eq!(due(&store), (0, Due::Nothing), "nobody is signed in");
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    pull(&store, &mut feed, &env);
    env.pass_ms(29 * DAY_MS);
    assert_eq!(due(&store), (29, Due::Nothing));
    drop(store);
    let store = open(folder.path(), &env);
    env.pass_ms(DAY_MS);
    assert_eq!(due(&store), (30, Due::Lock));
    env.pass_ms(60 * DAY_MS);
    assert_eq!(due(&store), (90, Due::Wipe));
    pull(&store, &mut feed, &env);
    assert_eq!(due(&store), (0, Due::Nothing));
}

#[test]
fn a_clock_that_jumps_adds_a_day_at_most_until_the_server_says_what_time_it_is() {
    let (folder, env) = (tempfile::tempdir().unwrap(), Arc::new(TestEnv::new(1)));
    let store = open(folder.path(), &env);
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    pull(&store, &mut feed, &env);
    env.advance_ms(3_650 * DAY_MS as i64);
    assert_eq!(due(&store), (1, Due::Nothing));
    assert_eq!(due(&store), (1, Due::Nothing), "once");
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    assert_eq!(due(&store), (0, Due::Nothing));
    env.pass_ms(30 * DAY_MS);
    assert_eq!(due(&store), (30, Due::Lock), "measured from the server's time, the clock still wrong");
}

#[test]
fn the_school_sets_its_own_terms() {
    let (folder, env) = (tempfile::tempdir().unwrap(), Arc::new(TestEnv::new(1)));
    let store = open(folder.path(), &env);
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    let terms = |lock_days: u32, wipe_days: u32| json!({"lock_days": lock_days, "wipe_days": wipe_days});
    let lease = json!({"staff": terms(120, 180), "students": terms(10, 20)});
    feed.set("school", SCHOOL, json!({ "lease": lease }));
    pull(&store, &mut feed, &env);
    env.pass_ms(10 * DAY_MS);
    assert_eq!(due(&store), (10, Due::Lock));
    env.pass_ms(10 * DAY_MS);
    assert_eq!(due(&store), (20, Due::Wipe));
}
