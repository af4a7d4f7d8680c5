//! Help with words: hard and passive wording in “I can” statements, fixed-mindset words in feedback,
//! the school's own word for an outcome, a teacher's own phrases. Points at places in a text and says why; never
//! blocks, never changes a text, and never guesses in a language that it has no list for.

pub mod forbidden;
pub mod grade_level;
pub mod hard_words;
pub mod mindset;
pub mod passive;
pub mod phrases;
pub mod plural;
pub mod school_word;

pub(crate) mod endings;
mod syllables;
pub(crate) mod words;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// A language that the app is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
}

impl Language {
    /// The language of a BCP 47 tag, whatever its script and region: “es-MX” is Spanish. `None` for others.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        [Self::English, Self::Spanish, Self::Arabic].into_iter().find(|l| first.eq_ignore_ascii_case(l.tag()))
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Arabic => "ar",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The help that a text was asked to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Help {
    /// [`hard_words`].
    HardWords,
    /// [`passive`].
    Passive,
    /// [`grade_level`].
    GradeLevel,
    /// [`mindset`].
    Mindset,
    /// [`crate::taxonomy::verbs`].
    Verbs,
}

/// There is no list or rule with a source and a licence for this help in this language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{help:?} is not known for the language “{language}”")]
pub struct NotKnown {
    /// What was asked for.
    pub help: Help,
    /// In which language.
    pub language: Language,
}

/// Refuses every language but English, for help that has lists for English alone.
pub(crate) fn english_only(help: Help, language: Language) -> Result<(), NotKnown> {
    if language == Language::English { Ok(()) } else { Err(NotKnown { help, language }) }
}

/// A place in a text, and why somebody may want to look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointed<W> {
    /// Bytes of the text; begins and ends between characters.
    pub at: Range<usize>,
    /// The reason.
    pub why: W,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_whatever_the_region() {
        let read = ["en", "es-MX", "AR_eg", "de", "", "english"].map(Language::of_tag);
        let (en, es, ar) = (Language::English, Language::Spanish, Language::Arabic);
        assert_eq!(read, [Some(en), Some(es), Some(ar), None, None, None]);
        assert_eq!(serde_json::to_string(&ar).unwrap(), r#""ar""#);
    }

    #[test]
    fn help_without_a_list_says_so_and_names_the_language() {
        let refused = english_only(Help::Passive, Language::Spanish).unwrap_err();
        assert_eq!(refused.to_string(), "Passive is not known for the language “es”");
        assert_eq!(english_only(Help::Passive, Language::English), Ok(()));
    }
}
