//! Days and times in words.

use crate::Speech;
use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;
use notyet_model::calendar::Day;

/// "12 Nov".
pub fn short(speech: &Speech, day: Day) -> String {
    match day.date() {
        Some(date) => speech.say("date-short", &[("day", date.day().into()), ("month", date.month().into())]),
        None => day.to_string(),
    }
}

/// "24 November".
pub fn month(speech: &Speech, day: Day) -> String {
    match day.date() {
        Some(date) => {
            let args = [("day", date.day().into()), ("month", date.month().into())];
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
                ("day", date.day().into()),
                ("month", date.month().into()),
            ],
        ),
        None => day.to_string(),
    }
}

/// "10:42" in the school's zone.
pub fn clock(speech: &Speech, ms: i64, zone: Tz) -> String {
    let two = |number: u32| speech.number(&format!("{number:02}"));
    DateTime::from_timestamp_millis(ms)
        .map(|utc| utc.with_timezone(&zone))
        .map(|local| format!("{}:{}", two(local.hour()), two(local.minute())))
        .unwrap_or_default()
}

/// "1:05": how long something lasts, in minutes and seconds.
pub fn length(speech: &Speech, seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    format!("{}:{}", speech.number(&minutes.to_string()), speech.number(&format!("{rest:02}")))
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
    fn each_language_has_its_own_order_months_and_digits() {
        let said = |tag| [short, month, long].map(|say| plain(&say(&Speech::new(tag), Day(20_781))));
        assert_eq!(said("es"), ["24 nov", "24 de noviembre", "Martes 24 de noviembre"]);
        assert_eq!(said("ar-EG"), ["٢٤ نوفمبر", "٢٤ نوفمبر", "الثلاثاء ٢٤ نوفمبر"]);
    }

    #[test]
    fn a_time_is_the_schools() {
        let english = Speech::new("en");
        assert_eq!(clock(&english, 1_794_454_200_000, Tz::America__New_York), "22:30");
        assert_eq!(clock(&Speech::new("ar-EG"), 1_794_454_200_000, Tz::UTC), "٠٣:٣٠");
        assert_eq!(clock(&english, i64::MAX, Tz::UTC), "");
    }
}
