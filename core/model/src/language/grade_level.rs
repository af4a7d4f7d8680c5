//! How much reading a text asks for: words a sentence, in every language, and the school grade of an English
//! text by Flesch and Kincaid. The design asks for at most 12 words a sentence and grade 6; whoever tests
//! texts decides.
//!
//! Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability
//! Formulas, Research Branch Report 8-75, Naval Technical Training Command (1975). A word and a sentence are
//! counted as R. Flesch, How to Write Plain English (1979), does: what stands between spaces is a word; a
//! sentence ends at a full stop, a question or exclamation mark, a colon, a semicolon or the end of a line.

use super::syllables::syllables;
use super::words::low;
use super::{Help, Language, NotKnown, Pointed, english_only};

/// The most words of a sentence that the app says.
pub const MOST_WORDS: usize = 12;

/// The highest grade of a text that the app says, in thousandths.
pub const HIGHEST_GRADE: i64 = 6_999;

/// The sentences of a text in its order, with the number of their words; none without a word.
pub fn sentences(text: &str) -> Vec<Pointed<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for end in ends(text) {
        let words = spoken(&text[from..end]).count();
        if words > 0 {
            found.push(Pointed { at: from..end, why: words });
        }
        from = end;
    }
    found
}

/// Where sentences end: before the space after a mark and what closes a quotation, so that no address falls
/// apart.
fn ends(text: &str) -> Vec<usize> {
    let at_a_space = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].trim_end_matches(['”', '"', '’', ')', '»']);
        *c == '\n' || (c.is_whitespace() && before.ends_with(['.', '?', '!', '…', '؟', ':', ';', '؛']))
    });
    at_a_space.map(|(at, _)| at).chain([text.len()]).collect()
}

fn spoken(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// What the formula needs to know of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences with at least one word.
    pub sentences: u32,
    /// Words.
    pub words: u32,
    /// Syllables of all words.
    pub syllables: u32,
}

/// Counts an English text. A number has as many syllables as digits.
pub fn counts(text: &str, language: Language) -> Result<Counts, NotKnown> {
    english_only(Help::GradeLevel, language)?;
    let mut counts = Counts::default();
    for sentence in sentences(text) {
        counts.sentences += 1;
        for word in spoken(&text[sentence.at]) {
            counts.words += 1;
            counts.syllables += spoken_syllables(word);
        }
    }
    Ok(counts)
}

impl Counts {
    /// The school grade, in thousandths, rounded half up: 0.39 × words a sentence + 11.8 × syllables a word −
    /// 15.59. It can be below zero. `None` for a text without words.
    ///
    /// ```
    /// use notyet_model::language::grade_level::Counts;
    ///
    /// // “The Australian platypus is seemingly a hybrid of a mammal and reptilian creature” is published as
    /// // grade 11.3, with 24 syllables in 13 words.
    /// assert_eq!(Counts { sentences: 1, words: 13, syllables: 24 }.grade(), Some(11_265));
    /// ```
    pub fn grade(&self) -> Option<i64> {
        let [sentences, words, syllables] = [self.sentences, self.words, self.syllables].map(i128::from);
        let all = words * sentences;
        if all == 0 {
            return None;
        }
        let above = 390 * words * words + 11_800 * syllables * sentences - 15_590 * all;
        i64::try_from((2 * above + all).div_euclid(2 * all)).ok()
    }
}

/// The syllables of one word as it stands between spaces.
fn spoken_syllables(word: &str) -> u32 {
    let low = low(word);
    let digits = low.chars().filter(|c| c.is_numeric()).count() as u32;
    let parts = low
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|part| part.contains(char::is_alphabetic));
    parts.map(|part| syllables(&part.replace('\'', ""))).sum::<u32>() + digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lengths(text: &str) -> Vec<(&str, usize)> {
        sentences(text).into_iter().map(|s| (text[s.at].trim(), s.why)).collect()
    }

    fn of(text: &str) -> Counts {
        counts(text, Language::English).unwrap()
    }

    #[test]
    fn a_sentence_ends_where_one_stops_reading() {
        assert_eq!(
            lengths("“What is it?” in practice: Next; now.\nOpen\nhttp://192.168.1.20:8080 at 3:45 — now. …"),
            [
                ("“What is it?”", 3),
                ("in practice:", 2),
                ("Next;", 1),
                ("now.", 1),
                ("Open", 1),
                ("http://192.168.1.20:8080 at 3:45 — now.", 4),
            ]
        );
    }

    #[test]
    fn sentences_are_counted_in_every_language() {
        assert_eq!(lengths("هل هذا صحيح؟ نعم، هذا صحيح."), [("هل هذا صحيح؟", 3), ("نعم، هذا صحيح.", 3)]);
        assert_eq!(lengths(" – \n"), []);
    }

    #[test]
    fn a_hyphenated_word_is_one_and_says_all_its_syllables() {
        assert_eq!(of("Self-judged at-bats don’t count."), Counts { sentences: 1, words: 4, syllables: 6 });
    }

    #[test]
    fn a_digit_is_a_syllable() {
        assert_eq!(of("In 7B, 1945."), Counts { sentences: 1, words: 3, syllables: 7 });
    }

    #[test]
    fn short_words_in_short_sentences_are_below_the_first_grade() {
        assert_eq!(of("I can do it. I can.").grade(), Some(-2620));
        assert_eq!(of("").grade(), None);
        assert_eq!(Counts { sentences: 0, words: 5, syllables: 9 }.grade(), None);
    }

    #[test]
    fn the_largest_counts_have_a_grade() {
        let most = Counts { sentences: u32::MAX, words: 1, syllables: u32::MAX };
        assert_eq!(most.grade(), Some(11_800 * i64::from(u32::MAX) - 15_590));
    }

    #[test]
    fn a_language_without_a_formula_is_said_to_be_one() {
        let refused = NotKnown { help: Help::GradeLevel, language: Language::Arabic };
        assert_eq!(counts("هذا", Language::Arabic), Err(refused));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn more_syllables_in_as_many_words_are_a_higher_grade(
            sentences in 1u32..50, words in 1u32..500, more in 1u32..50,
        ) {
            let grade = |syllables| Counts { sentences, words, syllables }.grade();
            prop_assert!(grade(words + more) > grade(words));
        }

        #[test]
        fn sentences_cover_every_word_once(said in prop::collection::vec("[a-z.:\n ؟👩]{1,4}", 0..5)) {
            let text = said.join(" ");
            let found = sentences(&text);
            let words: usize = found.iter().map(|s| s.why).sum();
            prop_assert_eq!(words, spoken(&text).count());
            prop_assert!(found.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start));
        }
    }
}
