//! What holds of every plan of a day, for any class.

use super::super::given::{outcome, student};
use super::tests::{asks, heard, is};
use super::*;
use proptest::prelude::*;

fn presences() -> impl Strategy<Value = Presence> {
    prop_oneof![
        4 => Just(Presence::Here(When::Now)),
        1 => Just(Presence::Here(When::Later)),
        1 => Just(Presence::Here(When::With(student(99)))),
        1 => Just(Presence::NotHere),
    ]
}

fn classes() -> impl Strategy<Value = BTreeMap<UserId, Student>> {
    let kind = [Kind::Question, Kind::Ready, Kind::Goal, Kind::Retake, Kind::Proposal];
    let needs = prop::collection::btree_set((0usize..5, 1u8..3), 0..3);
    let one = (0u32..14, needs, prop::option::of(1u16..4), presences());
    prop::collection::vec(one, 0..9).prop_map(move |students| {
        let made = students.into_iter().map(|(days, needs, table, presence)| Student {
            last: match days {
                13 => Last::NoneYet { school_days: 4 },
                school_days => Last::Feedback { outcome: outcome(1), school_days },
            },
            needs: needs.into_iter().map(|(k, o)| Need { kind: kind[k], outcome: outcome(o) }).collect(),
            table: table.map(Table),
            presence,
        });
        (1u8..).zip(made).map(|(n, s)| (student(n), s)).collect()
    })
}

/// Where a first reason stands, written apart from the code that orders by it.
fn pressure(reason: &Reason) -> usize {
    let order = [Kind::Question, Kind::Ready, Kind::Goal, Kind::Retake, Kind::Proposal];
    match reason {
        Reason::Turn => 0,
        Reason::Need(need) => 1 + order.iter().position(|k| *k == need.kind).unwrap(),
        Reason::Wait => 6,
    }
}

/// Whether what a proposal says about the next one is so.
fn holds(plan: &Plan, at: usize) -> bool {
    let (this, next) = (&plan.proposals[at], &plan.proposals[at + 1]);
    let free = |p: &Proposal| match p.when {
        When::Now => 0,
        When::With(_) => 1,
        When::Later => 2,
    };
    let press = |p: &Proposal| pressure(&p.reasons[0]);
    let wait = |p: &Proposal| p.last.school_days();
    match this.ahead.unwrap() {
        Ahead::Free => free(this) < free(next),
        Ahead::AtTableOf(lead) => {
            let lead = plan.proposals[..at].iter().find(|p| p.student == lead).unwrap();
            lead.table.is_some()
                && (lead.table, free(lead)) == (this.table, free(this))
                && next.table != this.table
                && (press(lead), Reverse(wait(lead)), lead.student)
                    < (press(next), Reverse(wait(next)), next.student)
        }
        Ahead::Reason => press(this) < press(next),
        Ahead::LongerWait => press(this) == press(next) && wait(this) > wait(next),
        Ahead::Nothing => {
            (press(this), wait(this)) == (press(next), wait(next)) && this.student < next.student
        }
    }
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn every_student_is_in_exactly_one_list(class in classes(), a_day in 1usize..6) {
        let plan = propose(&class, a_day);
        prop_assert!(plan.proposals.len() + plan.seen.len() <= a_day.max(plan.seen.len()));
        let mut all: Vec<UserId> = plan.proposals.iter().map(|p| p.student).collect();
        all.extend(plan.waiting.iter().chain(&plan.seen).chain(&plan.not_here));
        all.sort_unstable();
        prop_assert_eq!(all, class.keys().copied().collect::<Vec<_>>());
    }

    #[test]
    fn the_order_explains_itself(class in classes(), a_day in 1usize..9) {
        let plan = propose(&class, a_day);
        for at in 1..plan.proposals.len() {
            prop_assert!(holds(&plan, at - 1), "{plan:?}");
        }
        prop_assert_eq!(plan.proposals.last().and_then(|p| p.ahead), None);
    }

    #[test]
    fn who_waits_on_has_no_stronger_claim_than_who_is_proposed(class in classes(), a_day in 1usize..6) {
        let plan = propose(&class, a_day);
        for waiting in &plan.waiting {
            let student = &class[waiting];
            let need = student.needs.first().map_or(6, |n| pressure(&Reason::Need(*n)));
            let claim = (need, Reverse(student.last.school_days()), *waiting);
            for p in plan.proposals.iter().filter(|p| p.reasons[0] != Reason::Turn) {
                prop_assert!((pressure(&p.reasons[0]), Reverse(p.last.school_days()), p.student) < claim);
            }
        }
    }

    #[test]
    fn whoever_has_waited_longest_in_too_large_a_class_is_in_the_plan(
        waits in prop::collection::vec(1u32..40, 11..16), asking in any::<u16>(),
    ) {
        let class: BTreeMap<UserId, Student> = (1u8..)
            .zip(&waits)
            .map(|(n, wait)| {
                let asks_today = asking >> n & 1 == 1;
                (student(n), if asks_today { asks(Kind::Question, heard(*wait)) } else { heard(*wait) })
            })
            .collect();
        let plan = propose(&class, 1);
        let longest = waits.iter().max().copied().unwrap();
        prop_assert_eq!(plan.proposals[0].last.school_days(), longest);
    }

    /// Without tables, and with everyone free, nothing changes by asking again after each conference.
    #[test]
    fn following_the_plan_one_by_one_is_following_it_at_once(class in classes(), a_day in 1usize..6) {
        let mut class = class;
        for student in class.values_mut() {
            student.table = None;
            if student.presence != Presence::NotHere {
                student.presence = Presence::Here(When::Now);
            }
        }
        let plan = propose(&class, a_day);
        if let Some(first) = plan.proposals.first() {
            class.insert(first.student, heard(0));
            let next = propose(&class, a_day);
            prop_assert_eq!(&next.proposals[..], &plan.proposals[1..]);
        }
    }

    /// The promise, with absences and questions at random and from any beginning.
    #[test]
    fn everyone_is_seen_within_ten_school_days_on_which_they_were_here(
        beginning in prop::collection::vec(1u32..20, 1..11),
        days in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u16>()), 12..18),
    ) {
        let mut waits = beginning;
        let mut here_unseen = vec![0; waits.len()];
        for (away, also_away, asking) in days {
            // Absent one day in four, asking one day in two.
            let absent = |n: usize| (away & also_away) >> n & 1 == 1;
            let class: BTreeMap<UserId, Student> = waits
                .iter()
                .enumerate()
                .map(|(n, wait)| {
                    let here = if absent(n) { Presence::NotHere } else { Presence::Here(When::Now) };
                    let student = is(here, heard(*wait));
                    let asks_today = asking >> n & 1 == 1;
                    (n, if asks_today { asks(Kind::Question, student) } else { student })
                })
                .map(|(n, s)| (student(n as u8), s))
                .collect();
            let seen: Vec<UserId> = propose(&class, 1).proposals.iter().map(|p| p.student).collect();
            for n in 0..waits.len() {
                waits[n] += 1;
                here_unseen[n] += usize::from(!absent(n));
                if seen.contains(&student(n as u8)) {
                    (waits[n], here_unseen[n]) = (1, 0);
                }
                prop_assert!(here_unseen[n] < WITHIN as usize, "{n} of {}", waits.len());
            }
        }
    }
}
