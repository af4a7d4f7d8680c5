//! What is wrong with the texts as a whole: languages that differ, names that cannot be generated. Each fault is
//! one line that begins with file and line.

use std::collections::BTreeMap;

use super::{FIRST, Texts, camel, is_kebab};

/// Fields of the core's record, which an accessor of the same name could never reach.
const TAKEN: [&str; 4] = ["revision", "locale", "rightToLeft", "texts"];

/// All faults; none when the accessors may be written.
pub(super) fn faults(locales: &BTreeMap<String, Texts>) -> Vec<String> {
    let first = &locales[FIRST];
    let mut faults = Vec::new();
    let mut names = BTreeMap::new();
    for (key, text) in first {
        let place = &text.place;
        let name = camel(key);
        if !is_kebab(key) {
            faults.push(format!("{place}: {key} is not kebab-case"));
        }
        if TAKEN.contains(&name.as_str()) {
            faults.push(format!("{place}: {key} is the name of a field of Words"));
        }
        if let Some(other) = names.insert(name, key) {
            faults.push(format!("{place}: {key} and {other} get the same name"));
        }
        for argument in text.arguments.keys().filter(|argument| !is_kebab(argument)) {
            faults.push(format!("{place}: {key}: ${argument} is not kebab-case"));
        }
    }
    for (locale, texts) in locales.iter().filter(|(locale, _)| *locale != FIRST) {
        differences(locale, first, texts, &mut faults);
    }
    faults
}

fn differences(locale: &str, first: &Texts, other: &Texts, faults: &mut Vec<String>) {
    for (key, text) in first {
        let place = &text.place;
        let Some(translated) = other.get(key) else {
            faults.push(format!("{place}: {key} is not in {locale}"));
            continue;
        };
        // A language may need no plural where English does, so kinds may differ; names may not.
        for argument in text.arguments.keys().filter(|name| !translated.arguments.contains_key(*name)) {
            faults.push(format!("{}: {key} does not use ${argument}", translated.place));
        }
        for argument in translated.arguments.keys().filter(|name| !text.arguments.contains_key(*name)) {
            faults.push(format!("{}: {key} uses ${argument}, {FIRST} does not", translated.place));
        }
    }
    for (key, text) in other.iter().filter(|(key, _)| !first.contains_key(*key)) {
        faults.push(format!("{}: {key} is not in {FIRST}", text.place));
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::texts;
    use super::*;

    fn faults_of(english: &str, arabic: &str) -> Vec<String> {
        let parsed = |path: &str, content: &str| texts(&[(path.into(), content.to_owned())]).unwrap();
        faults(
            &[("en".into(), parsed("en/a.ftl", english)), ("ar".into(), parsed("ar/a.ftl", arabic))].into(),
        )
    }

    #[test]
    fn languages_that_say_the_same_are_in_order() {
        assert_eq!(
            faults_of("a = { $count } pages\n", "a = { $count ->\n   *[other] x { $count }\n}\n"),
            [""; 0]
        );
    }

    #[test]
    fn languages_that_differ_are_named_by_line() {
        let english = "both = A { $name }\nenglish-only = B\n";
        let arabic = "arabic-only = C\nboth = A { $date }\n";
        assert_eq!(
            faults_of(english, arabic),
            [
                "ar/a.ftl:2: both does not use $name",
                "ar/a.ftl:2: both uses $date, en does not",
                "en/a.ftl:2: english-only is not in ar",
                "ar/a.ftl:1: arabic-only is not in en",
            ]
        );
    }

    #[test]
    fn names_that_cannot_be_generated_are_refused() {
        let english = "todayTitle = A\nrevision = B\na-1 = C\na1 = D\n";
        let found = faults_of(english, english);
        assert_eq!(
            found,
            [
                "en/a.ftl:4: a1 and a-1 get the same name",
                "en/a.ftl:2: revision is the name of a field of Words",
                "en/a.ftl:1: todayTitle is not kebab-case",
            ]
        );
    }
}
