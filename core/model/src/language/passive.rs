//! Passive wording in “I can” statements, tasks, rubrics and directions (feature 6): a form of *be* or *get*,
//! at most three adverbs, a past participle. “Claims are supported by evidence” hides who acts; “I support my
//! claims” does not. Points, never blocks.
//!
//! The pattern is the one of R. Quirk, S. Greenbaum, G. Leech and J. Svartvik, A Comprehensive Grammar of the
//! English Language (1985), §§ 3.63–3.78; irregular participles are listed in `participles.txt`. A participle
//! that says how somebody feels or what something is like (“I am interested”) is an adjective there and here.
//! Not seen: a passive whose subject stands inside (“Is the claim supported?”), one without an auxiliary (“a
//! claim supported by …”), and one after ’s, which may as well be *has*.

use super::words::{Word, holds, joined, words};
use super::{Help, Language, NotKnown, Pointed, english_only};

/// Whether a passive says who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// “… by the writer” follows.
    Named,
    /// Nobody is named.
    Unsaid,
}

/// The passive wordings of a text in its order, each from its auxiliary to its participle.
///
/// ```
/// use notyet_model::language::{Language, passive::{Doer, passive}};
///
/// let text = "Claims are always supported by evidence. I am interested.";
/// let found = passive(text, Language::English).unwrap();
/// assert_eq!(found.len(), 1);
/// assert_eq!((&text[found[0].at.clone()], found[0].why), ("are always supported", Doer::Named));
/// ```
pub fn passive(text: &str, language: Language) -> Result<Vec<Pointed<Doer>>, NotKnown> {
    english_only(Help::Passive, language)?;
    let said = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < said.len() {
        match participle_after(text, &said, next) {
            Some(last) => {
                let by = said.get(last + 1).is_some_and(|w| w.low == "by" && joined(text, &said[last], w));
                let why = if by { Doer::Named } else { Doer::Unsaid };
                found.push(Pointed { at: said[next].at.start..said[last].at.end, why });
                next = last + 1;
            }
            None => next += 1,
        }
    }
    Ok(found)
}

/// Where the participle stands that an auxiliary at `first` leads to.
fn participle_after(text: &str, said: &[Word], first: usize) -> Option<usize> {
    if !is_auxiliary(&said[first].low) {
        return None;
    }
    for at in first + 1..said.len().min(first + 2 + MOST_BETWEEN) {
        if !joined(text, &said[at - 1], &said[at]) {
            return None;
        }
        if is_participle(&said[at].low) {
            return Some(at);
        }
        if !may_stand_between(&said[at].low) {
            return None;
        }
    }
    None
}

/// Adverbs and the second auxiliary of “is being read”.
const MOST_BETWEEN: usize = 3;

fn is_auxiliary(low: &str) -> bool {
    holds(AUXILIARIES, low) || low.ends_with("'re") || low == "i'm"
}

const AUXILIARIES: &str =
    "am are aren't be been being is isn't was wasn't were weren't ain't get gets getting got";

fn may_stand_between(low: &str) -> bool {
    holds(BETWEEN, low) || low.ends_with("ly")
}

const BETWEEN: &str =
    "all already also always been being both either ever never not now often soon then well";

fn is_participle(low: &str) -> bool {
    if holds(NO_PARTICIPLES, low) {
        return false;
    }
    is_regular(low) || is_irregular(low) || AGAIN.iter().filter_map(|p| low.strip_prefix(p)).any(is_irregular)
}

/// A verb with -ed: four letters at least, and no noun such as “speed”.
fn is_regular(low: &str) -> bool {
    let of_verb = |stem: &str| stem.chars().count() > 1 && !stem.ends_with('e');
    low.strip_suffix("ed").is_some_and(of_verb) || IN_EED.contains(&low)
}

/// The participles in -eed; other such words are nouns.
const IN_EED: [&str; 6] = ["agreed", "decreed", "disagreed", "freed", "guaranteed", "refereed"];

fn is_irregular(low: &str) -> bool {
    holds(include_str!("participles.txt"), low)
}

/// What a listed participle may follow: “rewritten”, “misunderstood”.
const AGAIN: [&str; 6] = ["fore", "mis", "out", "over", "re", "un"];

/// Nouns and adjectives in -ed: what something is like, and how somebody feels.
const NO_PARTICIPLES: &str = "\
    advanced aged amazed annoyed ashamed beloved bored complicated concerned confused crooked delighted \
    detailed disappointed embarrassed excited experienced frightened frustrated gifted greed hatred \
    hundred interested kindred naked pleased ragged related relaxed rugged sacred satisfied scared shred \
    skilled sled stressed supposed surprised talented tired wicked worried wretched";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, Doer)> {
        let found = passive(text, Language::English).unwrap();
        found.into_iter().map(|p| (&text[p.at], p.why)).collect()
    }

    #[test]
    fn what_ends_one_passive_begins_no_other() {
        assert_eq!(found("The prize is got paid"), [("is got", Doer::Unsaid)]);
    }

    #[test]
    fn be_or_get_with_a_participle_is_passive() {
        for text in [
            "is written",
            "are asked",
            "was drawn",
            "were not shown",
            "be given",
            "been graded",
            "is being read",
            "gets chosen",
            "got rewritten",
            "isn't explained",
            "they're clearly marked",
            "I'm told",
            "is agreed",
            "was freed",
            "is guaranteed",
            "is misunderstood",
            "IS SAID",
            "is fully and",
            "is led",
        ] {
            let expected = if text == "is fully and" { vec![] } else { vec![(text, Doer::Unsaid)] };
            assert_eq!(found(text), expected);
        }
    }

    #[test]
    fn who_acts_may_be_named() {
        assert_eq!(
            found("It was said by Ana. It was said. By whom?"),
            [("was said", Doer::Named), ("was said", Doer::Unsaid),]
        );
    }

    #[test]
    fn active_wording_feelings_and_nouns_are_not_pointed_at() {
        for text in [
            "I can explain how evidence supports my claim.",
            "I have written a claim.",
            "She's written it.",
            "I am interested and tired.",
            "It is indeed so, and is a hundred pages.",
            "They are red.",
            "I get speed and feed.",
            "The claim supported by evidence",
            "It is the claim supported by evidence",
        ] {
            assert_eq!(found(text), []);
        }
    }

    #[test]
    fn at_most_three_words_stand_between_and_no_comma() {
        assert_eq!(found("is not very clearly written"), []);
        assert_eq!(found("is not always clearly written"), [("is not always clearly written", Doer::Unsaid)]);
        assert_eq!(found("is not now always clearly written"), []);
        assert_eq!(found("Say what it is, written or not. It is. Written."), []);
    }

    #[test]
    fn each_passive_of_a_text_is_found_once() {
        assert_eq!(
            found("It is being read and was written."),
            [("is being read", Doer::Unsaid), ("was written", Doer::Unsaid),]
        );
    }

    #[test]
    fn a_language_without_a_list_is_said_to_be_one() {
        let refused = NotKnown { help: Help::Passive, language: Language::Arabic };
        assert_eq!(passive("كُتِبَ", Language::Arabic), Err(refused));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn places_are_whole_words_in_the_order_of_the_text(
            said in prop::collection::vec(prop::sample::select(vec![
                "is", "get", "being", "not", "written", "asked", "İ", "’", ",", "by", "fre", "ed", "👩‍🏫",
            ]), 0..8),
        ) {
            let text = said.join(" ");
            let found = passive(&text, Language::English).unwrap();
            for pointed in &found {
                prop_assert!(text.get(pointed.at.clone()).is_some_and(|said| said.contains(' ')));
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].at.end < pair[1].at.start));
        }
    }
}
