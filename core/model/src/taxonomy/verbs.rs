//! Verbs in a standard suggest the level that it asks for (feature 49). Finds them, says what each asks for
//! by the list in `verbs.txt`, and takes the highest; all are shown, and a person decides. A verb is found in
//! the form that a standard uses: “analyze”, “analyzing”, and “analyzes” after “student” or at the beginning;
//! “-ed” says what something is like.
//!
//! What may be a noun is left alone: after a preposition, and with an article or its like before it or one
//! word before that (“a clear outline”). What is told apart so loosely finds a verb too few rather than one
//! too many.

use super::{Bloom, Depth, Marzano, Meanings};
use crate::language::endings::{add, verb};
use crate::language::words::{Word, begins, holds, joined, words};
use crate::language::{Help, Language, NotKnown, Pointed, english_only};
use std::sync::LazyLock;

/// What a verb asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The verb as the list has it.
    pub verb: &'static str,
    /// The process of Bloom's.
    pub bloom: Bloom,
    /// The level of Marzano's.
    pub marzano: Marzano,
}

/// The highest step of a taxonomy that the verbs ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highest<S> {
    /// The step.
    pub step: S,
    /// The position of the lowest level of the scale that reaches it; `None` when none does.
    pub level: Option<usize>,
    /// Why: which of the verbs ask for it, as places in their list.
    pub because: Vec<usize>,
}

/// What the verbs of a standard suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// All verbs that were found, in the order of the text.
    pub verbs: Vec<Pointed<Asks>>,
    /// By Bloom's taxonomy; `None` without a verb.
    pub bloom: Option<Highest<Bloom>>,
    /// By Marzano's; `None` without a verb.
    pub marzano: Option<Highest<Marzano>>,
    /// A hint at the depth of knowledge of a task with these verbs; see [`Depth::hint`].
    pub depth: Option<Depth>,
}

/// What a standard asks for, by its verbs, on a scale whose levels have these meanings.
///
/// ```
/// use notyet_model::language::Language;
/// use notyet_model::scale::Scale;
/// use notyet_model::taxonomy::{Bloom, Meanings, verbs::suggest};
///
/// let standard = "Trace and evaluate the argument in a text, assessing whether the reasoning is sound.";
/// let suggestion = suggest(standard, Language::English, &Meanings::preset(&Scale::preset())).unwrap();
/// let verbs: Vec<_> = suggestion.verbs.iter().map(|found| &standard[found.at.clone()]).collect();
/// assert_eq!(verbs, ["Trace", "evaluate", "assessing"]);
/// let highest = suggestion.bloom.unwrap();
/// assert_eq!((highest.step, highest.level), (Bloom::Evaluate, Some(2))); // Demonstrating
/// assert_eq!(highest.because, [1, 2]);
/// ```
pub fn suggest(text: &str, language: Language, meanings: &Meanings) -> Result<Suggestion, NotKnown> {
    let verbs = verbs(text, language)?;
    let bloom = highest(&verbs, |asks| asks.bloom, |step| meanings.of_bloom(step));
    let marzano = highest(&verbs, |asks| asks.marzano, |step| meanings.of_marzano(step));
    let depth = bloom.as_ref().map(|highest| Depth::hint(highest.step));
    Ok(Suggestion { verbs, bloom, marzano, depth })
}

fn highest<S: Copy + Ord>(
    verbs: &[Pointed<Asks>],
    step_of: impl Fn(&Asks) -> S,
    level_of: impl Fn(S) -> Option<usize>,
) -> Option<Highest<S>> {
    let step = verbs.iter().map(|found| step_of(&found.why)).max()?;
    let because = (0..verbs.len()).filter(|at| step_of(&verbs[*at].why) == step).collect();
    Some(Highest { step, level: level_of(step), because })
}

/// The verbs of a text that ask for a process, in its order.
pub fn verbs(text: &str, language: Language) -> Result<Vec<Pointed<Asks>>, NotKnown> {
    english_only(Help::Verbs, language)?;
    let said = words(text);
    let mut found: Vec<Pointed<Asks>> = Vec::new();
    let mut next = 0;
    // Whether the sentence has a verb in -s already, which an “and” may continue.
    let mut third = false;
    while next < said.len() {
        third &= !said[next].first;
        match verb_at(text, &said, next, third) {
            Some((asks, length, form)) => {
                third |= form == Form::Third;
                found.push(Pointed { at: said[next].at.start..said[next + length - 1].at.end, why: asks });
                next += length;
            }
            None => next += 1,
        }
    }
    Ok(found)
}

/// The forms of a verb that a standard asks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Base,
    /// After he, she, it: “analyzes”.
    Third,
    /// “analyzing”.
    Ing,
}

fn verb_at(text: &str, said: &[Word], first: usize, third: bool) -> Option<(Asks, usize, Form)> {
    let forms = forms(&said[first].low);
    let fits = LISTED.iter().filter_map(|(phrase, asks)| {
        let (_, form) = forms.iter().find(|(base, _)| base == phrase[0])?;
        let rest =
            || begins(text, said, first + 1, phrase[1..].iter().copied(), |word, wanted| word.low == wanted);
        let joins = || joined(text, &said[first], &said[first + 1]);
        let length = if phrase.len() == 1 { 1 } else { rest().filter(|_| joins())? + 1 };
        Some((*asks, length, *form))
    });
    let (asks, length, form) = fits.max_by_key(|(_, length, _)| *length)?;
    let may_be = match form {
        Form::Base => !after_preposition(text, said, first) && !is_noun(text, said, first),
        Form::Ing => !is_noun(text, said, first),
        Form::Third => may_be_third(text, said, first, third),
    };
    may_be.then_some((asks, length, form))
}

/// The verbs that a word may be, and in which form.
fn forms(low: &str) -> Vec<(String, Form)> {
    let (mut ing, mut third) = (Vec::new(), Vec::new());
    verb(&mut ing, low, "ing");
    add(&mut third, low, "s", &[""]);
    add(&mut third, low, "es", &[""]);
    add(&mut third, low, "ies", &["y"]);
    let ing = ing.into_iter().map(|base| (base, Form::Ing));
    let third = third.into_iter().map(|base| (base, Form::Third));
    [(low.to_owned(), Form::Base)].into_iter().chain(ing).chain(third).collect()
}

/// The word before, with nothing but spaces between.
fn before<'a>(text: &str, said: &'a [Word], at: usize) -> Option<&'a str> {
    let word = said.get(at.checked_sub(1)?)?;
    joined(text, word, &said[at]).then_some(word.low.as_str())
}

fn after_preposition(text: &str, said: &[Word], at: usize) -> bool {
    before(text, said, at).is_some_and(|word| holds(PREPOSITIONS, word))
}

/// Whether an article or its like stands before, or one word before that.
fn is_noun(text: &str, said: &[Word], at: usize) -> bool {
    let Some(near) = before(text, said, at) else { return false };
    let far = before(text, said, at - 1).is_some_and(|word| holds(DETERMINERS, word));
    holds(DETERMINERS, near) || (far && !holds(JOINING, near))
}

fn may_be_third(text: &str, said: &[Word], at: usize, third: bool) -> bool {
    let joins = |word| third && holds(JOINING, word);
    match before(text, said, at) {
        Some(word) => holds(SUBJECTS, word) || joins(word),
        None => said[at].first || third,
    }
}

const PREPOSITIONS: &str = "about as at by for from in into of on with";
const DETERMINERS: &str =
    "a an another any each every her his its my no our some that the their these this those your";
const JOINING: &str = "and or then to can will";
const SUBJECTS: &str = "he learner pupil she student who";

/// Every verb of the list as its words, longest phrases among them.
static LISTED: LazyLock<Vec<(Vec<&'static str>, Asks)>> = LazyLock::new(|| {
    let lines = include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#'));
    let of_line = |line: &'static str| {
        let (steps, verbs) = line.split_once(": ").expect("a group names its steps before a colon");
        let (bloom, marzano) = steps.split_once(' ').expect("a group names two steps");
        let (bloom, marzano) = (step(bloom), step(marzano));
        verbs.split(", ").map(move |verb| (verb.split([' ', '-']).collect(), Asks { verb, bloom, marzano }))
    };
    lines.flat_map(of_line).collect()
});

/// A step by the name that it has on the wire too.
fn step<S: serde::de::DeserializeOwned>(name: &str) -> S {
    serde_json::from_value(name.into()).expect("the list names steps of the taxonomies")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::Scale;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        verbs(text, Language::English).unwrap().into_iter().map(|p| &text[p.at]).collect()
    }

    fn suggested(text: &str) -> Suggestion {
        suggest(text, Language::English, &Meanings::preset(&Scale::preset())).unwrap()
    }

    #[test]
    fn each_verb_of_the_list_is_found_as_itself() {
        for (phrase, asks) in LISTED.iter() {
            let text = format!("I can {} it.", phrase.join(" "));
            let one = verbs(&text, Language::English).unwrap();
            assert_eq!(one.iter().map(|p| p.why).collect::<Vec<_>>(), [*asks], "{text}");
        }
    }

    #[test]
    fn the_highest_verb_counts_and_all_are_shown() {
        let suggestion = suggested("Describe a claim, compare two and explain why.");
        let highest = suggestion.bloom.clone().unwrap();
        assert_eq!(
            (highest.step, highest.level, highest.because),
            (Bloom::Understand, Some(1), vec![0, 1, 2])
        );
        let highest = suggestion.marzano.unwrap();
        assert_eq!((highest.step, highest.level, highest.because), (Marzano::Analysis, Some(2), vec![1]));
        assert_eq!(suggestion.depth, Some(Depth::Skill));
        assert_eq!(suggested("Design a poster.").bloom.unwrap().level, Some(3));
        assert_eq!(suggested("Reflect on it.").marzano.unwrap().level, None);
    }

    #[test]
    fn a_text_without_a_listed_verb_suggests_nothing() {
        let nothing = Suggestion { verbs: vec![], bloom: None, marzano: None, depth: None };
        assert_eq!(suggested("I can write an ending that follows from my work."), nothing);
    }

    #[test]
    fn standards_use_three_forms_of_a_verb() {
        assert_eq!(
            found("Analyze, comparing and justifying; planning it."),
            ["Analyze", "comparing", "justifying", "planning",]
        );
        assert_eq!(
            found("The student identifies, carries out and analyzes it."),
            ["identifies", "carries out", "analyzes",]
        );
        assert_eq!(found("Assesses claims. Evaluated, related, used."), ["Assesses"]);
    }

    #[test]
    fn an_s_belongs_to_a_student_or_to_the_verb_before() {
        assert_eq!(found("It shows plans and lists."), [""; 0]);
        assert_eq!(found("A student who plans and lists"), ["plans", "lists"]);
        assert_eq!(found("She plans. It lists, sorts"), ["plans"]);
        assert_eq!(found("She plans, lists"), ["plans", "lists"]);
        assert_eq!(found("She plans how the text lists"), ["plans"]);
    }

    #[test]
    fn what_may_be_a_noun_is_left_alone() {
        for text in [
            "the state",
            "a clear outline",
            "in support of it",
            "my ideas connect",
            "this checking",
            "for use",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("in comparing them"), ["comparing"]);
        assert_eq!(found("a way to compare"), ["compare"]);
        assert_eq!(found("the text, compare it"), ["compare"]);
        assert_eq!(found("the text and compare it"), ["compare"]);
    }

    #[test]
    fn a_phrase_is_one_verb() {
        assert_eq!(found("Back up a claim and self-assess it"), ["Back up", "self-assess"]);
        assert_eq!(found("taking a position"), ["taking a position"]);
        assert_eq!(found("back, up"), [""; 0]);
    }

    #[test]
    fn a_language_without_a_list_is_said_to_be_one() {
        let refused = NotKnown { help: Help::Verbs, language: Language::Arabic };
        assert_eq!(verbs("حلّل", Language::Arabic), Err(refused));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn places_are_whole_words_in_the_order_of_the_text(
            said in prop::collection::vec(prop::sample::select(vec![
                "the", "student", "plans", "and", "carry", "out", "using", "a", "İ", "👩‍🏫", ",", ".", "state",
            ]), 0..7),
        ) {
            let text = said.join(" ");
            let found = verbs(&text, Language::English).unwrap();
            prop_assert!(found.iter().all(|p| text.get(p.at.clone()).is_some_and(|said| !said.is_empty())));
            prop_assert!(found.windows(2).all(|pair| pair[0].at.end < pair[1].at.start));
        }
    }
}
