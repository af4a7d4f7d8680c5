//! The school's own word for an outcome (feature 7): learning target, goal, proficiency, attainment; and for a level. A word
//! is a set of forms for each language, checked before it is used everywhere; sentences are put together in
//! the words files.

use super::forbidden::{Forbidden, forbidden};
use super::plural::{Plural, plural};
use super::{Language, words::low};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// The gender that words round a noun agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// “el objetivo”.
    Masculine,
    /// “la meta”.
    Feminine,
}

/// The forms of a word that its language asks for, before they are checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "language")]
pub enum Forms {
    /// English.
    #[serde(rename = "en")]
    English {
        /// “learning target”.
        one: String,
        /// “learning targets”.
        other: String,
        /// “the learning target”.
        definite: String,
    },
    /// Spanish.
    #[serde(rename = "es")]
    Spanish {
        /// “meta”.
        one: String,
        /// “metas”.
        other: String,
        /// “la meta”.
        definite: String,
        /// What “la” agrees with.
        gender: Gender,
    },
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic {
        /// “هدف”.
        one: String,
        /// “هدفان”.
        two: String,
        /// After 3 to 10: “أهداف”.
        few: String,
        /// After 11 to 99: “هدفًا”.
        many: String,
        /// After hundreds, and after nothing: “هدف”.
        other: String,
        /// “الهدف”.
        definite: String,
        /// What numbers and verbs agree with.
        gender: Gender,
    },
}

/// Which form of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One of it.
    One,
    /// Two of it.
    Two,
    /// A few of it.
    Few,
    /// Many of it.
    Many,
    /// Any other number of it.
    Other,
    /// The one that was spoken of.
    Definite,
}

/// Why forms are no word for an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSchoolWord {
    /// A form is needed.
    #[error("the form “{0:?}” is empty")]
    Empty(Form),
    /// Longer than [`LONGEST`].
    #[error("the form “{0:?}” has more than {LONGEST} letters")]
    TooLong(Form),
    /// Begins or ends with a space, or holds a line break, a tabulator or an invisible mark of direction.
    #[error("the form “{0:?}” holds a character that no sentence can hold")]
    Unseen(Form),
    /// Holds a word that no text of the app may show.
    #[error("the form “{0:?}” holds a word that no text may show")]
    Forbidden(Form),
    /// The definite form lacks the article of its language.
    #[error("the definite form has no article")]
    NoArticle,
    /// “el” before a feminine word, or “la” before a masculine one.
    #[error("the article does not agree with the gender")]
    OtherGender,
    /// Two words for one language.
    #[error("there are two words for the language “{0}”")]
    Twice(Language),
}

/// The most letters of a form, counted as people see them.
pub const LONGEST: usize = 40;

/// A school's word in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Forms", into = "Forms")]
pub struct SchoolWord(Forms);

impl TryFrom<Forms> for SchoolWord {
    type Error = BadSchoolWord;

    fn try_from(forms: Forms) -> Result<Self, BadSchoolWord> {
        for (form, text) in all(&forms) {
            checked(form, text, language(&forms))?;
        }
        article(&forms)?;
        Ok(Self(forms))
    }
}

impl From<SchoolWord> for Forms {
    fn from(word: SchoolWord) -> Self {
        word.0
    }
}

impl SchoolWord {
    /// Its language.
    pub fn language(&self) -> Language {
        language(&self.0)
    }

    /// The form that stands after a count. Arabic has none of its own for nothing and takes the one after
    /// hundreds; Spanish after whole millions takes its plural.
    pub fn for_count(&self, count: u64) -> &str {
        let wanted = match plural(count, self.language()) {
            Plural::One => Form::One,
            Plural::Two => Form::Two,
            Plural::Few => Form::Few,
            Plural::Many if self.language() == Language::Arabic => Form::Many,
            Plural::Many | Plural::Zero | Plural::Other => Form::Other,
        };
        self.form(wanted)
    }

    /// The form of the one that was spoken of.
    pub fn definite(&self) -> &str {
        self.form(Form::Definite)
    }

    /// What words round it agree with; English has none.
    pub fn gender(&self) -> Option<Gender> {
        match self.0 {
            Forms::English { .. } => None,
            Forms::Spanish { gender, .. } | Forms::Arabic { gender, .. } => Some(gender),
        }
    }

    fn form(&self, wanted: Form) -> &str {
        let found = all(&self.0).into_iter().find(|(form, _)| *form == wanted);
        found.map(|(_, text)| text).expect("a language has every form that its plural rule names")
    }
}

fn language(forms: &Forms) -> Language {
    match forms {
        Forms::English { .. } => Language::English,
        Forms::Spanish { .. } => Language::Spanish,
        Forms::Arabic { .. } => Language::Arabic,
    }
}

fn all(forms: &Forms) -> Vec<(Form, &str)> {
    match forms {
        Forms::English { one, other, definite } | Forms::Spanish { one, other, definite, .. } => {
            vec![(Form::One, one), (Form::Other, other), (Form::Definite, definite)]
        }
        Forms::Arabic { one, two, few, many, other, definite, .. } => vec![
            (Form::One, one),
            (Form::Two, two),
            (Form::Few, few),
            (Form::Many, many),
            (Form::Other, other),
            (Form::Definite, definite),
        ],
    }
}

fn checked(form: Form, text: &str, language: Language) -> Result<(), BadSchoolWord> {
    if text.trim().is_empty() {
        return Err(BadSchoolWord::Empty(form));
    }
    if text.graphemes(true).count() > LONGEST {
        return Err(BadSchoolWord::TooLong(form));
    }
    if text.trim() != text || text.contains(|c: char| c.is_control() || TURNS.contains(&c)) {
        return Err(BadSchoolWord::Unseen(form));
    }
    if forbidden(text, language).iter().any(|found| found.why == Forbidden::Fail) {
        return Err(BadSchoolWord::Forbidden(form));
    }
    Ok(())
}

/// Marks that turn the direction of what follows.
const TURNS: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

/// The definite form begins with the article; in Arabic one of its words carries it (“هدف التعلّم”).
fn article(forms: &Forms) -> Result<(), BadSchoolWord> {
    let begins = match forms {
        Forms::English { definite, .. } => low(definite).starts_with("the "),
        Forms::Spanish { definite, gender, .. } => return spanish_article(&low(definite), *gender),
        Forms::Arabic { definite, .. } => definite.split_whitespace().any(|word| word.starts_with("ال")),
    };
    if begins { Ok(()) } else { Err(BadSchoolWord::NoArticle) }
}

/// “el” is also the article of a feminine word that begins with a stressed a (“el área”).
fn spanish_article(definite: &str, gender: Gender) -> Result<(), BadSchoolWord> {
    let (article, noun) = definite.split_once(' ').ok_or(BadSchoolWord::NoArticle)?;
    let begins_with_a = noun.trim_start_matches('h').starts_with(['a', 'á']);
    match (article, gender) {
        ("el", Gender::Masculine) | ("la", Gender::Feminine) => Ok(()),
        ("el", Gender::Feminine) if begins_with_a => Ok(()),
        ("el" | "la", _) => Err(BadSchoolWord::OtherGender),
        _ => Err(BadSchoolWord::NoArticle),
    }
}

/// A school's word, for an outcome or for a level, in the languages that it has one for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<SchoolWord>", into = "Vec<SchoolWord>")]
pub struct SchoolWords(BTreeMap<Language, SchoolWord>);

impl TryFrom<Vec<SchoolWord>> for SchoolWords {
    type Error = BadSchoolWord;

    fn try_from(words: Vec<SchoolWord>) -> Result<Self, BadSchoolWord> {
        let mut all = BTreeMap::new();
        for word in words {
            let language = word.language();
            if all.insert(language, word).is_some() {
                return Err(BadSchoolWord::Twice(language));
            }
        }
        Ok(Self(all))
    }
}

impl From<SchoolWords> for Vec<SchoolWord> {
    fn from(words: SchoolWords) -> Self {
        words.0.into_values().collect()
    }
}

impl SchoolWords {
    /// The word in a language; `None`: the app's own stands.
    pub fn of(&self, language: Language) -> Option<&SchoolWord> {
        self.0.get(&language)
    }

    /// Whether the app's own stands in every language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests;
