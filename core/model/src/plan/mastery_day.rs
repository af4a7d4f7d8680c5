//! Mastery Days and catch-up days: on which days they fall, and who has a place for which outcome (feature 14).
//! Students choose; places go by the time of asking, and the planner is given no level to go by.

use super::school_days::SchoolDays;
use crate::calendar::Day;
use crate::ids::{OpId, OutcomeId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;

/// A day that comes again and again; Mastery Days and catch-up days each have one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurring {
    /// The first of them.
    pub first: Day,
    /// Calendar days from one to the next.
    pub every_days: NonZeroU16,
}

impl Recurring {
    /// Every two weeks from that day on. Source: feature 14, after the facilitation guide's “bi-weekly sessions
    /// work well”.
    pub fn two_weekly(first: Day) -> Self {
        Self { first, every_days: const { NonZeroU16::new(14).expect("fourteen days are some days") } }
    }

    /// The days on which it is held, as far as the school's calendar reaches, earliest first. One that falls on
    /// a day without school is held on the next school day; two that fall in one gap are held once.
    pub fn days(&self, school_days: &SchoolDays) -> Vec<Day> {
        let every = i64::from(self.every_days.get());
        let (mut held, mut previous) = (Vec::new(), None);
        for day in school_days.iter().filter(|day| *day >= self.first) {
            let since_latest = (i64::from(day.0) - i64::from(self.first.0)) % every;
            let since_previous = previous.map_or(i64::MAX, |p: Day| i64::from(day.0) - i64::from(p.0));
            if since_latest < since_previous {
                held.push(day);
            }
            previous = Some(day);
        }
        held
    }
}

/// How many students an outcome has room for on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// For whoever asks.
    ForAll,
    /// For so many.
    For(u16),
}

/// A student's wish to work on an outcome that day. One that was taken back is left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// The record of the wish.
    pub id: OpId,
    /// Who asks.
    pub student: UserId,
    /// To work on what.
    pub outcome: OutcomeId,
    /// When it was asked, UTC milliseconds.
    pub asked_at_ms: i64,
    /// The work that is to be revised.
    pub revises: Option<OpId>,
}

/// A student at, or waiting for, a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub student: UserId,
    /// Every piece of work that they want to revise there.
    pub revises: BTreeSet<OpId>,
}

/// What happens for one outcome that day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Station {
    /// Who has a place, in the order of asking.
    pub going: Vec<Seat>,
    /// Who waits for one, in the order of asking.
    pub waiting: Vec<Seat>,
}

/// Gives out the places of one day: for each outcome that is offered or asked for, first come, first seated. A
/// student who asks twice for an outcome has asked once, at the earlier time. An outcome that is asked for and
/// not `offered` has no place: who asks waits, so that the teacher sees what is wanted.
pub fn stations(offered: &BTreeMap<OutcomeId, Room>, sign_ups: &[SignUp]) -> BTreeMap<OutcomeId, Station> {
    let mut asked: Vec<&SignUp> = sign_ups.iter().collect();
    asked.sort_by_key(|s| (s.asked_at_ms, s.id));
    let mut queues: BTreeMap<OutcomeId, Vec<Seat>> = offered.keys().map(|o| (*o, Vec::new())).collect();
    for sign_up in asked {
        let queue = queues.entry(sign_up.outcome).or_default();
        match queue.iter_mut().find(|seat| seat.student == sign_up.student) {
            Some(seat) => seat.revises.extend(sign_up.revises),
            None => {
                queue.push(Seat { student: sign_up.student, revises: sign_up.revises.into_iter().collect() })
            }
        }
    }
    let seat = |(outcome, mut going): (OutcomeId, Vec<Seat>)| {
        let places = match offered.get(&outcome) {
            Some(Room::ForAll) => going.len(),
            Some(Room::For(places)) => going.len().min(usize::from(*places)),
            None => 0,
        };
        let waiting = going.split_off(places);
        (outcome, Station { going, waiting })
    };
    queues.into_iter().map(seat).collect()
}

#[cfg(test)]
mod tests {
    use super::super::given::{outcome, record, student};
    use super::*;
    use proptest::prelude::*;

    fn asks(id: u8, who: u8, on: u8, at: i64) -> SignUp {
        SignUp { id: record(id), student: student(who), outcome: outcome(on), asked_at_ms: at, revises: None }
    }

    fn seat(who: u8) -> Seat {
        Seat { student: student(who), revises: BTreeSet::new() }
    }

    fn station(going: &[u8], waiting: &[u8]) -> Station {
        let seats = |list: &[u8]| list.iter().map(|n| seat(*n)).collect();
        Station { going: seats(going), waiting: seats(waiting) }
    }

    fn held(recurring: Recurring, school_days: impl IntoIterator<Item = i32>) -> Vec<i32> {
        recurring.days(&school_days.into_iter().map(Day).collect()).into_iter().map(|d| d.0).collect()
    }

    #[test]
    fn two_weekly_is_every_fourteenth_day_from_the_first() {
        assert_eq!(held(Recurring::two_weekly(Day(3)), 0..40), [3, 17, 31]);
    }

    #[test]
    fn one_that_falls_on_a_holiday_is_held_on_the_next_school_day() {
        let school = (0..40).filter(|d| !(15..=18).contains(d));
        assert_eq!(held(Recurring::two_weekly(Day(3)), school), [3, 19, 31]);
    }

    #[test]
    fn two_that_fall_in_one_gap_are_held_once() {
        assert_eq!(held(Recurring::two_weekly(Day(3)), [0, 4, 5, 35, 44, 45]), [4, 35, 45]);
    }

    #[test]
    fn a_calendar_of_extremes_is_walked_without_overflow() {
        let recurring = Recurring::two_weekly(Day(i32::MIN));
        assert_eq!(held(recurring, [i32::MIN, i32::MAX]), [i32::MIN, i32::MAX]);
    }

    #[test]
    fn places_go_by_the_time_of_asking_and_the_others_wait_in_that_order() {
        let offered = [(outcome(1), Room::For(2)), (outcome(2), Room::ForAll)].into();
        let asked = [asks(1, 4, 1, 30), asks(2, 3, 1, 10), asks(3, 2, 1, 20), asks(4, 1, 1, 20)];
        assert_eq!(
            stations(&offered, &asked),
            [(outcome(1), station(&[3, 2], &[1, 4])), (outcome(2), station(&[], &[]))].into()
        );
    }

    #[test]
    fn room_for_all_is_room_for_all() {
        let offered = [(outcome(1), Room::ForAll)].into();
        let asked = [asks(1, 1, 1, 1), asks(2, 2, 1, 2)];
        assert_eq!(stations(&offered, &asked), [(outcome(1), station(&[1, 2], &[]))].into());
    }

    #[test]
    fn what_is_not_offered_is_seen_to_be_wanted() {
        let answer = stations(&BTreeMap::new(), &[asks(1, 1, 5, 1)]);
        assert_eq!(answer, [(outcome(5), station(&[], &[1]))].into());
    }

    #[test]
    fn asking_twice_keeps_the_earlier_time_and_every_piece_to_revise() {
        let offered = [(outcome(1), Room::For(1))].into();
        let revises = |n, sign_up| SignUp { revises: Some(record(n)), ..sign_up };
        let asked = [revises(8, asks(3, 1, 1, 9)), asks(2, 2, 1, 5), revises(9, asks(1, 1, 1, 1))];
        let first = Seat { student: student(1), revises: [record(8), record(9)].into() };
        assert_eq!(
            stations(&offered, &asked),
            [(outcome(1), Station { going: vec![first], waiting: vec![seat(2)] })].into()
        );
    }

    /// By their types places know of no level: a field more, and this no longer compiles.
    #[test]
    fn a_sign_up_says_who_what_and_when_and_no_level() {
        let SignUp { id, student: who, outcome: what, asked_at_ms, revises } = asks(1, 2, 3, 4);
        let asked: (OpId, UserId, OutcomeId, i64, Option<OpId>) = (id, who, what, asked_at_ms, revises);
        assert_eq!(asked, (record(1), student(2), outcome(3), 4, None));
    }

    fn sign_ups() -> impl Strategy<Value = Vec<SignUp>> {
        prop::collection::vec((1u8..5, 1u8..3, 0i64..4), 0..9)
            .prop_map(|list| (1u8..).zip(list).map(|(id, (who, on, at))| asks(id, who, on, at)).collect())
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_the_list_does_not_matter(list in sign_ups(), places in 0u16..4, turn in 0usize..9) {
            let offered = [(outcome(1), Room::For(places))].into();
            let mut turned = list.clone();
            turned.reverse();
            turned.rotate_left(turn.min(list.len()));
            prop_assert_eq!(stations(&offered, &turned), stations(&offered, &list));
        }

        #[test]
        fn asking_later_never_takes_a_place_from_anyone(list in sign_ups(), places in 0u16..4, who in 1u8..7) {
            let offered = [(outcome(1), Room::For(places))].into();
            let before = stations(&offered, &list);
            let mut more = list;
            more.push(asks(200, who, 1, 100));
            let after = stations(&offered, &more);
            let going = &before[&outcome(1)].going;
            prop_assert_eq!(&after[&outcome(1)].going[..going.len()], &going[..]);
            prop_assert!(after[&outcome(1)].going.len() <= usize::from(places));
        }

        #[test]
        fn every_recurrence_is_held_on_the_first_school_day_from_it_on(
            school in prop::collection::btree_set(0i32..60, 0..20), first in 0i32..20, every in 1u16..9,
        ) {
            let recurring = Recurring { first: Day(first), every_days: every.try_into().unwrap() };
            let by_hand: BTreeSet<i32> = (first..60)
                .step_by(usize::from(every))
                .filter_map(|due| school.range(due..).next().copied())
                .collect();
            prop_assert_eq!(held(recurring, school), Vec::from_iter(by_hand));
        }
    }
}
