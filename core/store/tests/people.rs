//! Several people on one device: who is listed, what opens a profile, how tries are counted, and that a program
//! killed at any step leaves nobody without their key.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_store::testing::*;
use notyet_store::{
    DbKey, Door, KeyStore, People, Pin, PinFault, ProfileId, SignInSecret, Stage, StoreError, TestEnv,
};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const SECRET: SignInSecret = SignInSecret([5; 32]);

struct Tablet {
    root: TempDir,
    keys: Arc<MemoryKeys>,
    env: Arc<TestEnv>,
}

impl Tablet {
    fn new() -> Self {
        let (keys, env) = (Arc::default(), Arc::new(TestEnv::new(1)));
        Self { root: tempfile::tempdir().unwrap(), keys, env }
    }

    fn start(&self) -> Result<People, StoreError> {
        People::open(self.root.path(), self.keys.clone(), self.env.clone())
    }

    /// Somebody with a PIN.
    fn person(&self, people: &People, name: &str, pin: &str) -> (ProfileId, DbKey) {
        let (id, key) = people.begin().unwrap();
        people.keep(&id, name, (SCHOOL, ORTIZ)).unwrap();
        people.set_pin(&id, &key, &Pin::chosen(pin).unwrap(), Some(&SECRET)).unwrap();
        (id, key)
    }
}

fn pin(digits: &str) -> Pin {
    Pin::typed(digits).unwrap()
}

fn fault(entered: Result<DbKey, StoreError>) -> PinFault {
    match entered {
        Err(StoreError::Pin(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

fn names(people: &People) -> Vec<(String, Stage, u32)> {
    people.list().into_iter().map(|p| (p.name, p.stage, p.waiting)).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn each_person_has_a_key_of_their_own_which_their_pin_opens_and_no_other() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (ana, ana_key) = tablet.person(&people, "Ana", "2580");
    let (ben, ben_key) = tablet.person(&people, "Ben", "1397");
    assert_ne!(ana_key.0, ben_key.0);
    drop(people);
    let people = tablet.start().unwrap();
    assert_eq!(names(&people), [("Ana".into(), Stage::Here, 0), ("Ben".into(), Stage::Here, 0)]);
    assert_eq!(people.enter(&ana, Some(&pin("2580"))).unwrap().0, ana_key.0);
    assert_eq!(people.enter(&ben, Some(&pin("1397"))).unwrap().0, ben_key.0);
    assert_eq!(fault(people.enter(&ana, Some(&pin("1397")))), PinFault::Wrong);
    assert_eq!(fault(people.enter(&ana, None)), PinFault::Needed);
}

#[test]
fn the_list_tells_of_a_person_nothing_but_the_name_that_they_agreed_to() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (id, key) = tablet.person(&people, "A.", "2580");
    let list = String::from_utf8(tablet.keys.secret("profiles").unwrap().unwrap()).unwrap();
    for hidden in [ORTIZ.to_string(), SCHOOL.to_string(), "2580".into()] {
        assert!(!list.contains(&hidden), "{list}");
    }
    let all: Vec<u8> = tablet.keys.copy().into_values().flatten().collect();
    assert!(!all.windows(32).any(|bytes| bytes == key.0));
    let hex = notyet_protocol::digest::to_hex(&key.0);
    assert!(!String::from_utf8_lossy(&all).contains(&hex));
    assert_eq!(people.others_of(&id, (SCHOOL, ORTIZ)), []);
    let (second, _) = tablet.person(&people, "A.", "1397");
    let same: Vec<ProfileId> = people.others_of(&second, (SCHOOL, ORTIZ)).into_iter().map(|p| p.id).collect();
    assert_eq!(same, std::slice::from_ref(&id));
    assert_eq!(people.others_of(&second, (SCHOOL, HALE)), []);
}

#[test]
fn after_five_tries_in_vain_there_are_waits_and_after_ten_no_pin_opens_it() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (id, key) = tablet.person(&people, "Ana", "2580");
    for _ in 0..5 {
        assert_eq!(fault(people.enter(&id, Some(&pin("1111")))), PinFault::Wrong);
    }
    assert_eq!(fault(people.enter(&id, Some(&pin("2580")))), PinFault::Wait(30_000), "the right one, too");
    tablet.env.pass_ms(30_000);
    assert_eq!(people.enter(&id, Some(&pin("2580"))).unwrap().0, key.0);
    assert_eq!(people.door(&id).unwrap(), Door::Ready, "the right one clears the count");
    for n in 0..10 {
        let expected = if n == 9 { PinFault::SignIn } else { PinFault::Wrong };
        assert_eq!(fault(people.enter(&id, Some(&pin("1111")))), expected, "try {n}");
        tablet.env.pass_ms(480_000);
    }
    drop(people);
    let people = tablet.start().unwrap();
    assert_eq!(fault(people.enter(&id, Some(&pin("2580")))), PinFault::SignIn);
    assert_eq!(people.enter_by_sign_in(&id, &SignInSecret([6; 32])).unwrap().map(|k| k.0), None);
    assert_eq!(people.enter_by_sign_in(&id, &SECRET).unwrap().map(|k| k.0), Some(key.0));
    people.set_pin(&id, &key, &pin("1397"), Some(&SECRET)).unwrap();
    assert_eq!(people.enter(&id, Some(&pin("1397"))).unwrap().0, key.0);
}

#[test]
fn copying_back_an_old_count_from_either_place_gains_nothing() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (id, _) = tablet.person(&people, "Ana", "2580");
    let early_keys = tablet.keys.copy();
    let beside = people.folder(&id).join("tries");
    let early_file = std::fs::read(&beside).unwrap();
    for _ in 0..5 {
        let _ = people.enter(&id, Some(&pin("1111")));
    }
    let (late_keys, late_file) = (tablet.keys.copy(), std::fs::read(&beside).unwrap());
    tablet.keys.put_back(early_keys.clone());
    assert_eq!(people.door(&id).unwrap(), Door::Wait(30_000), "the key store's copied back");
    tablet.keys.put_back(late_keys);
    std::fs::write(&beside, &early_file).unwrap();
    assert_eq!(people.door(&id).unwrap(), Door::Wait(30_000), "the file beside copied back");
    std::fs::write(&beside, &late_file).unwrap();
    let mut without = early_keys;
    without.retain(|name, _| !name.ends_with("-tries"));
    tablet.keys.put_back(without);
    std::fs::remove_file(&beside).unwrap();
    assert_eq!(fault(people.enter(&id, Some(&pin("1111")))), PinFault::SignIn, "both taken away: one try");
}

#[test]
fn a_try_counts_before_it_is_judged() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (id, _) = tablet.person(&people, "Ana", "2580");
    for writes in [0, 1] {
        tablet.keys.break_after(Some(writes));
        // Killed while the try is being judged: with one write the count is in, and the answer is not out.
        let killed = people.enter(&id, Some(&pin("2580")));
        assert!(matches!(killed, Err(StoreError::KeyStore(_))), "{killed:?}");
        tablet.keys.break_after(None);
    }
    for _ in 0..4 {
        let _ = people.enter(&id, Some(&pin("1111")));
    }
    assert_eq!(people.door(&id).unwrap(), Door::Wait(30_000), "one of the two counted");
}

#[test]
fn a_place_in_which_nobody_joined_is_given_again() {
    let tablet = Tablet::new();
    let (first, key) = tablet.start().unwrap().begin().unwrap();
    let (again, same) = tablet.start().unwrap().begin().unwrap();
    assert_eq!((first.clone(), key.0), (again, same.0));
    let people = tablet.start().unwrap();
    people.keep(&first, "Ana", (SCHOOL, ORTIZ)).unwrap();
    assert_eq!(people.enter(&first, None).unwrap().0, key.0, "no PIN yet: the key store's seal alone");
    assert_ne!(people.begin().unwrap().0, first);
}

#[test]
fn who_is_forgotten_leaves_neither_key_nor_file() {
    let tablet = Tablet::new();
    let people = tablet.start().unwrap();
    let (id, _) = tablet.person(&people, "Ana", "2580");
    std::fs::write(people.folder(&id).join("notyet.db"), "a database").unwrap();
    people.forget(&id).unwrap();
    assert_eq!(files(tablet.root.path()), Vec::<String>::new());
    assert_eq!(tablet.keys.copy().into_keys().collect::<Vec<_>>(), ["profiles"]);
    assert_eq!(people.list(), []);
}

/// Leaves with one thing unsent, killed after `writes` of the key store; says whether it came to its end.
fn leave(tablet: &Tablet, id: &ProfileId, writes: usize) -> bool {
    let people = tablet.start().unwrap();
    tablet.keys.break_after(Some(writes));
    let left = people.begin_leaving(id).and_then(|left| {
        std::fs::create_dir(&left.folder).unwrap();
        std::fs::write(left.folder.join("notyet.db"), "what was not sent").unwrap();
        people.leave(id, Some((&left, 1)))?;
        people.finish_leaving()
    });
    tablet.keys.break_after(None);
    left.is_ok()
}

#[test]
fn killed_at_any_step_a_sign_out_is_either_not_begun_or_goes_to_its_end() {
    let mut ends = 0;
    for writes in 0.. {
        let tablet = Tablet::new();
        let people = tablet.start().unwrap();
        let (id, key) = tablet.person(&people, "Ana", "2580");
        std::fs::write(people.folder(&id).join("notyet.db"), "everything").unwrap();
        drop(people);
        let finished = leave(&tablet, &id, writes);
        let people = tablet.start().unwrap();
        match &people.list()[..] {
            [person] if person.stage == Stage::Here => {
                assert_eq!(people.enter(&id, Some(&pin("2580"))).unwrap().0, key.0);
                assert_eq!(files(&people.folder(&id)), ["notyet.db", "tries"]);
                assert_eq!(files(tablet.root.path()), [id.as_str()], "and nothing half made");
                assert_eq!(tablet.keys.copy().len(), 3);
            }
            [person] if person.stage == Stage::Leaving => {
                ends += 1;
                assert!(people.key_of_leftover(&person.id).unwrap().is_some());
                let left = std::fs::read(people.folder(&person.id).join("notyet.db")).unwrap();
                assert_eq!(left, b"what was not sent");
                assert_eq!(files(tablet.root.path()), [person.id.as_str()]);
                assert_eq!((person.name.as_str(), person.waiting), ("Ana", 1));
                assert_eq!(tablet.keys.copy().len(), 2, "the list and the one key");
            }
            other => panic!("after {writes} writes: {other:?}"),
        }
        if finished {
            break;
        }
    }
    assert!(ends >= 3, "killed after the step that counts, too: {ends}");
}
