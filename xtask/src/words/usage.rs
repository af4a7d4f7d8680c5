//! A text that nobody shows is deleted. This looks for each key in the core's code and for each accessor in the
//! shells'; it judges nothing else.

use std::collections::BTreeSet;

use super::{FIRST, camel, read};
use crate::repo;

/// What the code of all three languages speaks of.
#[derive(Default)]
struct Spoken {
    /// Whole keys in Rust, accessors in Kotlin and Swift.
    names: BTreeSet<String>,
    /// Beginnings of keys that the core puts together: `format!("error-{field}-{rule}")` speaks of all `error-`.
    families: BTreeSet<String>,
}

impl Spoken {
    fn hear_rust(&mut self, content: &str) {
        for literal in content.split('"') {
            match literal.split_once('{') {
                Some((family, _))
                    if family.ends_with('-') && super::is_kebab(&family[..family.len() - 1]) =>
                {
                    self.families.insert(family.to_owned());
                }
                _ => {
                    self.names.insert(literal.to_owned());
                }
            }
        }
    }

    fn hear_shell(&mut self, content: &str) {
        let lines = content.lines().filter(|line| !line.starts_with("import "));
        for after_dot in lines.flat_map(|line| line.split('.').skip(1)) {
            let name = after_dot.trim_start_matches('`');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            self.names.insert(name[..end].to_owned());
        }
    }

    fn of(&self, key: &str) -> bool {
        self.names.contains(key)
            || self.names.contains(&camel(key))
            || self.families.iter().any(|family| key.starts_with(family))
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let root = repo::root();
    let skipped = ["target", ".build", "generated", "Generated", "NotYetCore", "bindings"];
    let mut spoken = Spoken::default();
    for path in repo::files_under(&root.join("core"), &[".rs"], &skipped).unwrap() {
        spoken.hear_rust(&repo::read(&path).unwrap());
    }
    for (shell, ending) in [("android", ".kt"), ("ios", ".swift")] {
        for path in repo::files_under(&root.join(shell), &[ending], &skipped).unwrap() {
            spoken.hear_shell(&repo::read(&path).unwrap());
        }
    }
    let texts = &read(&root).unwrap()[FIRST];
    let silent: Vec<String> = texts
        .iter()
        .filter(|(key, _)| !spoken.of(key))
        .map(|(key, text)| format!("{}: {key}", text.place))
        .collect();
    assert_eq!(silent, [""; 0], "these texts are shown nowhere");
}

#[test]
fn an_import_alone_shows_no_text() {
    let mut spoken = Spoken::default();
    spoken.hear_shell("import notyet.core.todayTitle\nText(words.todayHead)\nwords.`when`");
    assert!(!spoken.of("today-title"));
    assert!(spoken.of("today-head") && spoken.of("when"));
}

#[test]
fn a_key_in_quotes_is_shown_by_the_core_and_so_is_its_family() {
    let mut spoken = Spoken::default();
    spoken.hear_rust(
        "words.say(\"today-title\", &[]); format!(\"error-{field}\"); format!(\"{year}-{month}\")",
    );
    assert!(spoken.of("today-title") && spoken.of("error-code-empty"));
    assert!(!spoken.of("today-head"));
}
