//! Texts by key. Sentences that depend on data are finished here; static texts go to the shells once, as a map.
//! Isolation marks (FSI … PDI) stay in the text, so that a right-to-left name inside an English sentence keeps
//! its place.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

const ENGLISH: &[(&str, &str)] = &[
    ("app.ftl", include_str!("../texts/en/app.ftl")),
    ("teacher.ftl", include_str!("../texts/en/teacher.ftl")),
    ("student.ftl", include_str!("../texts/en/student.ftl")),
    ("why.ftl", include_str!("../texts/en/why.ftl")),
    ("levels.ftl", include_str!("../texts/en/levels.ftl")),
    ("sync.ftl", include_str!("../texts/en/sync.ftl")),
    ("profiles.ftl", include_str!("../texts/en/profiles.ftl")),
    ("errors.ftl", include_str!("../texts/en/errors.ftl")),
];

/// One language, ready to speak. Cheap to clone.
#[derive(Clone)]
pub struct Speech {
    bundle: Arc<FluentBundle<FluentResource>>,
    locale: String,
}

impl Speech {
    /// The nearest language that there is: English so far.
    pub fn new(_locale: &str) -> Self {
        let language: LanguageIdentifier = "en".parse().expect("a fixed tag");
        let locale = language.to_string();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        for (file, source) in ENGLISH {
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(_, faults)| panic!("{file}: {faults:?}"));
            bundle.add_resource(resource).unwrap_or_else(|faults| panic!("{file}: {faults:?}"));
        }
        Self { bundle: Arc::new(bundle), locale }
    }

    /// BCP 47 of the language that was found.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The text of a key with its arguments. A key that is not there gives itself, which a test finds.
    pub fn say(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in args {
            arguments.set(*name, value.clone());
        }
        let mut faults = vec![];
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut faults);
        if !faults.is_empty() {
            tracing::error!(key, ?faults, "a text lacks an argument");
        }
        text.into_owned()
    }

    /// The text of a key without arguments.
    pub fn text(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Whether there is such a text.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text of a key with arguments from a shell, by name; digits alone count as a number and choose a plural.
    pub fn format(&self, key: &str, args: &[(&str, &str)]) -> String {
        let value = |text: &str| match text.parse::<i64>() {
            Ok(number) => FluentValue::from(number),
            Err(_) => FluentValue::from(text.to_owned()),
        };
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, value(text))).collect();
        self.say(key, &args)
    }

    /// All static texts by key: those that need no argument.
    pub fn static_texts(&self) -> HashMap<String, String> {
        let mut texts = HashMap::new();
        for (_, source) in ENGLISH {
            let resource = FluentResource::try_new((*source).to_owned()).expect("read once already");
            for entry in resource.entries() {
                let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
                let Some(pattern) = self.bundle.get_message(message.id.name).and_then(|m| m.value()) else {
                    continue;
                };
                let mut faults = vec![];
                let text = self.bundle.format_pattern(pattern, None, &mut faults);
                if faults.is_empty() {
                    texts.insert(message.id.name.to_owned(), text.into_owned());
                }
            }
        }
        texts
    }
}

/// A text without the marks that keep a name of another direction in its place: for a terminal and for tests.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_by_its_key_and_a_key_that_is_not_there_gives_itself() {
        let speech = Speech::new("en");
        assert_eq!(speech.locale(), "en");
        assert_eq!(speech.text("why-none"), "Nothing counts toward a level yet.");
        assert_eq!(speech.text("no-such-text"), "no-such-text");
        assert_eq!((speech.has("why-none"), speech.has("no-such-text")), (true, false));
    }

    #[test]
    fn digits_from_a_shell_choose_a_plural_and_names_are_marked_off() {
        let speech = Speech::new("en");
        let saved = |count: &str| plain(&speech.format("today-saved", &[("count", count)]));
        assert_eq!([saved("1"), saved("2")], ["1 saved", "2 saved"]);
        let photo = speech.format("photo-of-day", &[("day", "12 Nov")]);
        assert_eq!(photo, "Photo of \u{2068}12 Nov\u{2069}");
    }

    #[test]
    fn static_texts_are_those_that_need_no_argument() {
        let texts = Speech::new("en").static_texts();
        assert_eq!(texts.get("app-name").map(String::as_str), Some("NotYet"));
        assert!(!texts.contains_key("today-saved"));
    }
}
