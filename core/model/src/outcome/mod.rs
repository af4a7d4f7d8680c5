//! Rules about outcomes: which level counts as mastery, which standards they are aligned to, what their
//! rubric says at a level and at the next. Reads what the registers hold; works out no level and writes
//! nothing.

pub mod rubric;

use crate::ids::{CourseId, OutcomeId};
use crate::register::Outcome;
use crate::scale::Scale;
use std::collections::{BTreeMap, BTreeSet};

/// The scale of an outcome: its course's, with the outcome's own level counting as mastery (feature 9). A
/// level that the scale does not have (any more) is no rule, and the scale's own stands.
pub fn own_scale(outcome: &Outcome, course: &Scale) -> Scale {
    outcome.mastery.and_then(|level| course.with_mastery(level).ok()).unwrap_or_else(|| course.clone())
}

/// All courses that work on an outcome: its own, and where it is the whole school's the others that it names.
pub fn courses(outcome: &Outcome) -> BTreeSet<CourseId> {
    let others = outcome.also_in.iter().filter(|_| outcome.school_wide);
    others.chain([&outcome.course]).copied().collect()
}

/// Which outcomes are aligned to which standards, from both sides: many standards to one outcome, and a
/// standard to as many outcomes as take it up (feature 4). Codes are compared as they are written, without
/// spaces at their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    standards: BTreeMap<OutcomeId, BTreeSet<String>>,
    outcomes: BTreeMap<String, BTreeSet<OutcomeId>>,
}

impl Alignment {
    /// The alignment of these outcomes, in any order.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = (OutcomeId, &'a Outcome)>) -> Self {
        let mut alignment = Self::default();
        for (id, outcome) in outcomes {
            for code in outcome.standards.iter().map(|code| code.trim()).filter(|code| !code.is_empty()) {
                alignment.standards.entry(id).or_default().insert(code.to_owned());
                alignment.outcomes.entry(code.to_owned()).or_default().insert(id);
            }
        }
        alignment
    }

    /// The codes of an outcome's standards, in the order of their letters.
    pub fn standards(&self, outcome: OutcomeId) -> impl Iterator<Item = &str> {
        self.standards.get(&outcome).into_iter().flatten().map(String::as_str)
    }

    /// The outcomes that are aligned to a standard, in the order of their ids.
    pub fn outcomes(&self, code: &str) -> impl Iterator<Item = OutcomeId> {
        self.outcomes.get(code.trim()).into_iter().flatten().copied()
    }

    /// The standards of a list that no outcome is aligned to, in its order.
    pub fn open<'a>(&self, codes: &[&'a str]) -> Vec<&'a str> {
        codes.iter().copied().filter(|code| !self.outcomes.contains_key(code.trim())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::LevelId;
    use crate::scale::preset_level;

    fn outcome(standards: &[&str], mastery: Option<LevelId>) -> Outcome {
        let standards = standards.iter().map(|code| (*code).to_owned()).collect();
        Outcome { standards, mastery, ..Outcome::worded(CourseId::from_bytes([1; 16]), "C1", "I can") }
    }

    fn id(n: u8) -> OutcomeId {
        OutcomeId::from_bytes([n; 16])
    }

    #[test]
    fn an_outcome_may_count_from_another_level_than_its_course() {
        let course = Scale::preset();
        let from = |level| own_scale(&outcome(&[], level), &course).mastery();
        assert_eq!([None, Some(preset_level(2)), Some(preset_level(9))].map(from), [2, 1, 2]);
    }

    #[test]
    fn an_outcome_of_the_whole_school_is_worked_on_in_every_course_that_it_names() {
        let (english, history) = (CourseId::from_bytes([1; 16]), CourseId::from_bytes([2; 16]));
        let mut c3 = outcome(&[], None);
        c3.also_in = vec![history];
        assert_eq!(courses(&c3), BTreeSet::from([english]));
        c3.school_wide = true;
        assert_eq!(courses(&c3), BTreeSet::from([english, history]));
    }

    #[test]
    fn standards_and_outcomes_find_each_other() {
        let (c1, c3) = (outcome(&["W.7.1b", "W.7.1a", " W.7.1a "], None), outcome(&["W.7.1b", ""], None));
        let alignment = Alignment::of([(id(3), &c3), (id(1), &c1)]);
        assert_eq!(alignment.standards(id(1)).collect::<Vec<_>>(), ["W.7.1a", "W.7.1b"]);
        assert_eq!(alignment.outcomes("W.7.1b ").collect::<Vec<_>>(), [id(1), id(3)]);
        assert_eq!(alignment.standards(id(2)).count() + alignment.outcomes("RI.7.1").count(), 0);
        assert_eq!(alignment.open(&["W.7.1b", "RI.7.1", "", "W.7.1a"]), ["RI.7.1", ""]);
        assert_eq!(alignment, Alignment::of([(id(1), &c1), (id(3), &c3)]));
    }
}
