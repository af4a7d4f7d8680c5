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
    /// Beginnings of keys that the core puts together: `format!("error-{field}-{rule}")` speaks of all `error-`,
    /// and "today-empty" of "today-empty-title".
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
                    if literal.contains('-') && super::is_kebab(literal) {
                        self.families.insert(format!("{literal}-"));
                    }
                    self.names.insert(literal.to_owned());
                }
            }
        }
    }

    /// An import counts too: ktlint refuses one that is not used.
    fn hear_shell(&mut self, content: &str) {
        for after_dot in content.split('.').skip(1) {
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
fn an_accessor_is_heard_after_a_dot_and_in_an_import() {
    let mut spoken = Spoken::default();
    spoken
        .hear_shell("import notyet.core.todayTitle\nText(words.todayHead)\nwords.`when`\nval todayFoot = 1");
    assert!(spoken.of("today-title") && spoken.of("today-head") && spoken.of("when"));
    assert!(!spoken.of("today-foot"));
}

#[test]
fn a_key_in_quotes_is_shown_by_the_core_and_so_is_its_family() {
    let mut spoken = Spoken::default();
    spoken.hear_rust(
        "say(\"today-title\"); Some(\"home-empty\"); format!(\"error-{field}\"); format!(\"{year}-{month}\")",
    );
    assert!(spoken.of("today-title") && spoken.of("error-code-empty") && spoken.of("home-empty-text"));
    assert!(!spoken.of("today-head") && !spoken.of("home-title"));
}
