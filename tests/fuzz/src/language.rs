//! Any text, as a teacher may type it: every help points at places that are there, between characters.

use notyet_model::language::forbidden::forbidden;
use notyet_model::language::grade_level::{counts, sentences};
use notyet_model::language::hard_words::hard_words;
use notyet_model::language::mindset::fixed_mindset;
use notyet_model::language::passive::passive;
use notyet_model::language::school_word::SchoolWords;
use notyet_model::language::{Language, Pointed};
use notyet_model::scale::Scale;
use notyet_model::taxonomy::Meanings;
use notyet_model::taxonomy::verbs::{suggest, verbs};

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let glossary = text.split(' ').next().unwrap_or_default();
    let meanings = Meanings::preset(&Scale::preset());
    for language in [Language::English, Language::Spanish, Language::Arabic] {
        there(text, forbidden(text, language));
        let _ = hard_words(text, language, &[glossary]).map(|found| there(text, found));
        let _ = fixed_mindset(text, language).map(|found| there(text, found));
        let _ = passive(text, language).map(|found| there(text, found));
        let _ = verbs(text, language).map(|found| there(text, found));
        let _ = suggest(text, language, &meanings);
        let _ = counts(text, language).map(|counts| counts.grade());
    }
    there(text, sentences(text));
    let _ = Language::of_tag(text);
    if let Ok(terms) = serde_json::from_str::<SchoolWords>(text) {
        for term in
            [Language::English, Language::Spanish, Language::Arabic].map(|language| terms.of(language))
        {
            let forms = term.map(|term| [0, 1, 2, 3, 11, 100].map(|count| term.for_count(count)));
            assert!(forms.is_none_or(|forms| forms.iter().all(|form| !form.is_empty())));
        }
    }
}

fn there<W>(text: &str, found: Vec<Pointed<W>>) {
    let mut end = 0;
    for Pointed { at, .. } in found {
        assert!(
            text.get(at.clone()).is_some_and(|place| !place.is_empty()),
            "{at:?} is no place of the text"
        );
        assert!(at.start >= end, "{at:?} is not behind the one before it");
        end = at.start;
    }
}
