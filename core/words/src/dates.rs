//! Days and times in words.

use crate::Speech;
use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;
use notyet_model::calendar::Day;

/// "12 Nov".
pub fn short(speech: &Speech, day: Day) -> String {
    match day.date() {
        Some(date) => speech
            .say("date-short", &[("day", date.day().to_string().into()), ("month", date.month().into())]),
        None => day.to_string(),
    }
}

/// "24 November".
pub fn month(speech: &Speech, day: Day) -> String {
    match day.date() {
        Some(date) => {
            let args = [("day", date.day().to_string().into()), ("month", date.month().into())];
            speech.say("date-month", &args)
        }
        None => day.to_string(),
    }
}

/// "Tuesday 24 November".
pub fn long(speech: &Speech, day: Day) -> String {
    match day.date() {
        Some(date) => speech.say(
            "date-long",
            &[
                ("weekday", date.weekday().number_from_monday().into()),
                ("day", date.day().to_string().into()),
                ("month", date.month().into()),
            ],
        ),
        None => day.to_string(),
    }
}

/// "10:42" in the school's zone.
pub fn clock(ms: i64, zone: Tz) -> String {
    DateTime::from_timestamp_millis(ms)
        .map(|utc| utc.with_timezone(&zone))
        .map(|local| format!("{:02}:{:02}", local.hour(), local.minute()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    #[test]
    fn a_day_is_said_short_with_its_month_and_with_its_weekday() {
        let (speech, day) = (Speech::new("en"), Day(20_781));
        let said = [short, month, long].map(|say| plain(&say(&speech, day)));
        assert_eq!(said, ["24 Nov", "24 November", "Tuesday 24 November"]);
        assert_eq!(long(&speech, Day(i32::MAX)), Day(i32::MAX).to_string());
    }

    #[test]
    fn a_time_is_the_schools() {
        assert_eq!(clock(1_794_454_200_000, Tz::America__New_York), "22:30");
        assert_eq!(clock(i64::MAX, Tz::UTC), "");
    }
}
