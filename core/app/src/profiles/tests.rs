//! Several people on one device, over real databases, without a server: what is locked shows nothing, and who
//! signs out leaves nothing but what was not sent.

use super::*;
use crate::PhotoSize;
use crate::parts::BannerKind;
use crate::picker::PickerWay;
use crate::tests::{FakeHost, level, photo, plain, seat, step, words, words_of};
use notyet_model::authority::Role;
use notyet_model::ids::UserId;
use notyet_store::TestEnv;
use notyet_store::testing::*;
use tempfile::TempDir;

mod handing_over;
mod lesson;

struct Tablet {
    folder: TempDir,
    host: Arc<FakeHost>,
    env: Arc<TestEnv>,
    profiles: Arc<Profiles>,
}

impl Tablet {
    async fn new() -> Self {
        Self::made(true).await
    }

    /// Where a PIN may be left out.
    async fn phone() -> Self {
        Self::made(false).await
    }

    async fn made(is_tablet: bool) -> Self {
        let (folder, host) = (TempDir::new().unwrap(), Arc::new(FakeHost::default()));
        let env = Arc::new(TestEnv::new(1));
        let profiles = start(&folder, &host, &env, is_tablet).await;
        Self { folder, host, env, profiles }
    }

    /// Somebody who has joined, with what the server knows of their class.
    async fn join(&self, user: UserId, role: Role, feed: &mut Feed) -> Arc<Core> {
        let core = self.profiles.place().await.unwrap();
        let store = core.inner.store.open().unwrap();
        // Nothing answers there.
        let enrolment = enrolment(user, role);
        store.write(|tx| tx.enrol(&enrolment, "http://127.0.0.1:9")).unwrap();
        let streams = if role == Role::Student { feed.of_student(user) } else { feed.of_teacher() };
        feed.sync(&store, &streams).unwrap();
        core.inner.link.start(&core.inner).await;
        core
    }

    async fn teacher(&self, user: UserId, name: &str, pin: &str, feed: &mut Feed) -> (String, Arc<Core>) {
        self.join(user, Role::Teacher, feed).await;
        let core = self.profiles.keep(name.into(), Some(pin.into()), Some(pin.into())).await.unwrap();
        (self.id(name).await, core)
    }

    async fn student(&self, user: UserId, name: &str, feed: &mut Feed) -> Arc<Core> {
        self.join(user, Role::Student, feed).await;
        self.profiles.keep(name.into(), None, None).await.unwrap()
    }

    async fn rows(&self) -> Vec<(String, PickerWay, Option<String>)> {
        let rows = self.profiles.picker().await.unwrap().rows;
        rows.into_iter().map(|row| (row.name, row.way, row.note.as_deref().map(plain))).collect()
    }

    async fn id(&self, name: &str) -> String {
        let rows = self.profiles.picker().await.unwrap().rows;
        rows.into_iter().find(|row| row.name == name).unwrap().id
    }

    async fn enter(&self, id: &str, pin: &str) -> Result<Arc<Core>, CoreError> {
        self.profiles.enter(id.into(), Some(pin.into())).await
    }

    /// As if the program had ended and begun again.
    async fn restart(&mut self) {
        self.profiles.stop().await;
        self.profiles = start(&self.folder, &self.host, &self.env, true).await;
    }
}

async fn start(folder: &TempDir, host: &Arc<FakeHost>, env: &Arc<TestEnv>, is_tablet: bool) -> Arc<Profiles> {
    let config = Config { is_tablet, ..crate::tests::config(folder) };
    Profiles::open_in(config, host.clone(), env.clone()).await.unwrap()
}

/// Everything that the façade can be asked for a record of somebody, and what it says to each.
async fn ask_everything(core: &Core) -> Vec<(&'static str, Result<String, CoreError>)> {
    fn said<T: std::fmt::Debug>(answer: Result<T, CoreError>) -> Result<String, CoreError> {
        answer.map(|screen| format!("{screen:?}"))
    }
    let (teaching, learning, syncing) = (core.teaching(), core.learning(), core.syncing());
    let (amara, c3) = (AMARA.to_string(), C3.to_string());
    let some_photo = "00000000-0000-7000-8000-000000000000".to_owned();
    vec![
        ("session", said(core.enrolment().session().await)),
        ("staff", said(core.enrolment().join_with_staff_code("http://127.0.0.1:9".into(), "A".into()).await)),
        (
            "class",
            said(
                core.enrolment()
                    .join_with_class_code("http://127.0.0.1:9".into(), "A".into(), "B".into())
                    .await,
            ),
        ),
        ("today", said(teaching.today(None).await)),
        ("student", said(teaching.student(amara.clone()).await)),
        ("conference", said(teaching.conference(amara.clone(), Some(c3.clone()), None).await)),
        ("level", said(teaching.record_level(level(3)).await)),
        ("photo", said(teaching.record_photo(photo()).await)),
        ("feedback", said(teaching.record_feedback(step("x")).await)),
        ("words", said(teaching.record_own_words(words("x")).await)),
        ("walk", said(teaching.walk(None, None).await)),
        ("seat", said(teaching.record_walk_level(seat(3)).await)),
        ("draft", said(teaching.keep_draft(step("x"), String::new()).await)),
        ("undo", said(teaching.undo().await)),
        ("redo", said(teaching.redo().await)),
        ("leave", said(teaching.leave_student(amara.clone()).await)),
        ("here", said(teaching.set_here(amara.clone(), false).await)),
        ("later", said(teaching.set_later(amara.clone(), true).await)),
        ("door", said(teaching.open_door(Some(amara)).await)),
        (
            "by picture",
            said(core.enrolment().join_with_student_code("http://127.0.0.1:9".into(), "A".into()).await),
        ),
        ("decide", said(teaching.decide_join("x".into(), None).await)),
        ("home", said(learning.home().await)),
        ("outcome", said(learning.outcome(c3).await)),
        ("queue", said(syncing.queue().await)),
        ("try", said(syncing.try_now().await)),
        ("bytes", said(syncing.photo(some_photo, PhotoSize::Full).await)),
        ("understood", said(syncing.understood().await)),
    ]
}

#[tokio::test]
async fn behind_a_locked_door_no_call_of_the_facade_shows_or_changes_anything() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    core.teaching().record_feedback(step("canary-held")).await.unwrap();
    let open: Vec<_> = ask_everything(&core).await.into_iter().filter(|(_, said)| said.is_ok()).collect();
    let readable: String = open.iter().map(|(_, said)| said.clone().unwrap()).collect();
    for text in ["canary-held", "Amara", "I can back a claim"] {
        assert!(readable.contains(text), "{text} is there to be hidden");
    }
    core.teaching().record_feedback(step("canary-held")).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    for (call, said) in ask_everything(&core).await {
        assert_eq!(said, Err(CoreError::Locked), "{call}");
    }
    assert_eq!(core.inner.store.revision(), 0);
    let history = format!("{:?}", core.inner.history().state(None).map(|state| state.saved));
    assert_eq!(history, "None", "what could be taken back is out of memory, too");
    let again = tablet.enter(&id, "2580").await.unwrap();
    let screen = format!("{:?}", again.teaching().student(AMARA.to_string()).await.unwrap());
    assert!(screen.contains("canary-held"), "and nothing was lost");
    assert!(core.teaching().today(None).await.is_ok(), "who kept the old object has the same person's");
}

#[tokio::test]
async fn a_profile_locks_when_nobody_has_touched_the_device_for_as_long_as_is_set() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (_, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    tablet.env.pass_ms(299_999);
    assert!(!tablet.profiles.lock_if_idle().await.unwrap());
    tablet.profiles.touched();
    tablet.env.pass_ms(299_999);
    assert!(!tablet.profiles.lock_if_idle().await.unwrap());
    tablet.env.advance_ms(3_600_000);
    assert!(!tablet.profiles.lock_if_idle().await.unwrap(), "a wall clock that is set tells nothing");
    tablet.env.pass_ms(1);
    assert!(tablet.profiles.lock_if_idle().await.unwrap());
    assert_eq!(core.teaching().today(None).await, Err(CoreError::Locked));
    assert!(!tablet.profiles.lock_if_idle().await.unwrap(), "once");
    tablet.profiles.set_idle_minutes(99).await.unwrap();
    assert_eq!(tablet.profiles.device.people.idle_minutes(), 30);
}

#[tokio::test]
async fn two_people_have_a_database_each_and_one_is_open_at_a_time() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (ortiz, first) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    first.teaching().record_feedback(step("by Ortiz")).await.unwrap();
    let (hale, second) = tablet.teacher(HALE, "Mr H.", "1397", &mut feed).await;
    assert_eq!(first.teaching().today(None).await, Err(CoreError::Locked));
    let screen = format!("{:?}", second.teaching().student(AMARA.to_string()).await.unwrap());
    assert!(!screen.contains("by Ortiz"), "what was not sent is its author's alone");
    let waits = Some("1 thing waits for Ms O.".to_owned());
    assert_eq!(
        tablet.rows().await,
        [("Ms O.".into(), PickerWay::AsksPin, waits), ("Mr H.".into(), PickerWay::AsksPin, None)]
    );
    let wrong = tablet.enter(&ortiz, "1397").await.err().unwrap();
    assert_eq!(words_of(wrong), "That is another PIN. Check each digit.");
    assert!(second.teaching().today(None).await.is_ok(), "a try in vain locks nobody out");
    tablet.restart().await;
    let core = tablet.enter(&ortiz, "2580").await.unwrap();
    let screen = format!("{:?}", core.teaching().student(AMARA.to_string()).await.unwrap());
    assert!(screen.contains("by Ortiz"));
    tablet.enter(&hale, "1397").await.unwrap();
    assert_eq!(core.teaching().today(None).await, Err(CoreError::Locked));
}

#[tokio::test]
async fn a_pin_can_be_changed_by_who_knows_it_and_is_waited_for_after_five_tries() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, _) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    let change = |old: &str, new: &str| {
        let (profiles, id, old, new) = (tablet.profiles.clone(), id.clone(), old.to_owned(), new.to_owned());
        async move { profiles.set_pin(id, Some(old), new.clone(), new).await.map_err(words_of) }
    };
    assert_eq!(change("1111", "1397").await, Err("That is not the PIN now. Check each digit.".into()));
    assert_eq!(change("11", "1397").await, Err("Type the PIN that you have now.".into()));
    let differs = tablet.profiles.set_pin(id.clone(), Some("1111".into()), "1397".into(), "1379".into());
    let differs = differs.await.map_err(words_of);
    assert_eq!(differs, Err("The two PINs differ. Type the second one again.".into()));
    let missing = tablet.profiles.set_pin(id.clone(), None, "1397".into(), "1397".into()).await;
    assert_eq!(missing.map_err(words_of), Err("Type the PIN that you have now.".into()));
    assert_eq!(change("2580", "1234").await, Err("That PIN is easy to guess. Choose another.".into()));
    assert_eq!(change("2580", "25").await, Err("A PIN has 4 to 12 digits.".into()));
    assert_eq!(change("2580", "1397").await, Ok(()));
    tablet.profiles.lock().await.unwrap();
    for _ in 0..5 {
        assert!(tablet.enter(&id, "2580").await.is_err());
    }
    let wait = tablet.enter(&id, "1397").await.err().unwrap();
    assert_eq!(words_of(wait), "Wait 30 s, then try again.");
    let note = Some("Wait 30 s, then try again.".to_owned());
    assert_eq!(tablet.rows().await, [("Ms O.".into(), PickerWay::AsksPin, note)]);
    tablet.env.pass_ms(30_000);
    assert!(tablet.enter(&id, "1397").await.is_ok());
}

#[tokio::test]
async fn a_wrong_old_pin_counts_as_a_try_at_the_door_and_a_new_one_that_is_not_taken_does_not() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    let change = |old: &str, new: &str, again: &str| {
        let (profiles, id) = (tablet.profiles.clone(), id.clone());
        let (old, new, again) = (old.to_owned(), new.to_owned(), again.to_owned());
        async move { profiles.set_pin(id, Some(old), new, again).await.map_err(words_of) }
    };
    for _ in 0..6 {
        assert!(change("1111", "1234", "1234").await.is_err(), "an easy one is refused before any try");
        assert!(change("1111", "1397", "7931").await.is_err(), "and so are two that differ");
    }
    for _ in 0..5 {
        let wrong = change("1111", "1397", "1397").await;
        assert_eq!(wrong, Err("That is not the PIN now. Check each digit.".into()));
    }
    let wait = Err("Wait 30 s, then try again.".to_owned());
    assert_eq!(change("2580", "1397", "1397").await, wait, "the right one has to wait as well");
    assert!(core.teaching().today(None).await.is_ok(), "who is in stays in");
    tablet.env.pass_ms(30_000);
    assert_eq!(change("2580", "1397", "1397").await, Ok(()));
    tablet.profiles.lock().await.unwrap();
    assert!(tablet.enter(&id, "2580").await.is_err());
    assert!(tablet.enter(&id, "1397").await.is_ok());
}

#[tokio::test]
async fn who_has_forgotten_the_pin_joins_again_and_finds_everything() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    core.teaching().record_feedback(step("not sent yet")).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    for _ in 0..10 {
        assert!(tablet.enter(&id, "1111").await.is_err());
        tablet.env.pass_ms(480_000);
    }
    let note =
        Some("No PIN opens this now. Join again with a code from school. Your work is kept.".to_owned());
    assert_eq!(tablet.rows().await, [("Ms O.".into(), PickerWay::JoinsAgain, note)]);
    assert!(tablet.profiles.forget(id.clone()).await.is_err(), "something waits");
    tablet.join(ORTIZ, Role::Teacher, &mut feed).await;
    let back = tablet.profiles.keep("Ms Ortiz".into(), Some("1397".into()), Some("1397".into()));
    let back = back.await.unwrap();
    let screen = format!("{:?}", back.teaching().student(AMARA.to_string()).await.unwrap());
    assert!(screen.contains("not sent yet"));
    assert_eq!(tablet.rows().await, [("Ms Ortiz".into(), PickerWay::AsksPin, None)]);
    assert_eq!(tablet.id("Ms Ortiz").await, id);
    tablet.profiles.lock().await.unwrap();
    assert!(tablet.enter(&id, "1397").await.is_ok());
}

#[tokio::test]
async fn who_joins_chooses_a_name_and_a_tablet_asks_for_a_pin() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    assert_eq!(tablet.rows().await, []);
    tablet.teacher(HALE, "Mr H.", "1397", &mut feed).await;
    tablet.join(ORTIZ, Role::Teacher, &mut feed).await;
    assert_eq!(tablet.rows().await.len(), 1, "who has not agreed to a name is not listed");
    let keep = |name: &str, pin: Option<&str>| {
        let (profiles, name, pin) = (tablet.profiles.clone(), name.to_owned(), pin.map(str::to_owned));
        async move { profiles.keep(name, pin.clone(), pin).await.map(|_| ()).map_err(words_of) }
    };
    let naming = tablet.profiles.naming().await.unwrap();
    assert_eq!(plain(&naming.title), "Which name may this tablet show?");
    assert_eq!(keep("Ms O.", None).await, Err("Type your PIN.".into()));
    assert_eq!(keep(" ", Some("2580")).await, Err("Type your name first.".into()));
    assert_eq!(keep("mr h.", Some("2580")).await, Err("Someone here has that name. Add a letter.".into()));
    let long = "Ms Ortiz who teaches in room 214";
    assert_eq!(
        keep(long, Some("2580")).await,
        Err("That name is too long to show. Use at most 30 letters.".into())
    );
    for (pin, again) in [("2580", Some("2508")), ("2580", Some("25")), ("2580", None)] {
        let kept = tablet.profiles.keep("Ms O.".into(), Some(pin.into()), again.map(str::to_owned)).await;
        let said = "The two PINs differ. Type the second one again.";
        assert_eq!(kept.err().map(words_of).as_deref(), Some(said), "{again:?}");
    }
    assert_eq!(keep("Ms O.", Some("2580")).await, Ok(()));
    assert_eq!(tablet.rows().await.len(), 2);
}

#[tokio::test]
async fn leaving_the_front_locks_who_has_a_pin_and_sends_what_the_others_hold() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    core.teaching().record_feedback(step("held until then")).await.unwrap();
    assert_eq!(tablet.profiles.picker().await.unwrap().open, Some(id.clone()));
    tablet.profiles.suspend().await.unwrap();
    assert_eq!(core.teaching().today(None).await, Err(CoreError::Locked));
    assert_eq!(tablet.profiles.picker().await.unwrap().open, None);
    assert_eq!(tablet.profiles.me().await, Err(CoreError::Locked));
    assert_eq!(tablet.profiles.unsent().await, Ok(1), "its engine goes on behind the door");
    tablet.restart().await;
    assert_eq!(tablet.profiles.unsent().await, Ok(0), "nobody has typed the PIN that would let it go out");

    let phone = Tablet::phone().await;
    let core = phone.student(AMARA, "Amara", &mut feed).await;
    phone.env.pass_ms(3_600_000);
    assert!(!phone.profiles.lock_if_idle().await.unwrap());
    phone.profiles.suspend().await.unwrap();
    assert!(core.learning().home().await.is_ok(), "where no PIN is, locking hides nothing");
}

#[tokio::test]
async fn who_is_in_front_may_choose_when_it_locks() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, _) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    let me = tablet.profiles.me().await.unwrap();
    assert_eq!((me.id, me.name.as_str(), me.has_pin), (id, "Ms O.", true));
    assert_eq!(plain(&me.sign_out), "Sign out of this tablet");
    tablet.profiles.set_idle_minutes(15).await.unwrap();
    let idle = tablet.profiles.me().await.unwrap().idle;
    let chosen: Vec<_> = idle.iter().map(|choice| (plain(&choice.text), choice.chosen)).collect();
    assert_eq!(chosen, [("2 min".into(), false), ("5 min".into(), false), ("15 min".into(), true)]);
}

#[tokio::test]
async fn who_signs_out_without_a_network_leaves_what_was_not_sent_and_nothing_else() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    core.teaching().record_feedback(step("canary-held")).await.unwrap();
    core.teaching().record_photo(photo()).await.unwrap();
    let asked = tablet.profiles.sign_out_question(id.clone()).await.unwrap();
    let sentences: Vec<String> = asked.sentences.iter().map(|s| plain(s)).collect();
    assert_eq!(
        sentences,
        [
            "3 things are not sent yet. They stay sealed, go out by themselves, then go too.",
            "What the school's server has goes from this tablet at once.",
            "This cannot be taken back. Your record stays with the school."
        ]
    );
    assert_eq!((asked.confirm.as_str(), asked.wait.is_some()), ("Sign out, leave it sealed", true));
    let before = tablet.host.secret(format!("profile-{id}-key")).unwrap();
    assert!(before.is_some_and(|key| !key.is_empty()));
    tablet.profiles.sign_out(id.clone()).await.unwrap();
    assert_eq!(tablet.host.secret(format!("profile-{id}-key")).unwrap(), Some(vec![]));
    assert!(!tablet.folder.path().join(&id).exists());
    for (call, said) in ask_everything(&core).await {
        assert_eq!(said, Err(CoreError::Locked), "{call}");
    }
    assert_eq!(tablet.enter(&id, "2580").await.err(), Some(CoreError::not_found("profile")));
    let left = [("Ms O.".to_owned(), PickerWay::Leaves, Some("3 things wait for Ms O.".to_owned()))];
    assert_eq!(tablet.rows().await, left);
    tablet.restart().await;
    assert_eq!(tablet.rows().await, left, "it waits for the network, however often the program begins");
    assert_eq!(std::fs::read_dir(tablet.folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn who_signs_out_with_everything_sent_leaves_nothing() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, _) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    let asked = tablet.profiles.sign_out_question(id.clone()).await.unwrap();
    assert_eq!(asked.sentences.len(), 2, "nothing waits, so nothing is said of it");
    assert_eq!((asked.confirm.as_str(), asked.wait), ("Sign out", None));
    tablet.profiles.sign_out(id).await.unwrap();
    assert_eq!(tablet.rows().await, []);
    assert_eq!(std::fs::read_dir(tablet.folder.path()).unwrap().count(), 0);
}

const DAY_MS: u64 = 86_400_000;

#[tokio::test]
async fn after_120_days_without_contact_a_pin_opens_nothing_and_after_180_only_the_unsent_is_kept() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    tablet.env.pass_ms(120 * DAY_MS);
    core.teaching().record_feedback(step("recorded long after")).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    assert!(tablet.enter(&id, "2580").await.is_ok(), "who is signed in comes back and goes on recording");
    tablet.restart().await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    let over = tablet.enter(&id, "2580").await.err();
    assert_eq!(over, Some(CoreError::LeaseOver { days: 120 }));
    assert_eq!(
        words_of(over.unwrap()),
        "No contact with the school for 120 days. Connect, then try again. Your work is kept."
    );
    tablet.env.pass_ms(60 * DAY_MS);
    tablet.restart().await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    assert_eq!(tablet.enter(&id, "2580").await.err(), Some(CoreError::LeaseEnded { days: 180 }));
    let left = Some("1 thing waits for Ms O.".to_owned());
    assert_eq!(tablet.rows().await, [("Ms O.".into(), PickerWay::Leaves, left)]);
    assert!(!tablet.folder.path().join(&id).exists());
}

#[tokio::test]
async fn who_opens_a_damaged_profile_reads_what_was_saved_and_what_was_not() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    core.teaching().record_feedback(step("recorded before the damage")).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    tablet.profiles.stop().await;
    std::fs::write(tablet.folder.path().join(&id).join("notyet.damaged"), "1").unwrap();
    tablet.restart().await;
    let core = tablet.enter(&id, "2580").await.unwrap();
    let screen = core.syncing().queue().await.unwrap();
    let told = screen.set_aside.map(|told| (plain(&told.text), plain(&told.rest)));
    let saved = "Damaged data was set aside. Saved from it: records 1, photos 0.".to_owned();
    assert_eq!(told, Some((saved, "The rest comes again from the school's server.".to_owned())));
    assert_eq!(screen.queue.len(), 1);
    feed.sync(&core.inner.store.open().unwrap(), &feed.of_teacher()).unwrap();
    let student = format!("{:?}", core.teaching().student(AMARA.to_string()).await.unwrap());
    assert!(student.contains("recorded before the damage"));
    let banner = core.teaching().today(None).await.unwrap().banner.unwrap();
    assert_eq!((banner.kind, banner.text.as_str()), (BannerKind::SetAside, SET_ASIDE));
    core.syncing().understood().await.unwrap();
    assert_eq!(core.syncing().queue().await.unwrap().set_aside, None, "once it is read it is not said again");
    let banner = core.teaching().today(None).await.unwrap().banner;
    assert_ne!(banner.map(|banner| banner.kind), Some(BannerKind::SetAside));
}

const SET_ASIDE: &str = "Damaged data was set aside. See what was saved.";

/// Waits until the list says so; it follows by itself what the profiles hear.
async fn until_listed(tablet: &Tablet, names: &[&str]) {
    for _ in 0..1_000 {
        let rows = tablet.rows().await;
        if rows.iter().map(|(name, ..)| name.as_str()).eq(names.iter().copied()) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{:?} are listed", tablet.rows().await);
}

#[tokio::test]
async fn the_profile_of_an_erased_student_goes_once_anybody_on_the_device_hears_of_it() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    tablet.join(AMARA, Role::Student, &mut feed).await;
    tablet.profiles.keep("Amara".into(), Some("1470".into()), Some("1470".into())).await.unwrap();
    let id = tablet.profiles.device.listed(&tablet.id("Amara").await).unwrap();
    let folder = tablet.profiles.device.people.folder(&id);
    assert!(folder.exists(), "{}", folder.display());
    let (id_of_ortiz, ortiz) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    until_listed(&tablet, &["Amara", "A. O."]).await;
    feed.erase(AMARA);
    feed.sync(&ortiz.inner.store.open().unwrap(), &feed.of_teacher()).unwrap();
    until_listed(&tablet, &["A. O."]).await;
    // It is off the list first; whoever calls after it waits for its turn.
    tablet.profiles.suspend().await.unwrap();
    assert!(!folder.exists());
    tablet.enter(&id_of_ortiz, "2580").await.unwrap();
    assert!(ortiz.teaching().today(None).await.is_ok(), "nobody else's screens are touched");
}

#[tokio::test]
async fn a_profile_whose_enrolment_was_lost_to_damage_stays_with_what_was_saved() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    core.inner.store.open().unwrap().write(|tx| tx.lose_enrolment()).unwrap();
    tablet.restart().await;
    tablet.enter(&id, "2580").await.unwrap();
    // Whoever calls now waits for what has been heard by then.
    for _ in 0..20 {
        tablet.profiles.suspend().await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    until_listed(&tablet, &["A. O."]).await;
}

#[tokio::test]
async fn the_profile_of_an_erased_student_goes_under_their_own_open_screens() {
    let (tablet, mut feed) = (Tablet::phone().await, Feed::of_school());
    let amara = tablet.student(AMARA, "Amara", &mut feed).await;
    until_listed(&tablet, &["Amara"]).await;
    amara.inner.store.open().unwrap().forget_everything().unwrap();
    until_listed(&tablet, &[]).await;
    assert_eq!(amara.learning().home().await.unwrap_err(), CoreError::Locked);
}
