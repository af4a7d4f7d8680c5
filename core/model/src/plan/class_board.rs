//! The class board: who is on which task, who waits, who asked, who is ready (feature 11: “25 students doing 15
//! things”). It is the teacher's; it knows no level, and its lists are ordered by tasks, by waits and by ids.

use super::day::{Kind, Presence, Student};
use crate::ids::{OutcomeId, TaskId, UserId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The board of a class. Who is not here today stands in `not_here` and in no other list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The tasks that somebody works on, in the course's order, then those of no order by id; with who works on
    /// each, by id.
    pub tasks: Vec<(TaskId, Vec<UserId>)>,
    /// Who is on no task.
    pub no_task: Vec<UserId>,
    /// Who has had no feedback today, with the school days since the last; longest first, then by id.
    pub waiting: Vec<(UserId, u32)>,
    /// Who asked about feedback, and on which outcomes.
    pub asked: BTreeMap<UserId, BTreeSet<OutcomeId>>,
    /// Who says they are ready to show mastery, and of which outcomes.
    pub ready: BTreeMap<UserId, BTreeSet<OutcomeId>>,
    /// Who is not here today.
    pub not_here: Vec<UserId>,
}

/// How many; for the teacher's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Students who are here.
    pub here: usize,
    /// Students who are not.
    pub not_here: usize,
    /// Different tasks under way.
    pub tasks: usize,
    /// Students here without feedback today.
    pub waiting: usize,
    /// Students who asked.
    pub asked: usize,
    /// Students who are ready.
    pub ready: usize,
}

/// The board of a class: what the plan of the day knows of each student, the task that each is `on`, and the
/// course's `order` of tasks.
pub fn board(class: &BTreeMap<UserId, Student>, on: &BTreeMap<UserId, TaskId>, order: &[TaskId]) -> Board {
    let (here, not_here): (Vec<_>, Vec<_>) =
        class.iter().partition(|(_, student)| student.presence != Presence::NotHere);
    let mut tasks: BTreeMap<TaskId, Vec<UserId>> = BTreeMap::new();
    let mut no_task = Vec::new();
    for (id, _) in &here {
        match on.get(id) {
            Some(task) => tasks.entry(*task).or_default().push(**id),
            None => no_task.push(**id),
        }
    }
    let mut tasks: Vec<(TaskId, Vec<UserId>)> = tasks.into_iter().collect();
    tasks.sort_by_key(|(task, _)| order.iter().position(|t| t == task).unwrap_or(order.len()));
    let unheard = here.iter().filter(|(_, student)| !student.last.is_today());
    let mut waiting: Vec<(UserId, u32)> = unheard.map(|(id, s)| (**id, s.last.school_days())).collect();
    waiting.sort_by_key(|(id, days)| (Reverse(*days), *id));
    Board {
        tasks,
        no_task,
        waiting,
        asked: who_needs(&here, Kind::Question),
        ready: who_needs(&here, Kind::Ready),
        not_here: not_here.into_iter().map(|(id, _)| *id).collect(),
    }
}

fn who_needs(here: &[(&UserId, &Student)], kind: Kind) -> BTreeMap<UserId, BTreeSet<OutcomeId>> {
    let needs = here.iter().map(|(id, student)| {
        let about = student.needs.iter().filter(|need| need.kind == kind).map(|need| need.outcome);
        (**id, about.collect::<BTreeSet<OutcomeId>>())
    });
    needs.filter(|(_, about)| !about.is_empty()).collect()
}

impl Board {
    /// How many are where.
    pub fn counts(&self) -> Counts {
        Counts {
            here: self.no_task.len() + self.tasks.iter().map(|(_, who)| who.len()).sum::<usize>(),
            not_here: self.not_here.len(),
            tasks: self.tasks.len(),
            waiting: self.waiting.len(),
            asked: self.asked.len(),
            ready: self.ready.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::coverage::Last;
    use super::super::day::{Need, When};
    use super::super::given::{outcome, student, task};
    use super::*;
    use proptest::prelude::*;

    fn heard(school_days: u32, needs: &[(Kind, u8)]) -> Student {
        Student {
            last: Last::Feedback { outcome: outcome(1), school_days },
            needs: needs.iter().map(|(kind, o)| Need { kind: *kind, outcome: outcome(*o) }).collect(),
            table: None,
            presence: Presence::Here(When::Now),
        }
    }

    #[test]
    fn a_board_says_who_is_on_what_who_waits_who_asked_and_who_is_ready() {
        let away = Student { presence: Presence::NotHere, ..heard(20, &[(Kind::Question, 1)]) };
        let class = [
            (student(1), heard(2, &[(Kind::Question, 2), (Kind::Question, 1), (Kind::Goal, 4)])),
            (student(2), heard(0, &[(Kind::Ready, 3)])),
            (student(3), heard(5, &[])),
            (student(4), away),
            (student(5), heard(5, &[])),
        ]
        .into();
        let on = [(1, 7), (2, 2), (3, 9), (4, 8), (5, 2)].map(|(s, t)| (student(s), task(t)));
        let board = board(&class, &on.into(), &[task(9), task(2)]);
        assert_eq!(
            board,
            Board {
                tasks: vec![
                    (task(9), vec![student(3)]),
                    (task(2), vec![student(2), student(5)]),
                    (task(7), vec![student(1)]),
                ],
                no_task: vec![],
                waiting: vec![(student(3), 5), (student(5), 5), (student(1), 2)],
                asked: [(student(1), [1, 2].map(outcome).into())].into(),
                ready: [(student(2), [outcome(3)].into())].into(),
                not_here: vec![student(4)],
            }
        );
        assert_eq!(board.counts(), Counts { here: 4, not_here: 1, tasks: 3, waiting: 3, asked: 1, ready: 1 });
    }

    #[test]
    fn who_is_on_no_task_is_named() {
        let class = [(student(1), heard(1, &[])), (student(2), heard(1, &[]))].into();
        let board = board(&class, &[(student(2), task(1))].into(), &[]);
        assert_eq!((board.no_task.clone(), board.counts().here), (vec![student(1)], 2));
    }

    #[test]
    fn tasks_outside_the_order_stand_last_by_id() {
        let class = [1, 2, 3].map(|n| (student(n), heard(1, &[]))).into();
        let on = [(1, 9), (2, 5), (3, 7)].map(|(s, t)| (student(s), task(t)));
        let tasks: Vec<TaskId> =
            board(&class, &on.into(), &[task(7)]).tasks.into_iter().map(|(t, _)| t).collect();
        assert_eq!(tasks, [7, 5, 9].map(task));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn everyone_is_counted_once_and_who_is_away_waits_nowhere(
            list in prop::collection::vec((0u32..4, any::<bool>(), prop::option::of(1u8..4), 0usize..3), 0..8),
        ) {
            let kinds = [Kind::Question, Kind::Ready, Kind::Retake];
            let made = list.iter().map(|(days, away, _, kind)| {
                let presence = if *away { Presence::NotHere } else { Presence::Here(When::Now) };
                Student { presence, ..heard(*days, &[(kinds[*kind], 1)]) }
            });
            let class: BTreeMap<UserId, Student> = (1u8..).map(student).zip(made).collect();
            let on = (1u8..).map(student).zip(&list).filter_map(|(s, (_, _, on, _))| Some((s, task((*on)?))));
            let board = board(&class, &on.collect(), &[task(2)]);
            let counts = board.counts();
            prop_assert_eq!(counts.here + counts.not_here, class.len());
            for away in &board.not_here {
                prop_assert!(board.waiting.iter().all(|(id, _)| id != away));
                prop_assert!(!board.asked.contains_key(away) && !board.ready.contains_key(away));
            }
            let unheard = class.values().filter(|s| s.presence != Presence::NotHere && !s.last.is_today());
            prop_assert_eq!(counts.waiting, unheard.count());
        }
    }
}
