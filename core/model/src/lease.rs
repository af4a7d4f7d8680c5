//! How long a device may keep a school's records without a word from its server. Time is measured by what nobody
//! at the device can set, as far as there is such a thing; what follows from it is a plan that others carry out.

use crate::authority::Role;
use crate::fact::{BadFact, Rule};
use serde::{Deserialize, Serialize};

/// One jump of the wall clock adds at most this much: a clock that fell into another century takes nobody's work
/// out of reach.
pub const MOST_OF_A_JUMP_MS: u64 = DAY_MS;
/// No school may lock its people out after a long weekend.
const LEAST_DAYS: u32 = 7;
const MOST_DAYS: u32 = 3_650;
const DAY_MS: u64 = 86_400_000;

/// When a device locks and when it is wiped, in days without contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// From then on a profile opens only beside the server.
    pub lock_days: u32,
    /// From then on nothing stays that the server has.
    pub wipe_days: u32,
}

impl Terms {
    /// A holiday at least, and no wipe before the lock.
    pub fn check(self) -> Result<(), BadFact> {
        let within = |days: u32, least, field| match (least..=MOST_DAYS).contains(&days) {
            true => Ok(()),
            false => Err(BadFact { field, rule: Rule::Outside(least, MOST_DAYS) }),
        };
        within(self.lock_days, LEAST_DAYS, "lock_days")?;
        within(self.wipe_days, self.lock_days, "wipe_days")
    }
}

/// The terms of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leases {
    /// Of teachers' and the office's devices.
    pub staff: Terms,
    /// Of students' devices.
    pub students: Terms,
}

impl Default for Leases {
    fn default() -> Self {
        let terms = |lock_days, wipe_days| Terms { lock_days, wipe_days };
        Self { staff: terms(120, 180), students: terms(30, 90) }
    }
}

impl Leases {
    /// The terms of one person's devices.
    pub fn of(&self, role: Role) -> Terms {
        match role {
            Role::Student => self.students,
            Role::Teacher | Role::Administrator => self.staff,
        }
    }

    /// Whether both keep their rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.staff.check()?;
        self.students.check()
    }
}

/// What follows from the time without contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// The profile opens only beside the server. Who is signed in goes on recording.
    Lock,
    /// What the server has goes; what it lacks stays sealed until it is sent.
    Wipe,
}

/// The time since the server last answered, as far as this device can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Milliseconds without contact.
    pub elapsed_ms: u64,
    /// The latest wall clock seen, UTC milliseconds.
    pub wall_ms: i64,
    /// The device's uptime when it was last looked at, milliseconds.
    pub uptime_ms: u64,
}

impl Lease {
    /// The server has answered.
    pub fn confirmed(wall_ms: i64, uptime_ms: u64) -> Self {
        Self { elapsed_ms: 0, wall_ms, uptime_ms }
    }

    /// The device looks at its clocks: the wall clock set right by the server's last word, the uptime, and the
    /// latest stamp that anything here carries, which no setting of the clock takes back.
    #[must_use]
    pub fn seen(self, wall_ms: i64, uptime_ms: u64, stamp_ms: i64) -> Self {
        // An uptime that fell: the device was started again, and has been up that long since.
        let up = uptime_ms.checked_sub(self.uptime_ms).unwrap_or(uptime_ms);
        let wall_ms = wall_ms.max(stamp_ms).max(self.wall_ms);
        let by_wall = wall_ms.abs_diff(self.wall_ms);
        let jump = by_wall.saturating_sub(up).min(MOST_OF_A_JUMP_MS);
        let elapsed_ms = self.elapsed_ms.saturating_add(up).saturating_add(jump);
        Self { elapsed_ms, wall_ms, uptime_ms }
    }

    /// Whole days without contact.
    pub fn days(self) -> u32 {
        u32::try_from(self.elapsed_ms / DAY_MS).unwrap_or(u32::MAX)
    }

    /// What follows under these terms. Terms that break their rules count as the product's own.
    pub fn due(self, leases: &Leases, role: Role) -> Due {
        let terms = leases.of(role);
        let terms = if terms.check().is_ok() { terms } else { Leases::default().of(role) };
        match self.days() {
            days if days >= terms.wipe_days => Due::Wipe,
            days if days >= terms.lock_days => Due::Lock,
            _ => Due::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: i64 = 1_794_492_000_000;
    const DAY: i64 = DAY_MS as i64;

    fn after_days(days: u64) -> Lease {
        Lease { elapsed_ms: days * DAY_MS, ..Lease::confirmed(NOON, 0) }
    }

    #[test]
    fn staff_lock_after_120_days_and_students_after_30_unless_the_school_says_otherwise() {
        let due = |days, role| after_days(days).due(&Leases::default(), role);
        let days = [29, 30, 89, 90, 119, 120, 179, 180];
        use Due::{Lock, Nothing, Wipe};
        let of = |role| days.map(|d| due(d, role));
        assert_eq!(of(Role::Student), [Nothing, Lock, Lock, Wipe, Wipe, Wipe, Wipe, Wipe]);
        let staff = [Nothing, Nothing, Nothing, Nothing, Nothing, Lock, Lock, Wipe];
        assert_eq!([of(Role::Teacher), of(Role::Administrator)], [staff, staff]);
        let own = Leases { staff: Terms { lock_days: 14, wipe_days: 28 }, ..Leases::default() };
        assert_eq!([13, 14, 28].map(|d| after_days(d).due(&own, Role::Teacher)), [Nothing, Lock, Wipe]);
    }

    #[test]
    fn terms_that_break_their_rules_lock_nobody_out() {
        for (lock_days, wipe_days) in [(0, 0), (6, 180), (30, 29), (30, 3_651)] {
            let terms = Terms { lock_days, wipe_days };
            assert!(terms.check().is_err(), "{terms:?}");
            let leases = Leases { staff: terms, students: terms };
            assert_eq!(after_days(31).due(&leases, Role::Teacher), Due::Nothing);
            assert!(leases.check().is_err());
        }
        assert_eq!(Leases::default().check(), Ok(()));
    }

    #[test]
    fn a_night_in_a_drawer_counts_whole_and_a_jump_of_the_clock_counts_a_day() {
        let lease = Lease::confirmed(NOON, 5_000);
        let night = lease.seen(NOON + DAY / 2, 60_000, 0);
        assert_eq!(night.elapsed_ms, DAY_MS / 2);
        let century = lease.seen(NOON + 36_500 * DAY, 6_000, 0);
        assert_eq!(century.elapsed_ms, DAY_MS + 1_000);
        let asleep = lease.seen(NOON, 5_000 + 3 * DAY_MS, 0);
        assert_eq!(asleep.elapsed_ms, 3 * DAY_MS, "a wall clock that was set back hides nothing");
        assert_eq!(lease.seen(NOON - DAY, 5_000, NOON + 7_200_000).elapsed_ms, 7_200_000, "nor from a stamp");
    }

    #[derive(Clone, Debug)]
    enum Step {
        /// Time passes and the device is up.
        Up(u64),
        /// Time passes and the device is off.
        Off(u64),
        /// Somebody sets the clock, so many milliseconds from where it stands.
        Set(i64),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let time = || 0..40 * DAY_MS;
        let set = -4_000 * DAY..4_000 * DAY;
        let step =
            prop_oneof![time().prop_map(Step::Up), time().prop_map(Step::Off), set.prop_map(Step::Set)];
        prop::collection::vec(step, 0..30)
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn time_only_grows_no_look_adds_more_than_uptime_and_a_day_and_uptime_is_never_lost(steps in steps()) {
            let (mut wall, mut uptime) = (NOON, 77_000);
            let mut lease = Lease::confirmed(wall, uptime);
            let mut up_in_all = 0;
            for step in steps {
                let up = match step {
                    Step::Up(ms) => {
                        (wall, uptime) = (wall + ms as i64, uptime + ms);
                        ms
                    }
                    Step::Off(ms) => {
                        // Started again: up for no time at all.
                        (wall, uptime) = (wall + ms as i64, 0);
                        0
                    }
                    Step::Set(by) => {
                        wall += by;
                        0
                    }
                };
                let before = lease;
                lease = before.seen(wall, uptime, 0);
                up_in_all += up;
                prop_assert!(lease.elapsed_ms >= before.elapsed_ms + up);
                prop_assert!(lease.elapsed_ms <= before.elapsed_ms + up + MOST_OF_A_JUMP_MS);
                prop_assert_eq!(lease.seen(wall, uptime, 0), lease, "to look again changes nothing");
            }
            prop_assert!(lease.elapsed_ms >= up_in_all);
            prop_assert_eq!(Lease::confirmed(wall, uptime).days(), 0);
        }

        #[test]
        fn an_honest_clock_that_is_looked_at_every_day_counts_exactly(
            looks in prop::collection::vec((0..DAY_MS, any::<bool>()), 0..50)
        ) {
            let (mut wall, mut uptime, mut passed) = (NOON, 0, 0);
            let mut lease = Lease::confirmed(wall, uptime);
            for (ms, is_off) in looks {
                wall += ms as i64;
                passed += ms;
                uptime = if is_off { 0 } else { uptime + ms };
                lease = lease.seen(wall, uptime, 0);
            }
            prop_assert_eq!(lease.elapsed_ms, passed);
        }
    }
}
