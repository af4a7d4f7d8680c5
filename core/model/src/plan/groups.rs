//! Coaching groups, proposed from data: students who are at the same point of the same outcome and stuck in the
//! same place (feature 13). A proposal is named by its outcome and cannot carry a level; it is a proposal, and
//! the teacher makes the group.

use crate::ids::{OutcomeId, RowId, TaskId, UserId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest students who make a group.
pub const FEWEST: usize = 2;

/// The most students in one group; more are shared out over several of nearly equal size.
pub const MOST: usize = 5;

/// Where one student stands with one outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The level, as a position on the scale; `None` where there is none yet.
    pub level: Option<usize>,
    /// The position that counts as mastery.
    pub mastery: usize,
    /// The latest level of each rubric row that was judged.
    pub rows: BTreeMap<RowId, usize>,
    /// Tasks of this outcome on which the student says “I am stuck”.
    pub stuck_on: BTreeSet<TaskId>,
}

/// A place in which students are stuck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// A task on which they say so.
    Task(TaskId),
    /// The rubric row that is furthest from mastery.
    Row(RowId),
}

/// A group to coach together. Its members are at the same level, which it does not say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Its name.
    pub outcome: OutcomeId,
    /// Why these: where all of them are stuck.
    pub stuck: Point,
    /// Who, by id; [`FEWEST`] to [`MOST`].
    pub members: Vec<UserId>,
}

impl Standing {
    /// The stuck points, each with the level of its row: the tasks that the student named, and of the rows
    /// below mastery the lowest (several, where they are equally low). Who has shown mastery of the outcome is
    /// stuck in no row.
    fn points(&self) -> Vec<(Point, Option<usize>)> {
        let tasks = self.stuck_on.iter().map(|task| (Point::Task(*task), None));
        let lowest = self.rows.values().min().filter(|_| self.level.is_none_or(|l| l < self.mastery));
        let rows = self.rows.iter().filter(|(_, l)| Some(*l) == lowest && **l < self.mastery);
        tasks.chain(rows.map(|(row, l)| (Point::Row(*row), Some(*l)))).collect()
    }
}

/// Proposes groups: for each outcome students of the same level with the same stuck point, [`FEWEST`] to
/// [`MOST`] together, each student in at most one group of an outcome. Where somebody is stuck in two places,
/// the place that gathers more students wins, then a task before a row. Ordered by outcome, stuck point and
/// first member: never by level.
///
/// ```
/// use notyet_model::ids::{OutcomeId, RowId, UserId};
/// use notyet_model::plan::groups::{Group, Point, Standing, groups};
///
/// let c3 = OutcomeId::from_bytes([3; 16]);
/// let explaining = RowId::from_bytes([2; 16]);
/// let [amara, ben, chidi] = [1, 2, 3].map(|n| UserId::from_bytes([n; 16]));
/// let at = |level| Standing {
///     level: Some(level),
///     mastery: 2,
///     rows: [(explaining, level)].into(),
///     stuck_on: [].into(),
/// };
/// let standings = [((amara, c3), at(1)), ((ben, c3), at(0)), ((chidi, c3), at(1))].into();
/// assert_eq!(
///     groups(&standings),
///     [Group { outcome: c3, stuck: Point::Row(explaining), members: vec![amara, chidi] }]
/// );
/// ```
pub fn groups(standings: &BTreeMap<(UserId, OutcomeId), Standing>) -> Vec<Group> {
    let mut by_outcome: BTreeMap<OutcomeId, Clusters> = BTreeMap::new();
    for ((student, outcome), standing) in standings {
        let clusters = by_outcome.entry(*outcome).or_default();
        for (point, row_level) in standing.points() {
            clusters.entry((point, row_level, standing.level)).or_default().insert(*student);
        }
    }
    let mut groups: Vec<Group> = by_outcome
        .into_iter()
        .flat_map(|(outcome, clusters)| {
            gather(clusters).into_iter().map(move |(stuck, members)| Group { outcome, stuck, members })
        })
        .collect();
    groups.sort_unstable();
    groups
}

/// Who shares a stuck point, the level of its row, and the level of the outcome.
type Clusters = BTreeMap<(Point, Option<usize>, Option<usize>), BTreeSet<UserId>>;

/// Takes the largest cluster again and again, so that nobody is in two.
fn gather(mut clusters: Clusters) -> Vec<(Point, Vec<UserId>)> {
    let mut gathered = Vec::new();
    loop {
        clusters.retain(|_, students| students.len() >= FEWEST);
        // Students of one outcome have one level each, so clusters of one point share nobody: which of them
        // comes first changes nothing, and the level in the key is never what decides.
        let largest = clusters.iter().min_by_key(|((point, ..), students)| (Reverse(students.len()), *point));
        let largest = largest.map(|(key, _)| *key);
        let Some(((point, ..), taken)) = largest.and_then(|key| clusters.remove_entry(&key)) else {
            return gathered;
        };
        for students in clusters.values_mut() {
            students.retain(|student| !taken.contains(student));
        }
        gathered.extend(share_out(&Vec::from_iter(taken)).map(|members| (point, members.to_vec())));
    }
}

/// As few groups as [`MOST`] allows, their sizes at most one apart.
fn share_out(students: &[UserId]) -> impl Iterator<Item = &[UserId]> {
    let groups = students.len().div_ceil(MOST);
    let bound = move |n: usize| n * students.len() / groups;
    (0..groups).map(move |n| &students[bound(n)..bound(n + 1)])
}

#[cfg(test)]
mod tests {
    use super::super::given::{outcome, row, student, task};
    use super::*;
    use proptest::prelude::*;

    fn standing(level: Option<usize>, rows: &[(u8, usize)], stuck_on: &[u8]) -> Standing {
        Standing {
            level,
            mastery: 2,
            rows: rows.iter().map(|(r, l)| (row(*r), *l)).collect(),
            stuck_on: stuck_on.iter().map(|t| task(*t)).collect(),
        }
    }

    fn of_one(list: &[Standing]) -> Vec<Group> {
        let key = |n: u8| (student(n), outcome(1));
        groups(&(1u8..).zip(list).map(|(n, s)| (key(n), s.clone())).collect())
    }

    fn group(stuck: Point, members: &[u8]) -> Group {
        Group { outcome: outcome(1), stuck, members: members.iter().map(|n| student(*n)).collect() }
    }

    #[test]
    fn the_same_outcome_level_and_row_make_a_group() {
        let here = standing(Some(1), &[(1, 2), (2, 1)], &[]);
        let groups = of_one(&[here.clone(), standing(Some(0), &[(2, 1)], &[]), here]);
        assert_eq!(groups, [group(Point::Row(row(2)), &[1, 3])]);
    }

    #[test]
    fn rows_at_different_levels_are_different_points() {
        let groups = of_one(&[standing(Some(1), &[(2, 1)], &[]), standing(Some(1), &[(2, 0)], &[])]);
        assert_eq!(groups, []);
    }

    #[test]
    fn students_without_a_level_may_be_stuck_on_the_same_task() {
        let groups = of_one(&[standing(None, &[], &[4]), standing(None, &[], &[4, 5])]);
        assert_eq!(groups, [group(Point::Task(task(4)), &[1, 2])]);
    }

    #[test]
    fn a_row_at_mastery_or_an_outcome_that_was_shown_is_no_stuck_point() {
        let can = standing(Some(1), &[(1, 2), (2, 3)], &[]);
        assert_eq!(of_one(&[can.clone(), can]), []);
        let shown = standing(Some(2), &[(1, 1)], &[]);
        assert_eq!(of_one(&[shown.clone(), shown]), []);
    }

    #[test]
    fn the_place_that_gathers_more_wins() {
        let both = standing(Some(1), &[(1, 1), (2, 1)], &[]);
        let second = standing(Some(1), &[(1, 2), (2, 1)], &[]);
        let groups = of_one(&[both, standing(Some(1), &[(1, 1)], &[]), second.clone(), second]);
        assert_eq!(groups, [group(Point::Row(row(2)), &[1, 3, 4])]);
    }

    #[test]
    fn between_places_that_gather_as_many_a_task_comes_first() {
        let both = standing(Some(1), &[(1, 1)], &[1]);
        assert_eq!(of_one(&[both.clone(), both]), [group(Point::Task(task(1)), &[1, 2])]);
    }

    #[test]
    fn many_students_are_shared_out_evenly() {
        let sizes = |n: usize| {
            let list = vec![standing(Some(0), &[(1, 0)], &[]); n];
            of_one(&list).iter().map(|g| g.members.len()).collect::<Vec<_>>()
        };
        let all: Vec<Vec<usize>> = [1, 2, 5, 6, 7, 11].into_iter().map(sizes).collect();
        assert_eq!(all, [vec![], vec![2], vec![5], vec![3, 3], vec![3, 4], vec![3, 4, 4]]);
    }

    #[test]
    fn one_student_may_be_in_groups_of_two_outcomes() {
        let stuck = standing(Some(0), &[(1, 0)], &[]);
        let standings: BTreeMap<_, _> =
            [(1, 1), (2, 1), (1, 2), (2, 2)].map(|(s, o)| ((student(s), outcome(o)), stuck.clone())).into();
        let outcomes: Vec<OutcomeId> = groups(&standings).iter().map(|g| g.outcome).collect();
        assert_eq!(outcomes, [outcome(1), outcome(2)]);
    }

    /// By its type a proposal cannot carry a level: a field more, and this no longer compiles.
    #[test]
    fn a_proposal_says_outcome_place_and_members_and_nothing_else() {
        let Group { outcome, stuck, members } = group(Point::Row(row(1)), &[1, 2]);
        let words: (OutcomeId, Point, Vec<UserId>) = (outcome, stuck, members);
        let (Point::Row(RowId(_)) | Point::Task(TaskId(_))) = words.1;
        assert_eq!(words.2, [student(1), student(2)]);
    }

    fn standings() -> impl Strategy<Value = Vec<Standing>> {
        let rows = prop::collection::btree_map(1u8..4, 0usize..4, 0..3);
        let one = (prop::option::of(0usize..4), rows, prop::collection::btree_set(1u8..3, 0..2));
        prop::collection::vec(one, 0..14).prop_map(|list| {
            let made = list.into_iter().map(|(level, rows, stuck_on)| {
                standing(level, &Vec::from_iter(rows), &Vec::from_iter(stuck_on))
            });
            made.collect()
        })
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn each_is_in_one_group_of_two_to_five_who_share_level_and_place(list in standings()) {
            let groups = of_one(&list);
            let mut grouped: Vec<UserId> = groups.iter().flat_map(|g| g.members.clone()).collect();
            let all = grouped.len();
            grouped.sort_unstable();
            grouped.dedup();
            prop_assert_eq!(grouped.len(), all);
            for group in &groups {
                prop_assert!((FEWEST..=MOST).contains(&group.members.len()));
                let of = |id: &UserId| &list[usize::from(id.0.as_bytes()[0]) - 1];
                let first = of(&group.members[0]);
                for standing in group.members.iter().map(of) {
                    prop_assert_eq!(standing.level, first.level);
                    let stuck_there = match group.stuck {
                        Point::Task(task) => standing.stuck_on.contains(&task),
                        Point::Row(row) => {
                            let level = standing.rows.get(&row);
                            level == first.rows.get(&row) && level.is_some_and(|l| *l < standing.mastery)
                        }
                    };
                    prop_assert!(stuck_there);
                }
            }
        }

        #[test]
        fn nobody_is_left_over_who_could_have_sat_together(list in standings()) {
            let grouped: Vec<UserId> = of_one(&list).into_iter().flat_map(|g| g.members).collect();
            let left: Vec<&Standing> = (1u8..)
                .zip(&list)
                .filter(|(n, _)| !grouped.contains(&student(*n)))
                .map(|(_, s)| s)
                .collect();
            for (n, one) in left.iter().enumerate() {
                for other in &left[n + 1..] {
                    let shared = one.points().iter().any(|p| other.points().contains(p));
                    prop_assert!(!shared || one.level != other.level);
                }
            }
        }

        /// Levels may be renamed in any way that keeps them apart and below mastery: the same proposals come
        /// in the same order, so that none of it can be read as an order of levels.
        #[test]
        fn no_level_can_be_read_from_the_order(list in standings(), turn in 0usize..4) {
            let renamed: Vec<Standing> = list
                .iter()
                .map(|s| Standing { level: s.level.map(|l| (l + turn) % 4), mastery: 9, ..s.clone() })
                .collect();
            let plain: Vec<Standing> = list.iter().map(|s| Standing { mastery: 9, ..s.clone() }).collect();
            prop_assert_eq!(of_one(&renamed), of_one(&plain));
        }
    }
}
