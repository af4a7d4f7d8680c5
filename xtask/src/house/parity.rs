//! The two apps stay parallel: what the core exports, both call; a screen, an intent or a text that one of them has,
//! the other has too. Read from the sources as they are written, so that nothing has to be kept in a list besides
//! what differs for a reason.

use std::collections::BTreeSet;

mod app;
mod exported;
mod source;

use app::{android, ios};

/// Names that only one side has or that neither calls, each with the reason. One that no longer differs is a fault too.
type Reasons = &'static [(&'static str, &'static str)];

/// What the core exports and an app does not call.
const NOT_CALLED: Reasons =
    &[("android and ios: Profiles.forget", "joining again takes the ended profile off the list by itself")];

/// Functions of the clients that are called otherwise on the other side, as "Kotlin's, Swift's".
const OTHER_NAMES: Reasons = &[
    ("suspendWork, suspend", "`suspend` is a word of Kotlin"),
    ("resumeWork, resume", "the counterpart of `suspendWork`"),
    ("format, phrases", "Swift says a text with arguments by its name, Kotlin by its key"),
];

/// Functions of the clients that screens of one app do without.
const OTHER_INTENTS: Reasons = &[];

/// Views and composables on one side alone.
const OTHER_SCREENS: Reasons = &[
    ("ios: Root", "Android's `App` draws no screen of its own, either, and is called otherwise"),
    ("ios: Teacher", "the bar and the ways of a teacher's screens: `TeacherScreens`"),
    ("ios: Learner", "the bar and the ways of a student's screens: `StudentScreens`"),
    ("ios: Finding", "the fields of `Finding`, a part of Today on both"),
    ("ios: PieceRow", "a row of Outcome on both; the core's record has the name without `View`"),
    ("ios: WhyLine", "a line of Outcome on both; the core's record has the name without `View`"),
];

/// Texts that one app alone shows.
const OTHER_TEXTS: Reasons =
    &[("android: conferenceTitle", "iOS names the way back itself, by the title of the screen before")];

/// What differs and has no reason, and reasons for what does not differ.
fn unexplained(found: &BTreeSet<String>, reasons: Reasons) -> Vec<String> {
    let known: BTreeSet<String> = reasons.iter().map(|(name, _)| (*name).to_owned()).collect();
    let new = found.difference(&known).cloned();
    new.chain(known.difference(found).map(|name| format!("{name} has a reason and does not differ")))
        .collect()
}

/// What one of two sets has alone, with the name of the app that has it.
fn on_one_side(android: &BTreeSet<String>, ios: &BTreeSet<String>) -> BTreeSet<String> {
    let alone = |name: &str, one: &BTreeSet<String>, other| -> Vec<String> {
        one.difference(other).map(|what| format!("{name}: {what}")).collect()
    };
    alone("android", android, ios).into_iter().chain(alone("ios", ios, android)).collect()
}

/// What each app lacks of `all`, with who does.
fn lacking(all: &BTreeSet<String>, android: &BTreeSet<String>, ios: &BTreeSet<String>) -> BTreeSet<String> {
    let who = |what: &String| match (android.contains(what), ios.contains(what)) {
        (true, true) => None,
        (false, true) => Some(format!("android: {what}")),
        (true, false) => Some(format!("ios: {what}")),
        (false, false) => Some(format!("android and ios: {what}")),
    };
    all.iter().filter_map(who).collect()
}

#[test]
fn both_apps_call_all_that_the_core_exports() {
    let core = exported::read();
    assert!(core.all().len() > 100, "the core's functions are read: {:?}", core.all());
    let found = lacking(&core.all(), &android().calls(&core), &ios().calls(&core));
    assert_eq!(unexplained(&found, NOT_CALLED), [""; 0]);
}

#[test]
fn both_clients_offer_the_same() {
    let (android, ios) = (android().client(), ios().client());
    assert!(android.len() > 90, "the clients' functions are read: {android:?}");
    let mut renamed = android.clone();
    for (names, _) in OTHER_NAMES {
        let (kotlin, swift) = names.split_once(", ").expect("a pair reads \"Kotlin's, Swift's\"");
        assert!(renamed.remove(kotlin) && renamed.insert(swift.to_owned()), "{names} does not differ");
    }
    assert_eq!(unexplained(&on_one_side(&renamed, &ios), &[]), [""; 0]);
}

#[test]
fn both_apps_screens_use_every_function_of_their_client() {
    let (kotlin, swift) = (android(), ios());
    let mut found = BTreeSet::new();
    for (name, app) in [("android", &kotlin), ("ios", &swift)] {
        let used = app.used();
        found.extend(app.client().into_iter().filter(|f| !used.contains(f)).map(|f| format!("{name}: {f}")));
    }
    assert_eq!(unexplained(&found, OTHER_INTENTS), [""; 0]);
}

#[test]
fn both_apps_have_the_same_screens() {
    let (android, ios) = (android().screens(), ios().screens());
    assert!(android.len() > 20, "the screens are read: {android:?}");
    assert_eq!(unexplained(&on_one_side(&android, &ios), OTHER_SCREENS), [""; 0]);
}

#[test]
fn both_apps_say_the_same_texts() {
    let (android, ios) = (android().texts(), ios().texts());
    assert!(android.len() > 200, "the texts are read: {android:?}");
    assert_eq!(unexplained(&on_one_side(&android, &ios), OTHER_TEXTS), [""; 0]);
}

#[test]
fn what_one_side_lacks_is_named_and_so_is_a_reason_too_many() {
    let set = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let found = on_one_side(&set(&["a", "b"]), &set(&["b", "c"]));
    assert_eq!(unexplained(&found, &[]), ["android: a", "ios: c"]);
    let reasons: Reasons = &[("android: a", "why"), ("ios: d", "why")];
    assert_eq!(unexplained(&found, reasons), ["ios: c", "ios: d has a reason and does not differ"]);
    let found = lacking(&set(&["a", "b", "c", "d"]), &set(&["a", "b"]), &set(&["a", "c"]));
    assert_eq!(unexplained(&found, &[]), ["android and ios: d", "android: c", "ios: b"]);
}
