//! From levels to a mark, with its reasons: which outcomes, which arithmetic, which row of which table. It takes
//! levels only, and no earlier mark; [`recompute`] finds the mark again from the reasons alone.

pub use super::explanation::{Explanation, Line, Required, Step, Unexplained, recompute};
use super::explanation::{lowest, open, share, sum};
use super::policy::{GradePolicy, Minimum, Row, Rule};
use super::standing::{NoSuchLevel, Standing};
use crate::fraction::Fraction;
use crate::ids::OutcomeId;

/// A mark, worked out from the levels to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The version of the policy that gave it.
    pub policy_version: u32,
    /// Its place among the policy's marks, lowest 0; `None` while no outcome of the course has evidence, which
    /// is not the lowest mark.
    pub place: Option<usize>,
    /// How it came about.
    pub why: Explanation,
}

/// Why no mark can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    /// One outcome stands in two places.
    #[error("outcome {0} is given twice")]
    Repeated(OutcomeId),
    /// A rule or a question names an outcome that is not given.
    #[error("outcome {0} is not one of the course's")]
    NotInCourse(OutcomeId),
    /// A rule asks for a level that this outcome's scale does not have.
    #[error("a rule asks outcome {0} for a level of another scale")]
    OtherScale(OutcomeId),
    /// A question names a level that the scale does not have.
    #[error(transparent)]
    NoSuchLevel(#[from] NoSuchLevel),
    /// Points with so many different denominators that their sum leaves 128 bits.
    #[error("the points cannot be added up exactly")]
    TooFine,
}

/// The mark of one student's levels under a policy. The order of `standings` does not matter.
///
/// Outcomes without evidence are listed as such; while there are any, [`Mark::is_so_far`] says that the mark is
/// one "so far". Raising a level never lowers a mark; and where outcomes without evidence count as not
/// demonstrated, neither does a first level in a share.
///
/// ```
/// use notyet_model::grade::{mark::mark, policy::GradePolicy, standing::Standing};
/// use notyet_model::{ids::OutcomeId, scale::Scale};
///
/// let scale = Scale::preset();
/// let outcome = |n: u8| Standing::no_evidence(OutcomeId::from_bytes([n; 16]), n.into(), &scale);
/// // Demonstrating, Exceeding and Demonstrating; the fourth has no evidence yet.
/// let standings =
///     [outcome(1).at_level(2)?, outcome(2).at_level(3)?, outcome(3).at_level(2)?, outcome(4)];
///
/// // 3 of 4 are demonstrated; 3/4 falls into the row of "B", from 3/4 and below 9/10.
/// let mark = mark(&GradePolicy::preset(), &standings)?;
/// assert_eq!(mark.label(), Some("B"));
/// assert!(mark.is_so_far());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn mark(policy: &GradePolicy, standings: &[Standing<'_>]) -> Result<Mark, MarkFault> {
    let Worked { place, outcomes, steps } = work_out(policy, standings)?;
    let why = Explanation { marks: policy.marks().to_vec(), outcomes, steps };
    Ok(Mark { policy_version: policy.version(), place, why })
}

/// A mark's place and how it came about, before it is put into words that the school chose.
pub(super) struct Worked {
    pub(super) place: Option<usize>,
    outcomes: Vec<Line>,
    pub(super) steps: Vec<Step>,
}

pub(super) fn work_out(policy: &GradePolicy, standings: &[Standing<'_>]) -> Result<Worked, MarkFault> {
    let course = in_places(standings)?;
    let outcomes: Vec<Line> = course.iter().map(|s| line(s)).collect();
    // Every rule is applied even where nothing has been shown, so that a policy that does not fit the course is
    // found on its first day.
    let mut steps = Vec::new();
    for rule in policy.rules() {
        steps.extend(apply(rule, &course, &outcomes)?);
    }
    let evidence = outcomes.iter().any(|line| line.shown.is_some());
    if !evidence {
        steps.clear();
    }
    let place = evidence.then(|| lowest(&steps, policy.marks().len()));
    Ok(Worked { place, outcomes, steps })
}

impl Mark {
    /// The mark as it is printed; `None` while there is no evidence.
    pub fn label(&self) -> Option<&str> {
        self.why.marks.get(self.place?).map(String::as_str)
    }

    /// Whether an outcome of the course has no evidence yet, so that this is a mark so far.
    pub fn is_so_far(&self) -> bool {
        self.without_evidence().next().is_some()
    }

    /// The outcomes without evidence yet, in the course's order.
    pub fn without_evidence(&self) -> impl Iterator<Item = OutcomeId> {
        self.why.outcomes.iter().filter(|line| line.shown.is_none()).map(|line| line.outcome)
    }
}

/// By place, then by id; no outcome twice.
fn in_places<'s, 'a>(standings: &'s [Standing<'a>]) -> Result<Vec<&'s Standing<'a>>, MarkFault> {
    let mut course: Vec<_> = standings.iter().collect();
    course.sort_unstable_by_key(|s| s.outcome());
    if let Some(pair) = course.windows(2).find(|pair| pair[0].outcome() == pair[1].outcome()) {
        return Err(MarkFault::Repeated(pair[0].outcome()));
    }
    course.sort_unstable_by_key(|s| (s.place(), s.outcome()));
    Ok(course)
}

fn line(standing: &Standing<'_>) -> Line {
    Line { outcome: standing.outcome(), shown: standing.shown(), mastery: standing.scale().mastery() }
}

/// What a rule makes of the outcomes; `None` where none of them counts.
fn apply(rule: &Rule, course: &[&Standing<'_>], outcomes: &[Line]) -> Result<Option<Step>, MarkFault> {
    match rule {
        Rule::Share { from, unseen } => {
            let (demonstrated, of) = share(outcomes, *unseen);
            let value = Fraction::count(demonstrated).over(of);
            Ok(value.map(|v| Step::Share { unseen: *unseen, demonstrated, of, row: Row::of(from, v) }))
        }
        Rule::Mean { from } => {
            let (sum, of) = sum(outcomes).ok_or(MarkFault::TooFine)?;
            if of == 0 {
                return Ok(None);
            }
            let mean = sum.over(of).ok_or(MarkFault::TooFine)?;
            Ok(Some(Step::Mean { sum, of, mean, row: Row::of(from, mean) }))
        }
        Rule::Essential { outcomes: named, at, at_most } => {
            let required = required(named, *at, course)?;
            let open = open(&required, outcomes);
            Ok(Some(Step::Essential { required, at_most: *at_most, open }))
        }
    }
}

/// The positions that a rule asks of its essential outcomes, by place, then by id.
fn required(named: &[OutcomeId], at: Minimum, course: &[&Standing<'_>]) -> Result<Vec<Required>, MarkFault> {
    if let Some(id) = named.iter().find(|id| course.iter().all(|s| s.outcome() != **id)) {
        return Err(MarkFault::NotInCourse(*id));
    }
    let essential = course.iter().filter(|s| named.contains(&s.outcome()));
    essential
        .map(|s| {
            let level = match at {
                Minimum::Mastery => Some(s.scale().mastery()),
                Minimum::Level(level) => s.scale().position(level),
            };
            let level = level.ok_or(MarkFault::OtherScale(s.outcome()))?;
            Ok(Required { outcome: s.outcome(), level })
        })
        .collect()
}

#[cfg(test)]
pub(super) mod tests;
