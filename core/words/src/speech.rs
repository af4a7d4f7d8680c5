//! Texts by key. Sentences that depend on data are finished here; static texts go to the shells once, as a map.
//! Isolation marks (FSI … PDI) stay in the text, so that a right-to-left name inside an English sentence keeps
//! its place.

use crate::school::Vocabulary;
use crate::{languages, numbers};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use notyet_model::language::Language;
use std::collections::HashMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// One language, ready to speak. Cheap to clone.
#[derive(Clone)]
pub struct Speech {
    bundle: Arc<FluentBundle<Arc<FluentResource>>>,
    language: Language,
    tag: LanguageIdentifier,
    school: Vocabulary,
}

impl Speech {
    /// The nearest language that there is to a BCP 47 tag: English for what is not among them. Numbers are written as
    /// in the tag's region.
    pub fn new(tag: &str) -> Self {
        let known = Language::of_tag(tag).zip(tag.parse().ok());
        let (language, tag) =
            known.unwrap_or_else(|| (Language::English, "en".parse().expect("a fixed tag")));
        Self::speaking(language, tag, Vocabulary::default())
    }

    /// The same language with a school's own words.
    #[must_use]
    pub fn for_school(&self, school: &Vocabulary) -> Self {
        if self.school == *school {
            return self.clone();
        }
        Self::speaking(self.language, self.tag.clone(), school.clone())
    }

    fn speaking(language: Language, tag: LanguageIdentifier, school: Vocabulary) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
        bundle.set_formatter(Some(numbers::in_texts));
        for resource in languages::texts(language) {
            bundle.add_resource(resource.clone()).unwrap_or_else(|faults| panic!("{language}: {faults:?}"));
        }
        bundle.add_resource_overriding(Arc::new(school.terms()));
        Self { bundle: Arc::new(bundle), language, tag, school }
    }

    /// The language that was found.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The school's own words that it speaks with.
    pub fn school(&self) -> &Vocabulary {
        &self.school
    }

    /// A plain decimal number ("2.5") as this language writes it.
    pub fn number(&self, plain: &str) -> String {
        numbers::number(&self.tag, plain)
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
        for entry in languages::texts(self.language).iter().flat_map(|resource| resource.entries()) {
            let Entry::Message(message) = entry else { continue };
            let Some(pattern) = self.bundle.get_message(message.id.name).and_then(|m| m.value()) else {
                continue;
            };
            let mut faults = vec![];
            let text = self.bundle.format_pattern(pattern, None, &mut faults);
            if faults.is_empty() {
                texts.insert(message.id.name.to_owned(), text.into_owned());
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
        assert_eq!(speech.language(), Language::English);
        assert_eq!(speech.text("why-none"), "Nothing counts toward the level yet.");
        assert_eq!(speech.text("no-such-text"), "no-such-text");
        assert_eq!((speech.has("why-none"), speech.has("no-such-text")), (true, false));
    }

    #[test]
    fn the_nearest_language_speaks_and_english_where_there_is_none() {
        let said = |tag| Speech::new(tag).text("nav-today");
        let [english, spanish, arabic] = ["Today", "Hoy", "اليوم"].map(str::to_owned);
        assert_eq!(["en-GB", "es-MX", "ar_EG"].map(said), [english.clone(), spanish, arabic]);
        assert_eq!(["de", "", "es--"].map(said), [english.clone(), english.clone(), english]);
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
    fn what_people_wrote_is_marked_off_in_every_sentence_of_every_language() {
        // Without its marks the stop of a name would go to the other side of an Arabic sentence.
        const NAME: &str = "Amara O.";
        for tag in ["en", "es", "ar"] {
            let speech = Speech::new(tag);
            let mut marked = 0;
            for resource in languages::texts(speech.language()) {
                let names = resource.source().split('$').skip(1);
                let names = names.map(|rest| rest.split([' ', ')', ',']).next().unwrap_or_default());
                let arguments: Vec<_> = names.map(|name| (name, FluentValue::from(NAME))).collect();
                for entry in resource.entries() {
                    let Entry::Message(message) = entry else { continue };
                    let said = speech.say(message.id.name, &arguments);
                    let whole = format!("\u{2068}{NAME}\u{2069}");
                    let (all, inside) = (said.matches(NAME).count(), said.matches(&whole).count());
                    assert!(all == inside || said == NAME, "{tag}: {}: {said:?}", message.id.name);
                    marked += inside;
                }
            }
            assert!(marked > 100, "{tag}: {marked} places were looked at");
        }
    }

    #[test]
    fn each_plural_of_arabic_has_its_form_and_the_digits_of_the_region() {
        let said = |tag| {
            let speech = Speech::new(tag);
            move |count: &str| plain(&speech.format("sync-item-photo", &[("count", count)]))
        };
        let counts = ["0", "1", "2", "3", "11", "100"];
        assert_eq!(
            counts.map(said("ar-EG")),
            [
                "لا صور ولا ملاحظات صوتية ولا ملفات",
                "صورة أو ملاحظة صوتية أو ملف",
                "صورتان أو ملاحظتان صوتيتان أو ملفان",
                "صور وملاحظات صوتية وملفات: ٣",
                "صور وملاحظات صوتية وملفات: ١١",
                "صور وملاحظات صوتية وملفات: ١٠٠"
            ]
        );
        assert_eq!(said("ar-MA")("3"), "صور وملاحظات صوتية وملفات: 3");
    }

    #[test]
    fn static_texts_are_those_that_need_no_argument() {
        for tag in ["en", "es", "ar"] {
            let texts = Speech::new(tag).static_texts();
            assert_eq!(texts.get("app-name").map(String::as_str), Some("NotYet"));
            assert!(!texts.contains_key("today-saved"));
        }
    }
}
