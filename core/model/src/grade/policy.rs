//! A school's published way from outcome levels to a mark: data that a student can read in their own language,
//! because the words files make the sentences and the labels are the school's own. It holds no arithmetic.
//!
//! Every rule of a policy names one highest mark, and the mark is the lowest of these: "the share gives B, but
//! the essential outcome is not there yet, so C". One rule alone is a policy too.

use super::requests::RequestRules;
pub use super::rule::{Minimum, Row, Rule, Unseen};
use crate::fraction::Fraction;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A policy before it is checked; this is also its shape on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradePolicyParts {
    /// Counts the versions that the school has published, from 1. A transcript names it.
    pub version: u32,
    /// The labels of the marks, lowest first, as they are printed.
    pub marks: Vec<String>,
    /// At least one rule; at most one by share and one by mean.
    pub rules: Vec<Rule>,
    /// Who may ask for a change, how, until when, and who decides.
    #[serde(default)]
    pub requests: RequestRules,
}

/// A checked policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "GradePolicyParts", into = "GradePolicyParts")]
pub struct GradePolicy(GradePolicyParts);

/// Why a policy cannot be published. Rules are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadGradePolicy {
    /// There must be 1 to 100 marks.
    #[error("a policy has 1 to 100 marks, not {0}")]
    Marks(usize),
    /// A mark without a label cannot be read.
    #[error("mark {0}, counted from the lowest, has no label")]
    NoLabel(usize),
    /// Two marks with one label cannot be told apart.
    #[error("two marks are called “{0}”")]
    RepeatedLabel(String),
    /// Without a rule there is no way from levels to marks.
    #[error("a policy has at least one rule")]
    NoRule,
    /// Two tables of one kind would have to be read together.
    #[error("rule {0} has the same kind of table as one before it")]
    RepeatedTable(usize),
    /// Each mark but the lowest needs its bound.
    #[error("rule {rule} needs {needed} bounds, one for each mark but the lowest, and has {found}")]
    Bounds {
        /// Which rule.
        rule: usize,
        /// One fewer than there are marks.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// A bound at or below the one before it would leave a mark that nobody can get.
    #[error("the bounds of rule {0} do not rise")]
    NotRising(usize),
    /// A share of 0 is the lowest mark's, and none is above 1.
    #[error("a bound of rule {0} is not a share above 0 and at most 1")]
    NotAShare(usize),
    /// A rule on essential outcomes that names none, or one of them twice.
    #[error("rule {0} names no essential outcome, or one twice")]
    Essentials(usize),
    /// The mark until then must be below the highest one.
    #[error("rule {0} keeps the mark at or below one that is not below the highest")]
    NoLimit(usize),
}

impl TryFrom<GradePolicyParts> for GradePolicy {
    type Error = BadGradePolicy;

    fn try_from(parts: GradePolicyParts) -> Result<Self, BadGradePolicy> {
        check_marks(&parts.marks)?;
        if parts.rules.is_empty() {
            return Err(BadGradePolicy::NoRule);
        }
        for (i, rule) in parts.rules.iter().enumerate() {
            check_rule(rule, i + 1, parts.marks.len())?;
            if parts.rules[..i].iter().any(|earlier| same_table(earlier, rule)) {
                return Err(BadGradePolicy::RepeatedTable(i + 1));
            }
        }
        Ok(Self(parts))
    }
}

impl From<GradePolicy> for GradePolicyParts {
    fn from(policy: GradePolicy) -> Self {
        policy.0
    }
}

fn check_marks(marks: &[String]) -> Result<(), BadGradePolicy> {
    if marks.is_empty() || marks.len() > 100 {
        return Err(BadGradePolicy::Marks(marks.len()));
    }
    for (i, label) in marks.iter().enumerate() {
        if label.trim().is_empty() {
            return Err(BadGradePolicy::NoLabel(i + 1));
        }
        if marks[..i].contains(label) {
            return Err(BadGradePolicy::RepeatedLabel(label.clone()));
        }
    }
    Ok(())
}

fn check_rule(rule: &Rule, n: usize, marks: usize) -> Result<(), BadGradePolicy> {
    match rule {
        Rule::Share { from, .. } => {
            check_bounds(from, n, marks)?;
            let is_share = |bound: &Fraction| *bound > Fraction::ZERO && *bound <= Fraction::ONE;
            if !from.iter().all(is_share) {
                return Err(BadGradePolicy::NotAShare(n));
            }
        }
        Rule::Mean { from } => check_bounds(from, n, marks)?,
        Rule::Essential { outcomes, at_most, .. } => {
            let different: BTreeSet<_> = outcomes.iter().collect();
            if outcomes.is_empty() || different.len() < outcomes.len() {
                return Err(BadGradePolicy::Essentials(n));
            }
            if *at_most >= marks - 1 {
                return Err(BadGradePolicy::NoLimit(n));
            }
        }
    }
    Ok(())
}

fn check_bounds(from: &[Fraction], rule: usize, marks: usize) -> Result<(), BadGradePolicy> {
    if from.len() + 1 != marks {
        return Err(BadGradePolicy::Bounds { rule, needed: marks - 1, found: from.len() });
    }
    if from.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(BadGradePolicy::NotRising(rule));
    }
    Ok(())
}

fn same_table(a: &Rule, b: &Rule) -> bool {
    matches!((a, b), (Rule::Share { .. }, Rule::Share { .. }) | (Rule::Mean { .. }, Rule::Mean { .. }))
}

/// A row of the conversion table as it is printed for a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedRow {
    /// The mark.
    pub label: String,
    /// The values that give it.
    pub row: Row,
    /// The least number of outcomes that reaches the row.
    pub at_least: usize,
}

impl GradePolicy {
    /// The preset: by the share of outcomes demonstrated, "A" from 9/10, "B" from 3/4, "C" from 1/2, and
    /// "Not yet" below. Outcomes without evidence are not demonstrated yet.
    pub fn preset() -> Self {
        let bounds =
            [(1, 2), (3, 4), (9, 10)].map(|pair| Fraction::try_from(pair).expect("no bound is over 0"));
        Self(GradePolicyParts {
            version: 1,
            marks: ["Not yet", "C", "B", "A"].map(str::to_owned).to_vec(),
            rules: vec![Rule::Share { from: bounds.to_vec(), unseen: Unseen::NotDemonstrated }],
            requests: RequestRules::default(),
        })
    }

    /// Which of the school's published versions this is.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// The labels of the marks, lowest first; never empty.
    pub fn marks(&self) -> &[String] {
        &self.0.marks
    }

    /// The rules, in the order in which they are read.
    pub fn rules(&self) -> &[Rule] {
        &self.0.rules
    }

    /// Who may ask for a change, and how.
    pub fn requests(&self) -> &RequestRules {
        &self.0.requests
    }

    /// The table from shares to marks for a course of so many outcomes, the highest mark first: "B: from 3/4
    /// (6 of 8)". Empty when no rule goes by share. In a small course two rows may ask for the same number;
    /// the higher one is given then.
    pub fn printed(&self, outcomes: usize) -> Vec<PrintedRow> {
        let from = self.0.rules.iter().find_map(|rule| match rule {
            Rule::Share { from, .. } => Some(from),
            Rule::Mean { .. } | Rule::Essential { .. } => None,
        });
        let Some(from) = from else { return Vec::new() };
        let printed = |(mark, label): (usize, &String)| {
            let row = Row::nth(from, mark);
            let least = row.from.and_then(|from| from.times(outcomes)).map_or(0, Fraction::ceil);
            PrintedRow { label: label.clone(), row, at_least: usize::try_from(least).unwrap_or(outcomes) }
        };
        self.0.marks.iter().enumerate().rev().map(printed).collect()
    }
}

#[cfg(test)]
mod tests;
