//! The days on which a school is kept. It counts them between two dates; it knows nothing of holidays, which
//! are what the school's list leaves out.

use crate::calendar::Day;
use chrono::Datelike;

/// A school's calendar: each day on which school is kept, once. Days that the calendar does not reach are no
/// school days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolDays(Vec<Day>);

impl FromIterator<Day> for SchoolDays {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Self {
        let mut days: Vec<Day> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        Self(days)
    }
}

impl SchoolDays {
    /// Monday to Friday, from one day to another: for a school whose list is not known.
    pub fn weekdays(from: Day, to: Day) -> Self {
        let is_weekday = |day: &Day| day.date().is_some_and(|date| date.weekday().number_from_monday() <= 5);
        (from.0..=to.0).map(Day).filter(is_weekday).collect()
    }

    /// How many school days there are after `earlier`, up to and including `later`: 0 on the same day, 1 on the
    /// next school day and over the weekend that follows it. 0 where `later` is the earlier of the two.
    pub fn between(&self, earlier: Day, later: Day) -> u32 {
        let upto = |day: Day| self.0.partition_point(|d| *d <= day);
        u32::try_from(upto(later).saturating_sub(upto(earlier))).unwrap_or(u32::MAX)
    }

    /// The school days, earliest first.
    pub fn iter(&self) -> impl Iterator<Item = Day> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two weeks of five days each, from day 0, a Monday.
    fn two_weeks() -> SchoolDays {
        (0..12).filter(|d| d % 7 < 5).map(Day).collect()
    }

    #[test]
    fn a_weekend_is_no_wait() {
        let days = two_weeks();
        let counts: Vec<u32> = (3..=8).map(|today| days.between(Day(3), Day(today))).collect();
        assert_eq!(counts, [0, 1, 1, 1, 2, 3]);
    }

    #[test]
    fn without_a_list_a_week_has_five_days() {
        // Day 0 is a Thursday.
        let days = SchoolDays::weekdays(Day(0), Day(8));
        assert_eq!(days.iter().map(|day| day.0).collect::<Vec<_>>(), [0, 1, 4, 5, 6, 7, 8]);
        assert_eq!(SchoolDays::weekdays(Day(3), Day(0)), SchoolDays::default());
    }

    #[test]
    fn a_day_that_is_still_to_come_is_no_wait() {
        assert_eq!(two_weeks().between(Day(8), Day(3)), 0);
    }

    #[test]
    fn beyond_the_calendar_no_day_is_counted() {
        assert_eq!(two_weeks().between(Day(i32::MIN), Day(i32::MAX)), 10);
        assert_eq!(SchoolDays::default().between(Day(0), Day(9)), 0);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn neither_order_nor_repetition_of_the_list_matters(
            days in prop::collection::vec(0i32..40, 0..12), from in -5i32..45, to in -5i32..45,
        ) {
            let calendar: SchoolDays = days.iter().copied().map(Day).collect();
            let turned: SchoolDays = days.iter().rev().chain(&days).copied().map(Day).collect();
            prop_assert_eq!(&turned, &calendar);
            let by_hand = calendar.iter().filter(|d| (from + 1..=to).contains(&d.0)).count();
            prop_assert_eq!(calendar.between(Day(from), Day(to)) as usize, by_hand);
        }
    }
}
