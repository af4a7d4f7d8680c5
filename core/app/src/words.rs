//! Words as they cross the boundary: records for the shells, and errors by their texts. What is said, and in
//! which language, is the words crate's.

use crate::error::{CoreError, message_of};
use notyet_words::Speech;
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

/// All static texts: those that need no argument.
pub(crate) fn words(speech: &Speech) -> Words {
    Words {
        revision: 1,
        locale: speech.locale().to_owned(),
        right_to_left: false,
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
