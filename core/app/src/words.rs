//! Words: every text of both apps, by key, from Project Fluent files. Sentences that depend on data are finished
//! here; static texts go to the shells once, as a map. Isolation marks (FSI … PDI) stay in the text, so that a
//! right-to-left name inside an English sentence keeps its place.

use crate::error::{CoreError, message_of};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

const ENGLISH: &[(&str, &str)] = &[
    ("app.ftl", include_str!("../words/en/app.ftl")),
    ("teacher.ftl", include_str!("../words/en/teacher.ftl")),
    ("student.ftl", include_str!("../words/en/student.ftl")),
    ("levels.ftl", include_str!("../words/en/levels.ftl")),
    ("sync.ftl", include_str!("../words/en/sync.ftl")),
    ("errors.ftl", include_str!("../words/en/errors.ftl")),
];

/// The static texts of one language.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Words {
    /// Rises whenever a text may have changed.
    pub revision: u64,
    /// BCP 47 of the language that was found.
    pub locale: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Texts without arguments, by key.
    pub texts: HashMap<String, String>,
}

/// One language, ready to speak.
#[derive(Clone)]
pub(crate) struct Speech {
    bundle: Arc<FluentBundle<FluentResource>>,
    locale: String,
}

impl Speech {
    /// The nearest language that there is: English so far.
    pub(crate) fn new(_locale: &str) -> Self {
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

    /// The text of a key with its arguments. A key that is not there gives itself, which a test finds.
    pub(crate) fn say(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
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
    pub(crate) fn text(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Whether there is such a text.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// An error in words.
    pub(crate) fn error(&self, error: &CoreError) -> String {
        let (key, argument) = message_of(error);
        let key = if self.has(&key) { key } else { "error-invalid".to_owned() };
        match argument {
            Some((name, value)) => self.say(&key, &[(name, value.into())]),
            None => self.text(&key),
        }
    }

    /// All static texts.
    pub(crate) fn words(&self) -> Words {
        let mut texts = HashMap::new();
        for (_, source) in ENGLISH {
            let resource = FluentResource::try_new((*source).to_owned()).expect("read once already");
            for entry in resource.entries() {
                if let fluent_bundle::resource_entry::Message(key) = entry {
                    texts.insert(key.to_owned(), self.text(key));
                }
            }
        }
        Words { revision: 1, locale: self.locale.clone(), right_to_left: false, texts }
    }
}
