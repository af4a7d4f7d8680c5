//! Growth goals (features 19 and 20): small, dated, about one row of one outcome and one level up. The student
//! sets them and says how they went; nobody else judges that, and a day that has passed is a day to look back, not
//! a day that was missed.

use super::standing::{Fact, Standing};
use crate::calendar::Day;
use crate::fact::{Body, Goal, GoalReview, Kind};
use crate::ids::{LevelId, OpId, OutcomeId, RowId};
use crate::scale::Scale;

/// The most days between setting a goal and looking back: four weeks, so that it stays small.
pub const SMALL_DAYS: i32 = 28;

/// A goal that stands, and how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set<'a> {
    /// Where it was set.
    pub fact: &'a Fact,
    /// The goal.
    pub goal: &'a Goal,
    /// The latest look back.
    pub review: Option<&'a GoalReview>,
}

/// Where a goal stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being worked on.
    Growing,
    /// The day to look back has come.
    LookBack,
    /// The student has looked back.
    LookedBack,
}

/// The one thing to look at: a row, and the level next to it; the rest is dimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The row; absent: the outcome as a whole.
    pub row: Option<RowId>,
    /// The level to reach.
    pub level: LevelId,
}

/// Why a goal cannot be set, or not be looked back on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The levels are not two neighbours of the scale, the lower one first.
    #[error("a goal is one level up")]
    OneLevelUp,
    /// The day to look back is not after the day of setting it.
    #[error("a goal looks ahead")]
    LooksAhead,
    /// The day to look back is more than four weeks away.
    #[error("a goal is small: at most {SMALL_DAYS} days")]
    Small,
    /// Another goal for the same row is being worked on.
    #[error("there is a goal for this already")]
    OneAtATime,
    /// The goal was taken back or corrected.
    #[error("there is no such goal")]
    NoSuchGoal,
}

/// A student's goals in the order in which they were set.
pub fn goals<'a>(standing: &Standing<'a>) -> Vec<Set<'a>> {
    let set = standing.each(|body| match body {
        Body::Goal(goal) => Some(goal),
        _ => None,
    });
    set.map(|(fact, goal)| Set { fact, goal, review: review_of(standing, fact) }).collect()
}

/// Whether a goal can be set beside those that there are. One that corrects another may take its row.
pub fn may_set(goal: &Goal, scale: &Scale, goals: &[Set<'_>]) -> Result<(), Rule> {
    // Who has shown nothing yet stands at the lowest level.
    let from = goal.from.map_or(Some(0), |level| scale.position(level));
    let is_one_up = from.is_some_and(|from| scale.position(goal.to) == Some(from + 1));
    if !is_one_up {
        return Err(Rule::OneLevelUp);
    }
    match goal.by.since(goal.day) {
        i32::MIN..=0 => return Err(Rule::LooksAhead),
        1..=SMALL_DAYS => {}
        _ => return Err(Rule::Small),
    }
    let is_alike = |other: &&Set<'_>| (other.goal.outcome, other.goal.row) == (goal.outcome, goal.row);
    let is_open = |other: &&Set<'_>| other.review.is_none() && !goal.supersedes.contains(&other.fact.id);
    match goals.iter().filter(is_alike).any(|other| is_open(&other)) {
        true => Err(Rule::OneAtATime),
        false => Ok(()),
    }
}

/// Whether a goal can be looked back on: at any time, also before its day, also again.
pub fn may_look_back(standing: &Standing<'_>, goal: OpId) -> Result<(), Rule> {
    standing.find(goal, Kind::Goal).map(|_| ()).ok_or(Rule::NoSuchGoal)
}

/// What to look at on a day: of the goals being worked on, the one that is looked back on first.
pub fn focus(goals: &[Set<'_>], today: Day) -> Option<Focus> {
    let growing = goals.iter().filter(|set| set.stage(today) == Stage::Growing);
    let first = growing.min_by_key(|set| (set.goal.by, set.fact.eff, set.fact.id))?;
    Some(Focus { outcome: first.goal.outcome, row: first.goal.row, level: first.goal.to })
}

impl Set<'_> {
    /// Where the goal stands on a day.
    pub fn stage(&self, today: Day) -> Stage {
        match self.review {
            Some(_) => Stage::LookedBack,
            None if today < self.goal.by => Stage::Growing,
            None => Stage::LookBack,
        }
    }
}

/// The latest look back on a goal, or on one that it corrects.
fn review_of<'a>(standing: &Standing<'a>, goal: &Fact) -> Option<&'a GoalReview> {
    let found = standing.latest(|body| match body {
        Body::GoalReview(r) if standing.heir(r.goal) == goal.id => Some(r),
        _ => None,
    });
    found.map(|(_, review)| review)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Went;
    use crate::fact::samples::op;
    use crate::flow::testing::{OUTCOME, fact, shuffled, taken_back};
    use crate::scale::preset_level;
    use proptest::prelude::*;

    const ROW: RowId = RowId::from_bytes([4; 16]);

    fn goal(day: i32, days: i32) -> Goal {
        Goal {
            outcome: OUTCOME,
            rubric_version: None,
            row: Some(ROW),
            from: Some(preset_level(2)),
            to: preset_level(3),
            step: "Quote twice".into(),
            day: Day(day),
            by: Day(day + days),
            supersedes: vec![],
        }
    }

    fn set(n: u8, days: i32) -> Fact {
        fact(n, Body::Goal(goal(i32::from(n), days)))
    }

    fn review(n: u8, of: u8, went: Went) -> Fact {
        let body = GoalReview { goal: op(of), went, text: String::new(), day: Day(i32::from(n)) };
        fact(n, Body::GoalReview(body))
    }

    fn stages(facts: &[Fact], today: i32) -> Vec<(OpId, Stage, Option<Went>)> {
        let goals = goals(&Standing::of(facts));
        goals.iter().map(|g| (g.fact.id, g.stage(Day(today)), g.review.map(|r| r.went))).collect()
    }

    #[test]
    fn a_goal_grows_until_its_day_and_is_then_looked_back_on() {
        let mut facts = vec![set(1, 10)];
        assert_eq!(stages(&facts, 10), [(op(1), Stage::Growing, None)]);
        assert_eq!(stages(&facts, 11), [(op(1), Stage::LookBack, None)]);
        facts.push(review(2, 1, Went::Partly));
        facts.push(review(3, 1, Went::Reached));
        facts.push(review(4, 9, Went::NotYet));
        assert_eq!(stages(&facts, 5), [(op(1), Stage::LookedBack, Some(Went::Reached))]);
        let standing = Standing::of(&facts);
        assert_eq!(may_look_back(&standing, op(1)), Ok(()));
        assert_eq!(may_look_back(&standing, op(3)), Err(Rule::NoSuchGoal));
    }

    #[test]
    fn a_corrected_goal_keeps_its_look_back() {
        let corrected = Goal { supersedes: vec![op(1)], ..goal(3, 5) };
        let facts = [set(1, 10), review(2, 1, Went::Partly), fact(3, Body::Goal(corrected))];
        assert_eq!(stages(&facts, 4), [(op(3), Stage::LookedBack, Some(Went::Partly))]);
    }

    #[test]
    fn a_goal_is_one_level_up() {
        let scale = Scale::preset();
        let may = |from: Option<u8>, to: u8| {
            let levels = Goal { from: from.map(preset_level), to: preset_level(to), ..goal(1, 5) };
            may_set(&levels, &scale, &[])
        };
        assert_eq!([may(Some(1), 2), may(Some(3), 4), may(None, 2)], [Ok(()); 3]);
        let others =
            [(Some(2), 2), (Some(2), 4), (Some(3), 2), (None, 1), (None, 3), (Some(9), 3), (Some(4), 5)];
        for (from, to) in others {
            assert_eq!(may(from, to), Err(Rule::OneLevelUp), "{from:?} {to}");
        }
    }

    #[test]
    fn a_goal_is_dated_ahead_and_small() {
        let may = |days| may_set(&goal(1, days), &Scale::preset(), &[]);
        assert_eq!(
            [-1, 0, 1, 28, 29].map(may),
            [Err(Rule::LooksAhead), Err(Rule::LooksAhead), Ok(()), Ok(()), Err(Rule::Small),]
        );
        let far = Goal { day: Day(i32::MIN), by: Day(i32::MAX), ..goal(0, 1) };
        assert_eq!(may_set(&far, &Scale::preset(), &[]), Err(Rule::Small));
        assert_eq!(Rule::Small.to_string(), "a goal is small: at most 28 days");
    }

    #[test]
    fn one_goal_at_a_time_for_a_row() {
        let facts = [set(1, 10), set(2, 10), review(3, 2, Went::NotYet)];
        let standing = Standing::of(&facts);
        let (all, scale) = (goals(&standing), Scale::preset());
        let new = goal(4, 5);
        assert_eq!(may_set(&new, &scale, &all), Err(Rule::OneAtATime));
        assert_eq!(may_set(&new, &scale, &all[1..]), Ok(()));
        assert_eq!(may_set(&Goal { row: None, ..new.clone() }, &scale, &all), Ok(()));
        let outcome = OutcomeId::from_bytes([9; 16]);
        assert_eq!(may_set(&Goal { outcome, ..new.clone() }, &scale, &all), Ok(()));
        assert_eq!(may_set(&Goal { supersedes: vec![op(1)], ..new }, &scale, &all), Ok(()));
    }

    #[test]
    fn the_goal_that_is_looked_back_on_first_is_the_focus() {
        let mut other = set(2, 3);
        let Body::Goal(body) = &mut other.body else { panic!() };
        body.row = None;
        let facts = [set(1, 10), other, set(3, 1)];
        let standing = Standing::of(&facts);
        let focus = |today| focus(&goals(&standing), Day(today)).map(|focus| focus.row);
        assert_eq!([3, 4, 5, 11].map(focus), [Some(Some(ROW)), Some(None), Some(Some(ROW)), None]);
        let one = super::focus(&goals(&standing)[..1], Day(1));
        assert_eq!(one, Some(Focus { outcome: OUTCOME, row: Some(ROW), level: preset_level(3) }));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn goals_are_the_same_in_any_order_and_any_can_be_looked_back_on(
            steps in prop::collection::vec((0u8..4, 0u8..8, any::<u8>()), 0..8), today in 0i32..20,
        ) {
            let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
                let n = n as u8;
                match step {
                    0 => set(n, i32::from(*of)),
                    1 => fact(n, Body::Goal(Goal { supersedes: vec![op(*of)], ..goal(1, i32::from(*of)) })),
                    2 => review(n, *of, [Went::NotYet, Went::Partly, Went::Reached][usize::from(*of) % 3]),
                    _ => taken_back(n, *of),
                }
            }).collect();
            let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
            let mixed = shuffled(&facts, &keys);
            let (one, other) = (Standing::of(&facts), Standing::of(&mixed));
            let all = goals(&one);
            prop_assert_eq!(&all, &goals(&other));
            prop_assert_eq!(focus(&all, Day(today)), focus(&goals(&other), Day(today)));
            let mut more = facts.clone();
            more.extend(all.iter().enumerate().map(|(n, set)| {
                review(100 + n as u8, set.fact.id.0.as_bytes()[0], Went::NotYet)
            }));
            let looked: Vec<Stage> = stages(&more, today).into_iter().map(|(_, stage, _)| stage).collect();
            prop_assert_eq!(looked, vec![Stage::LookedBack; all.len()]);
        }
    }
}
