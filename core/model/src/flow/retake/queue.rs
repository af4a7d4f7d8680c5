//! The queue of retakes that were asked for: a limit a day guards the teacher's time. It puts off and never
//! turns away: the order is that of asking, and every place says why it is where it is. For staff only.

use crate::clock::Hlc;
use crate::ids::{OpId, UserId};
use std::num::NonZeroU32;

/// A request that waits for its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When it was asked.
    pub asked: Hlc,
    /// The request.
    pub request: OpId,
    /// Who asks.
    pub student: UserId,
}

/// Why a request has its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The teacher sets no limit.
    NoLimit,
    /// That day has a place free after those who asked earlier.
    Free {
        /// The limit of a day.
        per_day: NonZeroU32,
        /// How many of that day's places are taken before this one.
        taken: u32,
    },
}

/// A request's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The request.
    pub waiting: Waiting,
    /// Teaching days from today: 0 is today.
    pub days: u32,
    /// Why.
    pub why: Why,
}

/// The places of all who wait, by the time of asking, then by id. `taken` is how many retakes were already
/// taken up today.
///
/// With two a day, of which one is taken, those who asked second and third come tomorrow:
/// ```
/// use notyet_model::clock::Hlc;
/// use notyet_model::flow::retake::{Waiting, queue};
/// use notyet_model::ids::{OpId, UserId};
/// use std::num::NonZeroU32;
///
/// let asks = |n: u8| {
///     let (request, student) = (OpId::from_bytes([n; 16]), UserId::from_bytes([n; 16]));
///     Waiting { asked: Hlc(u64::from(n)), request, student }
/// };
/// let places = queue(&[asks(3), asks(1), asks(2)], NonZeroU32::new(2), 1);
/// let days: Vec<(u64, u32)> = places.iter().map(|p| (p.waiting.asked.0, p.days)).collect();
/// assert_eq!(days, [(1, 0), (2, 1), (3, 1)]);
/// ```
pub fn queue(waiting: &[Waiting], per_day: Option<NonZeroU32>, taken: u32) -> Vec<Place> {
    let mut ordered = waiting.to_vec();
    ordered.sort_by_key(|w| (w.asked, w.request));
    let place = |(ahead, waiting): (usize, Waiting)| {
        let Some(limit) = per_day else { return Place { waiting, days: 0, why: Why::NoLimit } };
        // More retakes may have been taken up today than the limit says: tomorrow is a full day again.
        let before = u64::from(taken.min(limit.get())).saturating_add(ahead as u64);
        let days = u32::try_from(before / u64::from(limit.get())).unwrap_or(u32::MAX);
        let taken = (before % u64::from(limit.get())) as u32;
        Place { waiting, days, why: Why::Free { per_day: limit, taken } }
    };
    ordered.into_iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::samples::op;
    use proptest::prelude::*;

    fn waiting(n: u8, asked: u8) -> Waiting {
        Waiting { asked: Hlc(u64::from(asked)), request: op(n), student: UserId::from_bytes([n; 16]) }
    }

    fn limit(n: u32) -> NonZeroU32 {
        NonZeroU32::new(n).unwrap()
    }

    #[test]
    fn two_a_day_come_in_the_order_of_asking() {
        let per_day = limit(2);
        let place = |n, asked, days, taken| Place {
            waiting: waiting(n, asked),
            days,
            why: Why::Free { per_day, taken },
        };
        let all = [waiting(1, 9), waiting(2, 5), waiting(3, 5), waiting(4, 7)];
        let expected = [place(2, 5, 0, 1), place(3, 5, 1, 0), place(4, 7, 1, 1), place(1, 9, 2, 0)];
        assert_eq!(queue(&all, Some(per_day), 1), expected);
        assert_eq!(queue(&[waiting(2, 5)], Some(per_day), 7), [place(2, 5, 1, 0)]);
    }

    #[test]
    fn without_a_limit_all_are_today() {
        let place = |n, asked| Place { waiting: waiting(n, asked), days: 0, why: Why::NoLimit };
        assert_eq!(queue(&[waiting(1, 9), waiting(2, 5)], None, 3), [place(2, 5), place(1, 9)]);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn nobody_is_turned_away_and_who_asks_later_pushes_nobody_back(
            asked in prop::collection::vec(0u8..20, 0..12), later in 20u8..30,
            per_day in 1u32..4, taken in 0u32..6,
        ) {
            let all: Vec<Waiting> = asked.iter().enumerate().map(|(n, a)| waiting(n as u8, *a)).collect();
            let places = queue(&all, Some(limit(per_day)), taken);
            prop_assert_eq!(places.len(), all.len());
            prop_assert!(places.is_sorted_by_key(|p| (p.waiting.asked, p.waiting.request)));
            prop_assert!(places.is_sorted_by_key(|p| p.days));
            for day in 0..20 {
                let on_day = places.iter().filter(|p| p.days == day).count() as u32;
                let before = if day == 0 { taken.min(per_day) } else { 0 };
                prop_assert!(on_day + before <= per_day);
            }
            // No day with a place free lies before one that is used.
            let last = places.last().map_or(0, |p| p.days);
            prop_assert!(last <= (taken.min(per_day) + all.len() as u32) / per_day);
            let mut more = all.clone();
            more.insert(0, waiting(200, later));
            let after = queue(&more, Some(limit(per_day)), taken);
            prop_assert_eq!(&after[..places.len()], &places[..]);
            more.reverse();
            prop_assert_eq!(queue(&more, Some(limit(per_day)), taken), after);
        }
    }
}
