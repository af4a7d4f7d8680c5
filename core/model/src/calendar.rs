//! Calendar days in the school's time zone. A day is fixed when work is recorded and travels with the fact, so
//! that a device abroad and one at school count the same days.

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day as the number of days since 1 January 1970 (negative before).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day of a moment (UTC milliseconds since 1970) in a time zone. Moments outside chrono's range
    /// (about 262,000 years either way) stand at its ends.
    pub fn of_ms(ms: i64, zone: Tz) -> Self {
        let utc = DateTime::from_timestamp_millis(ms).unwrap_or(if ms < 0 {
            DateTime::<chrono::Utc>::MIN_UTC
        } else {
            DateTime::<chrono::Utc>::MAX_UTC
        });
        let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix();
        let local = utc.naive_utc().checked_add_offset(offset).unwrap_or(utc.naive_utc());
        Self::of_date(local.date())
    }

    /// The day of a date.
    pub fn of_date(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - UNIX_EPOCH_FROM_CE)
    }

    /// The date, where the proleptic Gregorian calendar of chrono has it.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0.checked_add(UNIX_EPOCH_FROM_CE)?)
    }

    /// Whole days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day that many days later.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => date.fmt(f),
            None => write!(f, "day {}", self.0),
        }
    }
}

/// 1 January 1970 in chrono's count of days from 31 December of the year 0.
const UNIX_EPOCH_FROM_CE: i32 = 719_163;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_belongs_to_the_day_of_the_schools_clock() {
        // 2026-11-12 03:30 UTC is still the evening of the 11th in New York.
        let ms = 1_794_454_200_000;
        assert_eq!(Day::of_ms(ms, chrono_tz::America::New_York).to_string(), "2026-11-11");
        assert_eq!(Day::of_ms(ms, chrono_tz::Asia::Tokyo).to_string(), "2026-11-12");
    }

    #[test]
    fn days_before_1970_and_absurd_moments_have_a_day() {
        assert_eq!(Day::of_ms(-1, chrono_tz::UTC).to_string(), "1969-12-31");
        for zone in [chrono_tz::UTC, chrono_tz::America::New_York, chrono_tz::Asia::Tokyo] {
            assert_eq!(Day::of_ms(i64::MAX, zone).date(), Some(NaiveDate::MAX));
            assert_eq!(Day::of_ms(i64::MIN, zone).date(), Some(NaiveDate::MIN));
        }
    }
}
