//! Fixed-mindset words in feedback (feature 48): wordings that speak of what a person is and not of what the
//! work does, for a quiet underline and the question “Name what the work does?”. Never blocks, never leaves
//! the device, and says nothing about whoever wrote them.
//!
//! Sources: C. M. Mueller and C. S. Dweck, Praise for intelligence can undermine children's motivation and
//! performance, JPSP 75 (1998); M. L. Kamins and C. S. Dweck, Person versus process praise and criticism,
//! Developmental Psychology 35 (1999); C. S. Dweck, Mindset (2006), and The perils and promises of praise,
//! Educational Leadership 65 (2007); A. Rattan, C. Good and C. S. Dweck, “It's ok – not everyone can be good
//! at math”, JESP 48 (2012); and the three statements of the Mastery Wiki: “I am not a math person.” “I can't
//! write to save my life.” “You're smarter than me.”

use super::words::{Word, begins, words};
use super::{Help, Language, NotKnown, Pointed, english_only};
use std::sync::LazyLock;

/// What a wording does that work could do better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// Praises a trait: “smart”, “a natural”.
    Talent,
    /// Sets a bound: “can't”, “will never”. Quiet where the sentence says “yet”.
    Limit,
    /// Sorts people into kinds: “not a math person”.
    Kind,
    /// Blames a trait: “you are careless”.
    Blame,
    /// Measures against others: “better than the others”.
    Others,
    /// Comforts for a bound: “not everyone is good at this”.
    Comfort,
    /// Praises that it cost no effort: “without even trying”.
    Ease,
}

/// The fixed-mindset wordings of a text, in its order; of several that begin at one word, the longest.
///
/// ```
/// use notyet_model::language::{Language, mindset::{Fixed, fixed_mindset}};
///
/// let text = "You're smart. You can't quote a source yet.";
/// let found = fixed_mindset(text, Language::English).unwrap();
/// assert_eq!(found.len(), 1);
/// assert_eq!((&text[found[0].at.clone()], found[0].why), ("smart", Fixed::Talent));
/// ```
pub fn fixed_mindset(text: &str, language: Language) -> Result<Vec<Pointed<Fixed>>, NotKnown> {
    english_only(Help::Mindset, language)?;
    let said = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(word) = said.get(next) {
        match wording_at(text, &said, next) {
            Some((length, why)) => {
                if why != Fixed::Limit || !says_yet(&said, next) {
                    found.push(Pointed { at: word.at.start..said[next + length - 1].at.end, why });
                }
                next += length;
            }
            None => next += 1,
        }
    }
    Ok(found)
}

/// The longest listed wording that begins at this word, and how many words it takes.
fn wording_at(text: &str, said: &[Word], first: usize) -> Option<(usize, Fixed)> {
    let same = |word: &Word, wanted: &str| wanted == "*" || word.low == wanted;
    let fits = LISTED.iter().filter_map(|wording| {
        let length = begins(text, said, first, wording.phrase.iter().copied(), same)?;
        (!wording.of_person || is_said_of_a_person(&said[..first])).then_some((length, wording.kind))
    });
    fits.max_by_key(|(length, _)| *length)
}

struct Wording {
    kind: Fixed,
    /// It counts only when said of a person.
    of_person: bool,
    phrase: Vec<&'static str>,
}

static LISTED: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let lines = include_str!("fixed_mindset.txt").lines().filter(|line| !line.starts_with('#'));
    let of_line = |line: &'static str| {
        let (kind, phrase) = line.split_once(' ').expect("a line is a kind and a wording");
        let bare = phrase.trim_start_matches('~');
        Wording { kind: kind_of(kind), of_person: bare != phrase, phrase: bare.split(' ').collect() }
    };
    lines.map(of_line).collect()
});

fn kind_of(word: &str) -> Fixed {
    match word {
        "talent" => Fixed::Talent,
        "limit" => Fixed::Limit,
        "kind" => Fixed::Kind,
        "blame" => Fixed::Blame,
        "others" => Fixed::Others,
        "comfort" => Fixed::Comfort,
        "ease" => Fixed::Ease,
        _ => unreachable!("the list has no other kinds"),
    }
}

/// Whether what stands before ends in “you are”, “she's” or their like, with words of degree between.
fn is_said_of_a_person(before: &[Word]) -> bool {
    let mut before = before.iter().rev().map(|w| w.low.as_str()).skip_while(|w| DEGREES.contains(w));
    let Some(verb) = before.next() else { return false };
    CONTRACTED.contains(&verb) || (BE.contains(&verb) && before.next().is_some_and(|w| PEOPLE.contains(&w)))
}

const DEGREES: [&str; 12] =
    ["a", "an", "always", "pretty", "quite", "rather", "really", "so", "such", "the", "too", "very"];
const CONTRACTED: [&str; 6] = ["he's", "i'm", "she's", "they're", "we're", "you're"];
const BE: [&str; 6] = ["am", "are", "be", "is", "was", "were"];
const PEOPLE: [&str; 8] = ["don't", "he", "i", "she", "they", "to", "we", "you"];

/// Whether the sentence of this word says “yet”.
fn says_yet(said: &[Word], at: usize) -> bool {
    let begin = (0..=at).rev().find(|at| said[*at].first).unwrap_or(0);
    said[begin..].iter().enumerate().take_while(|(nth, w)| *nth == 0 || !w.first).any(|(_, w)| w.low == "yet")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, Fixed)> {
        let found = fixed_mindset(text, Language::English).unwrap();
        found.into_iter().map(|p| (&text[p.at], p.why)).collect()
    }

    #[test]
    fn the_statements_of_the_source_are_found() {
        assert_eq!(found("I am not a math person."), [("not a math person", Fixed::Kind)]);
        assert_eq!(found("I can’t write to save my life."), [("can’t", Fixed::Limit)]);
        assert_eq!(found("You're smarter than me."), [("smarter than", Fixed::Others)]);
    }

    #[test]
    fn each_kind_has_its_wordings() {
        for (text, expected) in [
            ("You're a natural!", ("a natural", Fixed::Talent)),
            ("This will never work for Ben.", ("will never", Fixed::Limit)),
            ("She is a slow learner.", ("slow learner", Fixed::Kind)),
            ("I am disappointed in you.", ("disappointed in you", Fixed::Blame)),
            ("You are the best in this class.", ("best in this class", Fixed::Others)),
            ("Not everyone is good at this.", ("Not everyone is", Fixed::Comfort)),
            ("You did it without even trying.", ("without even trying", Fixed::Ease)),
        ] {
            assert_eq!(found(text), [expected]);
        }
    }

    #[test]
    fn words_about_the_work_are_left_alone() {
        for text in [
            "Your claim is clear, and the link to it is weak.",
            "Slow down at the second quotation.",
            "Bright colours, bad weather and a careless narrator",
            "You went further than last time: better than before.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn some_words_count_when_said_of_a_person() {
        for text in
            ["You are so lazy", "you’re really very lazy", "I was lazy", "Don’t be lazy", "to be lazy"]
        {
            assert_eq!(found(text), [("lazy", Fixed::Blame)], "{text}");
        }
        assert_eq!(found("lazy"), []);
        assert_eq!(found("so lazy"), []);
    }

    #[test]
    fn yet_in_the_same_sentence_opens_a_limit_again() {
        assert_eq!(found("You can't quote yet."), []);
        assert_eq!(found("Not yet. You can't quote."), [("can't", Fixed::Limit)]);
        assert_eq!(found("You can't quote. Yet it works."), [("can't", Fixed::Limit)]);
        assert_eq!(found("You are not smart yet."), [("smart", Fixed::Talent)]);
    }

    #[test]
    fn every_line_of_the_list_is_found_as_itself() {
        for wording in LISTED.iter() {
            let said = wording.phrase.join(" ").replace('*', "this");
            let text = if wording.of_person { format!("You are {said}.") } else { format!("{said}.") };
            assert_eq!(found(&text), [(said.as_str(), wording.kind)]);
        }
    }

    #[test]
    fn a_language_without_a_list_is_said_to_be_one() {
        let refused = NotKnown { help: Help::Mindset, language: Language::Spanish };
        assert_eq!(fixed_mindset("listo", Language::Spanish), Err(refused));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn places_are_whole_words_in_the_order_of_the_text(
            said in prop::collection::vec(prop::sample::select(vec![
                "you", "are", "can’t", "so", "lazy", "yet.", "not", "a", "person", "smart", "İ", "👩‍🏫", ",",
            ]), 0..7),
        ) {
            let text = said.join(" ");
            let found = fixed_mindset(&text, Language::English).unwrap();
            prop_assert!(found.iter().all(|p| text.get(p.at.clone()).is_some_and(|said| !said.is_empty())));
            prop_assert!(found.windows(2).all(|pair| pair[0].at.end < pair[1].at.start));
        }
    }
}
