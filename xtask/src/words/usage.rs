//! A text that nobody shows is deleted. This looks for each key in the core's code and for each accessor in the
//! shells'; it judges nothing else.

use std::collections::BTreeSet;

use super::{FIRST, camel, read};
use crate::repo;

/// Keys and accessors that a file speaks of: `"today-title"` in Rust, `.todayTitle` in Kotlin and Swift.
fn spoken_of(content: &str, rust: bool, into: &mut BTreeSet<String>) {
    if rust {
        into.extend(content.split('"').map(str::to_owned));
        return;
    }
    let lines = content.lines().filter(|line| !line.starts_with("import "));
    for after_dot in lines.flat_map(|line| line.split('.').skip(1)) {
        let name = after_dot.trim_start_matches('`');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        into.insert(name[..end].to_owned());
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let root = repo::root();
    let skipped = ["target", ".build", "generated", "Generated", "NotYetCore", "bindings"];
    let mut spoken = BTreeSet::new();
    for (folder, endings, rust) in
        [("core", &[".rs"], true), ("android", &[".kt"], false), ("ios", &[".swift"], false)]
    {
        let folder = root.join(folder);
        if folder.exists() {
            for path in repo::files_under(&folder, endings, &skipped).unwrap() {
                spoken_of(&repo::read(&path).unwrap(), rust, &mut spoken);
            }
        }
    }
    let texts = &read(&root).unwrap()[FIRST];
    let silent: Vec<String> = texts
        .iter()
        .filter(|(key, _)| !spoken.contains(*key) && !spoken.contains(&camel(key)))
        .map(|(key, text)| format!("{}: {key}", text.place))
        .collect();
    assert_eq!(silent, [""; 0], "these texts are shown nowhere");
}

#[test]
fn an_import_alone_shows_no_text() {
    let mut spoken = BTreeSet::new();
    spoken_of("import notyet.core.todayTitle\nText(words.todayHead)\nwords.`when`", false, &mut spoken);
    assert!(!spoken.contains("todayTitle"));
    assert!(spoken.contains("todayHead") && spoken.contains("when"));
}

#[test]
fn a_key_in_quotes_is_shown_by_the_core() {
    let mut spoken = BTreeSet::new();
    spoken_of("words.say(\"today-title\", &[])", true, &mut spoken);
    assert!(spoken.contains("today-title"));
}
