//! This moment in a class: whose word stands, for how long, and what is told again.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_protocol::room::{Moment, RoomNews, RoomWord, WITH_MS};
use notyet_protocol::wire::SyncAnswer;
use notyet_store::testing::*;
use notyet_store::{DbKey, Room, Store, TestEnv};
use std::path::Path;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);
const HOUR_MS: i64 = 3_600_000;

struct Tablet {
    store: Store,
    feed: Feed,
    env: Arc<TestEnv>,
}

impl Tablet {
    fn new(folder: &Path) -> Self {
        let env = Arc::new(TestEnv::new(1));
        let store = Store::open(folder, &KEY, env.clone()).unwrap();
        enrol(&store, ORTIZ, Role::Teacher).unwrap();
        let mut tablet = Self { store, feed: Feed::of_school(), env };
        tablet.hear(None);
        tablet
    }

    fn answer(&mut self) -> SyncAnswer {
        let streams = self.feed.of_teacher();
        self.feed.answer(&[], &self.store.cursors().unwrap(), &streams, 500)
    }

    /// A round with a server that shows this.
    fn hear(&mut self, news: Option<Vec<RoomNews>>) {
        let (words, answer) = (self.store.room_words().unwrap(), self.answer());
        let now_ms = notyet_store::Env::now_ms(&*self.env);
        let answer = SyncAnswer { room: news, now: now_ms, ..answer };
        self.store.apply(&answer, now_ms, now_ms).unwrap();
        if answer.room.is_some() {
            self.store.told_room(&words).unwrap();
        }
    }

    fn room(&self) -> Room {
        self.store.read(|r| r.room(CLASS, day(0), self.store.now_ms())).unwrap()
    }

    fn mark_here(&self, here: bool) {
        self.store.write(|tx| tx.mark_here(CLASS, BEN, day(0), here)).unwrap();
    }
}

fn news(is: Moment, left_ms: i64) -> RoomNews {
    RoomNews { class: CLASS, student: BEN, is, by: HALE, left_ms }
}

fn said(words: &[RoomWord]) -> Vec<(notyet_model::ids::UserId, Moment)> {
    words.iter().map(|word| (word.student, word.is)).collect()
}

#[test]
fn with_whom_another_adult_sits_is_so_for_as_long_as_the_server_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut tablet = Tablet::new(folder.path());
    let mine = RoomNews { by: ORTIZ, student: AMARA, ..news(Moment::With, WITH_MS) };
    tablet.hear(Some(vec![news(Moment::With, WITH_MS), mine]));
    assert_eq!(tablet.room(), Room { with: [(BEN, HALE)].into(), ..Room::default() }, "one's own is no news");
    tablet.env.pass_ms(WITH_MS as u64);
    assert_eq!(tablet.room(), Room::default());
}

#[test]
fn who_is_not_here_is_said_again_until_the_server_has_heard_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut tablet = Tablet::new(folder.path());
    tablet.mark_here(false);
    assert_eq!(tablet.room().not_here, [BEN].into(), "without any network");
    tablet.hear(None);
    assert_eq!(said(&tablet.store.room_words().unwrap()), [(BEN, Moment::NotHere)], "that server is older");
    tablet.hear(Some(vec![news(Moment::NotHere, HOUR_MS)]));
    assert_eq!(tablet.store.room_words().unwrap(), []);
    assert_eq!(tablet.room().not_here, [BEN].into());
}

#[test]
fn another_adults_later_word_stands_and_a_server_that_forgot_is_told_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut tablet = Tablet::new(folder.path());
    tablet.mark_here(false);
    tablet.hear(Some(vec![news(Moment::NotHere, HOUR_MS)]));
    tablet.hear(Some(vec![]));
    assert_eq!(tablet.room().not_here, [BEN].into(), "the server was started again");
    assert_eq!(said(&tablet.store.room_words().unwrap()), [(BEN, Moment::NotHere)]);

    tablet.hear(Some(vec![news(Moment::NotHere, HOUR_MS)]));
    tablet.hear(Some(vec![news(Moment::Here, HOUR_MS)]));
    assert_eq!((tablet.room(), tablet.store.room_words().unwrap()), (Room::default(), vec![]));

    tablet.hear(Some(vec![news(Moment::NotHere, HOUR_MS)]));
    tablet.mark_here(true);
    assert_eq!(tablet.room(), Room::default(), "one's own word stands before the server has heard it");
}

#[test]
fn a_mark_outlives_the_app_and_not_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = Tablet::new(folder.path());
    tablet.mark_here(false);
    tablet.store.write(|tx| tx.mark_later(CLASS, AMARA, day(0), true)).unwrap();
    drop(tablet);
    let env = Arc::new(TestEnv::new(2));
    let store = Store::open(folder.path(), &KEY, env.clone()).unwrap();
    let room = |later| store.read(|r| r.room(CLASS, day(later), store.now_ms())).unwrap();
    let marked = Room { not_here: [BEN].into(), later: [AMARA].into(), ..Room::default() };
    assert_eq!((room(0), room(1)), (marked, Room::default()));
    assert_eq!(said(&store.room_words().unwrap()), [(BEN, Moment::NotHere)], "later is this device's alone");

    env.pass_ms(24 * HOUR_MS as u64);
    assert_eq!(store.room_words().unwrap(), []);
    store.write(|tx| tx.mark_later(CLASS, BEN, day(1), true)).unwrap();
    assert_eq!((room(0), room(1).later), (Room::default(), [BEN].into()), "yesterday's is forgotten");
    store.write(|tx| tx.mark_later(CLASS, BEN, day(1), false)).unwrap();
    assert_eq!(room(1), Room::default());
}

#[test]
fn that_a_teacher_sits_with_a_student_is_said_once_and_not_when_it_has_passed() {
    let folder = tempfile::tempdir().unwrap();
    let mut tablet = Tablet::new(folder.path());
    tablet.store.sit_with(CLASS, AMARA);
    tablet.env.pass_ms(60_000);
    let words = tablet.store.room_words().unwrap();
    assert_eq!(
        words,
        [RoomWord { class: CLASS, student: AMARA, is: Moment::With, left_ms: WITH_MS - 60_000 }]
    );
    tablet.hear(Some(vec![]));
    assert_eq!(tablet.store.room_words().unwrap(), []);
    tablet.store.sit_with(CLASS, BEN);
    tablet.env.pass_ms(WITH_MS as u64);
    assert_eq!(tablet.store.room_words().unwrap(), []);
}

#[test]
fn what_is_so_of_an_erased_student_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let mut tablet = Tablet::new(folder.path());
    tablet.mark_here(false);
    tablet.feed.erase(BEN);
    tablet.hear(None);
    assert_eq!((tablet.room(), tablet.store.room_words().unwrap()), (Room::default(), vec![]));
}
