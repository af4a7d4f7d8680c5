//! A teacher's own phrases, to be used again (feature 39): the sentences of feedback that they wrote, ranked by how
//! often they were used on an outcome. Nothing is in it that the teacher did not write, and nothing that names
//! somebody who is not meant to be named.

use super::grade_level::sentences;
use super::words::{low, words};
use crate::ids::OutcomeId;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// More letters than this are no phrase to pick with a thumb.
pub const MOST_LETTERS: usize = 60;

/// Something that a teacher wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// In their words.
    pub text: &'a str,
    /// The outcome that it was about.
    pub outcome: OutcomeId,
    /// When, UTC milliseconds.
    pub at_ms: i64,
}

/// People's names, word by word, that no phrase may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden(BTreeSet<String>);

impl Hidden {
    /// The words of these names, without those of `shown`. A single letter is no name.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>, shown: &str) -> Self {
        let shown: BTreeSet<String> = words(shown).into_iter().map(|word| word.low).collect();
        let parts = names.into_iter().flat_map(words).map(|word| word.low);
        Self(parts.filter(|part| part.chars().count() > 1 && !shown.contains(part)).collect())
    }

    /// Whether a text holds one of them: as a word, or at the beginning of one where a script sets no spaces or joins
    /// what follows a name to it.
    fn is_in(&self, text: &str) -> bool {
        words(text).iter().any(|word| {
            let bare = word.low.strip_suffix("'s").unwrap_or(&word.low);
            self.0.contains(bare)
                || (!word.low.is_ascii()
                    && self.0.iter().any(|name| !name.is_ascii() && bare.starts_with(name)))
        })
    }
}

#[derive(Debug, Default)]
struct Use<'a> {
    here: usize,
    anywhere: usize,
    last: (i64, &'a str),
}

/// The phrases for an outcome, at most so many: those used most often on it first, then those used most often
/// anywhere, then the latest. Two that differ in capitals, spaces or the stop at the end are one, worded as it was
/// written last.
///
/// ```
/// use notyet_model::ids::OutcomeId;
/// use notyet_model::language::phrases::{Hidden, Said, phrases};
///
/// let (c1, c3) = (OutcomeId::from_bytes([1; 16]), OutcomeId::from_bytes([3; 16]));
/// let said = [
///     Said { text: "Name the source. Read it aloud", outcome: c1, at_ms: 1 },
///     Said { text: "Use a quotation", outcome: c3, at_ms: 2 },
///     Said { text: "Ask Ben to read it", outcome: c3, at_ms: 3 },
/// ];
/// let hidden = Hidden::of(["Ben Li", "Amara Okafor"], "Amara Okafor");
/// assert_eq!(phrases(&said, c3, &hidden, 9), ["Use a quotation", "Name the source.", "Read it aloud"]);
/// ```
pub fn phrases(said: &[Said<'_>], outcome: OutcomeId, hidden: &Hidden, most: usize) -> Vec<String> {
    let mut uses: BTreeMap<String, Use<'_>> = BTreeMap::new();
    for piece in said {
        for sentence in sentences(piece.text) {
            let phrase = piece.text[sentence.at].trim();
            if phrase.chars().count() > MOST_LETTERS || hidden.is_in(phrase) {
                continue;
            }
            let used = uses.entry(same(phrase)).or_default();
            used.anywhere += 1;
            used.here += usize::from(piece.outcome == outcome);
            used.last = used.last.max((piece.at_ms, phrase));
        }
    }
    let mut ranked: Vec<Use<'_>> = uses.into_values().collect();
    ranked.sort_by_key(|used| Reverse((used.here, used.anywhere, used.last.0)));
    ranked.into_iter().take(most).map(|used| used.last.1.to_owned()).collect()
}

/// What two wordings of one phrase have in common.
fn same(phrase: &str) -> String {
    let spaced: Vec<&str> = phrase.split_whitespace().collect();
    low(spaced.join(" ").trim_end_matches(['.', '…', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const C1: OutcomeId = OutcomeId::from_bytes([1; 16]);
    const C3: OutcomeId = OutcomeId::from_bytes([3; 16]);

    fn said(text: &str, outcome: OutcomeId, at_ms: i64) -> Said<'_> {
        Said { text, outcome, at_ms }
    }

    #[test]
    fn a_phrase_is_one_however_it_is_written() {
        let said = [said("use  a quotation", C3, 2), said("Use a quotation.", C3, 1), said("Quote", C3, 3)];
        assert_eq!(phrases(&said, C3, &Hidden::default(), 9), ["use  a quotation", "Quote"]);
    }

    #[test]
    fn what_is_used_on_this_outcome_comes_first() {
        let said = [
            said("Read it aloud", C1, 5),
            said("Read it aloud", C1, 6),
            said("Use a quotation", C3, 1),
            said("Say why", C1, 7),
        ];
        let all = |outcome| phrases(&said, outcome, &Hidden::default(), 9);
        assert_eq!(all(C3), ["Use a quotation", "Read it aloud", "Say why"]);
        assert_eq!(all(C1), ["Read it aloud", "Say why", "Use a quotation"]);
        assert_eq!(phrases(&said, C3, &Hidden::default(), 1), ["Use a quotation"]);
    }

    #[test]
    fn nobody_else_is_named() {
        let names = ["Ben Whitaker", "김서연", "Amara Okafor", "Amara Diallo"];
        let hidden = Hidden::of(names, "Amara Okafor");
        for text in ["ben knows this", "Ask Ben’s group", "Whitaker", "김서연은 안다", "Read Diallo's page"]
        {
            assert_eq!(phrases(&[said(text, C3, 1)], C3, &hidden, 9), [""; 0], "{text}");
        }
        assert_eq!(
            phrases(&[said("Try plan B", C3, 1)], C3, &Hidden::of(["B Whitaker"], ""), 9),
            ["Try plan B"]
        );
        for text in ["Amara, say why", "Benefit from the source", "Okafor quotes well", "Mark the cliché"] {
            assert_eq!(phrases(&[said(text, C3, 1)], C3, &hidden, 9), [text]);
        }
    }

    #[test]
    fn a_long_sentence_is_no_phrase_and_an_empty_text_has_none() {
        let (longest, long) = ("a".repeat(MOST_LETTERS), "a".repeat(MOST_LETTERS + 1));
        assert_eq!(phrases(&[said(&longest, C3, 1)], C3, &Hidden::default(), 9), [longest.as_str()]);
        assert_eq!(phrases(&[said(&long, C3, 1), said(" . ", C3, 1)], C3, &Hidden::default(), 9), [""; 0]);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn every_phrase_was_written_and_the_order_of_what_was_said_does_not_matter(
            texts in prop::collection::vec("[A-C]{1,2}( [a-c]{1,2}){0,2}[.!]?", 0..8), here in prop::collection::vec(any::<bool>(), 8),
        ) {
            let mut all: Vec<Said<'_>> = texts.iter().zip(&here).enumerate()
                .map(|(at, (text, here))| said(text, if *here { C3 } else { C1 }, at as i64)).collect();
            let found = phrases(&all, C3, &Hidden::default(), 5);
            prop_assert!(found.len() <= 5);
            prop_assert!(found.iter().all(|phrase| texts.iter().any(|text| text.contains(phrase))));
            all.reverse();
            prop_assert_eq!(phrases(&all, C3, &Hidden::default(), 5), found);
        }
    }
}
