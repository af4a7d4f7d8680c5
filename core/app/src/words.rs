//! Words as they cross the boundary: records for the shells, and errors by their texts. What is said, and in
//! which language, is the words crate's.

use crate::error::{CoreError, message_of};
use notyet_model::language::mindset;
use notyet_words::{Speech, is_right_to_left};
use std::collections::HashMap;

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

/// One argument of a text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TextArg {
    /// The argument's name in the words file.
    pub name: String,
    /// Its value as text; digits alone count as a number and choose a plural.
    pub value: String,
}

/// A place in what is typed that somebody may want to look at: counted in UTF-16 units, as both shells' texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TextPlace {
    /// Where it begins.
    pub start: u32,
    /// Where it ends: the first unit after it.
    pub end: u32,
}

/// Where a text speaks of what a person is and not of what the work does; nowhere in a language that has no list.
pub(crate) fn fixed_mindset(speech: &Speech, text: &str) -> Vec<TextPlace> {
    let found = mindset::fixed_mindset(text, speech.language()).unwrap_or_default();
    let units = |end: usize| text[..end].encode_utf16().count() as u32;
    found.into_iter().map(|p| TextPlace { start: units(p.at.start), end: units(p.at.end) }).collect()
}

/// All static texts: those that need no argument.
pub(crate) fn words(speech: &Speech) -> Words {
    Words {
        revision: 1,
        locale: speech.language().tag().to_owned(),
        right_to_left: is_right_to_left(speech.language()),
        texts: speech.static_texts(),
    }
}

/// The text of a key with arguments from a shell.
pub(crate) fn format(speech: &Speech, key: &str, args: &[TextArg]) -> String {
    let args: Vec<_> = args.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
    speech.format(key, &args)
}

/// An error in words.
pub(crate) fn error(speech: &Speech, error: &CoreError) -> String {
    let (key, argument) = message_of(error);
    let key = if speech.has(&key) { key } else { "error-invalid".to_owned() };
    match argument {
        Some((name, value)) => speech.say(&key, &[(name, value.into())]),
        None => speech.text(&key),
    }
}
