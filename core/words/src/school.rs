//! What a school calls otherwise: its own word for an outcome and for a level, as terms that take the place of the
//! app's in every text.

use fluent_bundle::FluentResource;
use notyet_model::language::Language;
use notyet_model::language::school_word::SchoolWord;
use notyet_model::register::School;
use std::fmt::Write;

/// A school's own words in one language; the app's stand where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    outcome: Option<SchoolWord>,
    level: Option<SchoolWord>,
}

impl Vocabulary {
    /// Those of a school.
    pub fn of(school: &School, language: Language) -> Self {
        Self {
            outcome: school.outcome_word.of(language).cloned(),
            level: school.level_word.of(language).cloned(),
        }
    }

    /// The terms that take the place of the app's.
    pub(crate) fn terms(&self) -> FluentResource {
        let mut text = String::new();
        for (name, word) in [("outcome", &self.outcome), ("level", &self.level)] {
            if let Some(word) = word {
                terms(name, word, &mut text);
            }
        }
        FluentResource::try_new(text).unwrap_or_else(|(read, _)| read)
    }
}

fn terms(name: &str, word: &SchoolWord, text: &mut String) {
    let (one, some, definite) = (word.for_count(1), word.for_count(SOME), word.definite());
    for (before, form) in [("", one), ("the-", definite)] {
        let capital = if before.is_empty() { capital(name) } else { format!("{}{name}", capital(before)) };
        let _ = writeln!(text, "-{before}{name} = {{ {} }}", literal(form));
        let _ = writeln!(text, "-{capital} = {{ {} }}", literal(&self::capital(form)));
    }
    let _ = writeln!(text, "-{name}s = {{ {} }}", literal(some));
    let _ = writeln!(text, "-{}s = {{ {} }}", capital(name), literal(&capital(some)));
}

/// So many take the form that a heading has: “goals”, “أهداف”.
const SOME: u64 = 3;

fn capital(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A form holds no line break, so that these two signs alone could end it.
fn literal(form: &str) -> String {
    format!("\"{}\"", form.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Speech;
    use notyet_model::language::school_word::{Forms, Gender, SchoolWords};

    fn school() -> School {
        let english = |one: &str, other: &str, definite: &str| Forms::English {
            one: one.into(),
            other: other.into(),
            definite: definite.into(),
        };
        let meta = Forms::Spanish {
            one: "meta".into(),
            other: "metas".into(),
            definite: "la meta".into(),
            gender: Gender::Feminine,
        };
        let words = |forms: Vec<Forms>| {
            let words: Vec<_> = forms.into_iter().map(|forms| SchoolWord::try_from(forms).unwrap()).collect();
            SchoolWords::try_from(words).unwrap()
        };
        School {
            outcome_word: words(vec![english("goal", "goals", "the goal"), meta]),
            level_word: words(vec![english("\"step\" {n}", "steps", "the step")]),
            ..School::named("North", "UTC")
        }
    }

    fn said(tag: &str) -> [String; 5] {
        let speech = Speech::new(tag);
        let speech = speech.for_school(&Vocabulary::of(&school(), speech.language()));
        let keys = ["add-outcome", "student-outcomes", "error-outcome-empty", "walk-open", "why-none"];
        keys.map(|key| crate::plain(&speech.text(key)))
    }

    #[test]
    fn a_schools_words_stand_in_every_text_in_the_form_that_it_asks_for() {
        assert_eq!(
            said("en"),
            [
                "Which goal is it for?",
                "Goals",
                "Pick the goal first.",
                "No \"step\" {n} today",
                "Nothing counts toward the step yet."
            ]
        );
    }

    #[test]
    fn a_language_for_which_it_has_none_keeps_the_apps() {
        assert_eq!(said("es")[..3], ["¿Para qué meta es?", "Metas", "Elige primero la meta."]);
        assert_eq!(said("es")[3], "Hoy sin nivel");
        let arabic = Speech::new("ar");
        assert_eq!(said("ar")[1], crate::plain(&arabic.text("student-outcomes")));
    }
}
