//! Hard words in “I can” statements, tasks, rubrics and directions (features 6 and 8). A word is hard when a
//! list of familiar words does not hold it, nor a word that it is a regular form of. The school's own terms
//! are never hard: they are taught, and link to the glossary. Points, never blocks.
//!
//! Source of the list: the familiar words of the new Dale–Chall formula (`familiar.txt`). Source of the rules
//! for endings: E. Dale and J. S. Chall, “A formula for predicting readability: instructions”, Educational
//! Research Bulletin 27 (1948), put shortly:
//! - Regular plurals, possessives, and the endings -s, -ies, -ed, -ied and -ing of a listed word are
//!   familiar, with a dropped e or a doubled consonant; so are -n and -en of a past participle (“shown”).
//! - So are -er, -est, -ier and -iest, and -ly where nothing else changes. (Dale and Chall do not count a
//!   noun in -er such as “burner”; nothing here knows a noun from “longer”, so it counts.)
//! - One ending, not two, besides the possessive: “clippings” is hard, though “clip” is listed.
//! - Names are familiar, and numbers. Each half of a hyphenated word is looked up by itself.

use super::endings::{add, stems, verb};
use super::words::{Word, begins, words};
use super::{Help, Language, NotKnown, Pointed, english_only};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Why a word is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Many students may not know it.
    Hard,
    /// It is the school's term at this index of the glossary that was given.
    Term(usize),
}

/// The hard words and the glossary's terms of a text, in its order.
///
/// A term is found in its plural and other regular forms too; where several begin at one word, the longest is
/// taken, and of equal ones the first. A name is told by its capital inside a sentence, so a name that begins
/// one may be pointed at. Words in another script than the Latin are not judged.
///
/// ```
/// use notyet_model::language::{Language, Pointed, hard_words::{Why, hard_words}};
///
/// let text = "I can substantiate claims with evidence.";
/// let found = hard_words(text, Language::English, &["claim", "evidence"]).unwrap();
/// let read: Vec<_> = found.iter().map(|p| (&text[p.at.clone()], p.why)).collect();
/// assert_eq!(read, [("substantiate", Why::Hard), ("claims", Why::Term(0)), ("evidence", Why::Term(1))]);
/// ```
pub fn hard_words(text: &str, language: Language, glossary: &[&str]) -> Result<Vec<Pointed<Why>>, NotKnown> {
    english_only(Help::HardWords, language)?;
    let terms: Vec<Vec<Word>> = glossary.iter().map(|term| words(term)).collect();
    let said = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(word) = said.get(next) {
        if let Some((term, length)) = term_at(text, &said, next, &terms) {
            found.push(Pointed { at: word.at.start..said[next + length - 1].at.end, why: Why::Term(term) });
            next += length;
            continue;
        }
        if !is_name(text, word) && !is_familiar(&word.low) {
            found.push(Pointed { at: word.at.clone(), why: Why::Hard });
        }
        next += 1;
    }
    Ok(found)
}

/// The term that begins at this word, and how many words it takes.
fn term_at(text: &str, said: &[Word], first: usize, terms: &[Vec<Word>]) -> Option<(usize, usize)> {
    let same = |word: &Word, wanted: &str| stems(&word.low).iter().any(|stem| stem == wanted);
    terms
        .iter()
        .enumerate()
        .filter_map(|(nth, term)| {
            Some((nth, begins(text, said, first, term.iter().map(|w| w.low.as_str()), same)?))
        })
        .max_by_key(|(nth, length)| (*length, std::cmp::Reverse(*nth)))
}

fn is_name(text: &str, word: &Word) -> bool {
    let mut letters = text[word.at.clone()].chars();
    let (first, second) = (letters.next(), letters.next());
    !word.first && first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase)
}

/// Whether a word in small letters is familiar, or cannot be judged: a number, a single letter, another
/// script.
fn is_familiar(low: &str) -> bool {
    let judged = low.chars().all(|c| !c.is_numeric())
        && low.chars().any(|c| c.is_ascii_alphabetic())
        && low.graphemes(true).nth(1).is_some();
    let owner = low.strip_suffix("'s").unwrap_or(low);
    !judged || is_listed(low) || forms(owner).iter().any(|form| is_listed(form))
}

/// What the list may hold for a word, by the rules above.
fn forms(low: &str) -> Vec<String> {
    let mut forms = stems(low);
    for short in ["n't", "'ll", "'re", "'ve", "'d", "'m"] {
        add(&mut forms, low, short, &[""]);
    }
    for more in ["er", "est"] {
        verb(&mut forms, low, more);
    }
    add(&mut forms, low, "ier", &["y"]);
    add(&mut forms, low, "iest", &["y"]);
    add(&mut forms, low, "ly", &[""]);
    add(&mut forms, low, "n", &[""]);
    add(&mut forms, low, "en", &[""]);
    forms
}

fn is_listed(word: &str) -> bool {
    static LISTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("familiar.txt").lines().filter(|line| !line.starts_with('#'));
        let mut listed: Vec<&str> = lines.flat_map(str::split_whitespace).chain(ALSO.split(' ')).collect();
        listed.sort_unstable();
        listed
    });
    LISTED.binary_search(&word).is_ok()
}

/// Our own additions: pronouns that the list lacks, and what it is too old for.
const ALSO: &str = "\
    app computer email internet it's oneself online ourselves paragraph phone photo student tablet text \
    theirs themselves these video website writer yours yourselves";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pointed(text: &str, glossary: &[&str]) -> Vec<(String, Why)> {
        let found = hard_words(text, Language::English, glossary).unwrap();
        found.into_iter().map(|p| (text[p.at].to_owned(), p.why)).collect()
    }

    fn hard(text: &str) -> Vec<String> {
        pointed(text, &[]).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn a_statement_in_familiar_words_has_nothing_to_point_at() {
        assert_eq!(hard("I can give reasons that fit, in an order that helps my reader."), [""; 0]);
    }

    #[test]
    fn a_word_that_the_list_does_not_hold_is_hard() {
        assert_eq!(hard("Students delineate, then SYNTHESIZE."), ["delineate", "SYNTHESIZE"]);
    }

    #[test]
    fn one_regular_ending_stays_familiar() {
        for word in [
            "reasons",
            "boxes",
            "stories",
            "teacher's",
            "reader's",
            "writers",
            "helped",
            "used",
            "tried",
            "planned",
            "reading",
            "writing",
            "stopping",
            "longer",
            "longest",
            "larger",
            "bigger",
            "biggest",
            "happier",
            "happiest",
            "slowly",
            "shown",
            "known",
            "beaten",
            "wouldn't",
            "they've",
            "you'd",
        ] {
            assert_eq!(hard(&format!("a {word}")), [""; 0]);
        }
    }

    #[test]
    fn two_endings_are_one_too_many() {
        assert_eq!(hard("clip the clippings"), ["clippings"]);
    }

    #[test]
    fn names_numbers_single_letters_and_other_scripts_are_not_judged() {
        assert_eq!(hard("I can follow Zofia's page 7B and X, with 3.5 more from ليان or 김서연."), [""; 0]);
        assert_eq!(hard("Zofia can."), ["Zofia"]);
    }

    #[test]
    fn a_word_all_in_capitals_is_no_name() {
        assert_eq!(hard("I can DELINEATE it."), ["DELINEATE"]);
    }

    #[test]
    fn each_half_of_a_hyphenated_word_is_looked_up() {
        assert_eq!(hard("a well-substantiated, well-known page"), ["substantiated"]);
    }

    #[test]
    fn a_term_links_in_its_forms_and_is_never_hard() {
        let glossary = ["relevant", "counterclaim"];
        assert_eq!(
            pointed("Counterclaims need relevant pages.", &glossary),
            [("Counterclaims".to_owned(), Why::Term(1)), ("relevant".to_owned(), Why::Term(0))]
        );
    }

    #[test]
    fn the_longest_term_is_taken_and_then_the_first() {
        let glossary = ["text", "text structure", "Text Structure", ""];
        assert_eq!(
            pointed("Name its text structures. A text.", &glossary),
            [("text structures".to_owned(), Why::Term(1)), ("text".to_owned(), Why::Term(0))]
        );
    }

    #[test]
    fn a_familiar_word_of_the_glossary_links_as_well() {
        assert_eq!(pointed("a good reason", &["reason"]), [("reason".to_owned(), Why::Term(0))]);
    }

    #[test]
    fn a_language_without_a_list_is_said_to_be_one() {
        let refused = NotKnown { help: Help::HardWords, language: Language::Spanish };
        assert_eq!(hard_words("Puedo", Language::Spanish, &[]), Err(refused));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn places_are_whole_words_in_the_order_of_the_text(
            text in "[a-zA-Z é’.👩-]{0,10}", term in "[a-z -]{0,4}",
        ) {
            let found = hard_words(&text, Language::English, &[&term]).unwrap();
            for pointed in &found {
                prop_assert!(text.get(pointed.at.clone()).is_some_and(|said| !said.is_empty()));
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start));
        }
    }
}
