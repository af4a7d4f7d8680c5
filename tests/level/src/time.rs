//! Moments as other systems write them: ISO 8601 with a zone, without one (then UTC is meant), or a date alone
//! (then that day at school is meant). Compared in whole seconds, as Canvas does.

use chrono::{NaiveDate, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;
use notyet_model::calendar::Day;

/// When work was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// UTC milliseconds since 1970, of whole seconds.
    pub(crate) at_ms: i64,
    /// The calendar day at school.
    pub(crate) day: Day,
}

/// What is wrong with a text that should have been a moment.
pub(crate) const NO_MOMENT: &str = "is no ISO 8601 date, with or without a time";

impl Moment {
    /// The moment of a text; `None` where it is none.
    pub(crate) fn read(text: &str, zone: Tz) -> Option<Self> {
        let mut rest = text.trim();
        let date = date(&mut rest)?;
        if rest.is_empty() {
            return Some(Self { at_ms: first_of(date, zone), day: Day::of_date(date) });
        }
        rest = rest.strip_prefix(['T', 't', ' '])?;
        let seconds = time(&mut rest)?;
        let east = offset(&mut rest)?;
        if !rest.is_empty() {
            return None;
        }
        let days = i64::from(Day::of_date(date).0);
        let at_ms = (days * 86_400 + seconds - east) * 1000;
        Some(Self { at_ms, day: Day::of_ms(at_ms, zone) })
    }
}

/// The first moment of a day at school. A day that the zone's calendar leaves out begins where the next one does.
fn first_of(date: NaiveDate, zone: Tz) -> i64 {
    let midnight = date.and_time(chrono::NaiveTime::MIN);
    (0..=48)
        .filter_map(|half_hours| midnight.checked_add_signed(TimeDelta::minutes(30 * half_hours)))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map_or_else(|| midnight.and_utc().timestamp_millis(), |first| first.timestamp_millis())
}

/// `2026-12-03`, `20261203`, `2026-W49-4` or `2026-337`; a year of more than four digits has a sign.
fn date(rest: &mut &str) -> Option<NaiveDate> {
    let (sign, digits) = match rest.as_bytes().first()? {
        b'-' => (-1, 4..=6),
        b'+' => (1, 4..=6),
        _ => (1, 4..=4),
    };
    *rest = rest.trim_start_matches(['+', '-']);
    let run = rest.bytes().take_while(u8::is_ascii_digit).count();
    // Without dashes, the month and the day follow the year at once.
    let dashed = rest.as_bytes().get(run) == Some(&b'-') || rest.as_bytes().get(run) == Some(&b'W');
    let length = if dashed { run } else { run.checked_sub(4).filter(|n| digits.contains(n))? };
    if !digits.contains(&length) {
        return None;
    }
    let year = sign * i32::try_from(number(rest, length)?).ok()?;
    let dash = eat(rest, "-");
    if eat(rest, "W") {
        let week = number(rest, 2)?;
        let day = if dash == eat(rest, "-") { number(rest, 1)? } else { return None };
        let day = Weekday::try_from(u8::try_from(day).ok()?.checked_sub(1)?).ok()?;
        return NaiveDate::from_isoywd_opt(year, week, day);
    }
    if dash && rest.bytes().take_while(u8::is_ascii_digit).count() == 3 {
        return NaiveDate::from_yo_opt(year, number(rest, 3)?);
    }
    let month = number(rest, 2)?;
    if dash != eat(rest, "-") {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, number(rest, 2)?)
}

/// `09:05`, `09:05:30`, `09:05:30.25`, `0905`, `090530` or `09`, in seconds; parts of a second are dropped, which
/// is the whole second that has begun. 24:00 ends a day, and a leap second is the one after it.
fn time(rest: &mut &str) -> Option<i64> {
    let hour = number(rest, 2)?;
    let colon = eat(rest, ":");
    let (mut minute, mut second) = (0, 0);
    if colon || starts_with_digit(rest) {
        minute = number(rest, 2)?;
        if colon && eat(rest, ":") || !colon && starts_with_digit(rest) {
            second = number(rest, 2)?;
            if eat(rest, ".") || eat(rest, ",") {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                if digits == 0 {
                    return None;
                }
                *rest = &rest[digits..];
            }
        }
    }
    let is_end_of_day = (hour, minute, second) == (24, 0, 0);
    if (hour > 23 && !is_end_of_day) || minute > 59 || second > 60 {
        return None;
    }
    Some(i64::from(hour * 3600 + minute * 60 + second))
}

/// `Z`, `+02:00`, `+0200`, `+02` or nothing, in seconds east of UTC.
fn offset(rest: &mut &str) -> Option<i64> {
    if rest.is_empty() || eat(rest, "Z") || eat(rest, "z") {
        return Some(0);
    }
    let sign = if eat(rest, "+") {
        1
    } else if eat(rest, "-") {
        -1
    } else {
        return None;
    };
    let hours = number(rest, 2)?;
    let minutes = if eat(rest, ":") || starts_with_digit(rest) { number(rest, 2)? } else { 0 };
    (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

fn starts_with_digit(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

fn eat(rest: &mut &str, sign: &str) -> bool {
    let after = rest.strip_prefix(sign);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

/// A number of exactly so many digits.
fn number(rest: &mut &str, digits: usize) -> Option<u32> {
    let (number, after) = rest.split_at_checked(digits)?;
    if !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    *rest = after;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, SecondsFormat};
    use proptest::prelude::*;

    fn utc(text: &str) -> Option<i64> {
        Moment::read(text, Tz::UTC).map(|moment| moment.at_ms / 1000)
    }

    fn seconds(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp()
    }

    #[test]
    fn each_way_of_writing_one_moment_is_that_moment() {
        let expected = Some(seconds("2026-12-03T09:05:30Z"));
        for text in [
            "2026-12-03T09:05:30Z",
            "2026-12-03T09:05:30z",
            "2026-12-03 09:05:30",
            "2026-12-03T09:05:30.999999Z",
            "2026-12-03T09:05:30,5Z",
            "2026-12-03T11:05:30+02:00",
            "2026-12-03T04:35:30-0430",
            "2026-12-03T10:05:30+01",
            "20261203T090530Z",
            "+2026-12-03T09:05:30Z",
            "2026-W49-4T09:05:30Z",
            "2026W494T09:05:30Z",
            "2026-337T09:05:30Z",
            " 2026-12-03T09:05:30Z ",
        ] {
            assert_eq!(utc(text), expected, "{text}");
        }
        assert_eq!(utc("2026-12-03T09:05"), Some(seconds("2026-12-03T09:05:00Z")));
        assert_eq!(utc("20261203T09"), Some(seconds("2026-12-03T09:00:00Z")));
        assert_eq!(utc("2026-12-03T24:00:00Z"), Some(seconds("2026-12-04T00:00:00Z")));
        assert_eq!(utc("2016-12-31T23:59:60Z"), Some(seconds("2017-01-01T00:00:00Z")));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "yesterday",
            "2026",
            "2026-12",
            "2026-13-01",
            "2026-02-29",
            "2026-1203",
            "202612-03",
            "26-12-03",
            "2026-12-03T",
            "2026-12-03T9:05",
            "2026-12-03T09:0530",
            "2026-12-03T0905:30",
            "2026-12-03T25:00",
            "2026-12-03T24:00:01",
            "2026-12-03T09:60",
            "2026-12-03T09:05:61",
            "2026-12-03T09:05:30.Z",
            "2026-12-03T09:05:30 Z",
            "2026-12-03T09:05:30+24:00",
            "2026-12-03T09:05:30+02:60",
            "2026-12-03T09:05:30Z+02:00",
            "2026-12-03T09:05:30[Europe/Paris]",
            "2026-W54-1",
            "2026-W49-8",
            "2026-W49-0",
            "2026-W494",
            "2026-366",
            "12026-12-03",
            "+999999-12-03",
            "２０２６-12-03",
            "2026-12-0３",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }

    #[test]
    fn parts_of_a_second_before_1970_belong_to_the_second_that_has_begun() {
        assert_eq!(utc("1969-12-31T23:59:59.75Z"), Some(-1));
        assert_eq!(utc("1600-02-29T00:00:00Z"), Some(seconds("1600-02-29T00:00:00Z")));
        assert_eq!(
            utc("+12026-12-03T00:00:00Z"),
            Some(seconds("2026-12-03T00:00:00Z") + 25 * 146_097 * 86_400)
        );
        assert_eq!(
            utc("-0044-03-15"),
            NaiveDate::from_ymd_opt(-44, 3, 15).map(|d| i64::from(Day::of_date(d).0) * 86_400)
        );
    }

    #[test]
    fn a_day_is_the_schools() {
        let day = |text: &str, zone| Moment::read(text, zone).unwrap().day.to_string();
        assert_eq!(day("2026-11-12T03:30:00Z", Tz::America__New_York), "2026-11-11");
        assert_eq!(day("2026-11-12T03:30:00Z", Tz::Asia__Tokyo), "2026-11-12");
        // Clocks go back at 02:00 on 1 November 2026 in New York: the evening of the day before is four hours away.
        assert_eq!(day("2026-11-01T03:59:59Z", Tz::America__New_York), "2026-10-31");
        assert_eq!(day("2026-11-02T04:59:59Z", Tz::America__New_York), "2026-11-01");
    }

    #[test]
    fn a_date_alone_is_the_beginning_of_that_day_at_school() {
        let moment = |zone| Moment::read("2026-12-03", zone).unwrap();
        assert_eq!(moment(Tz::America__New_York).at_ms / 1000, seconds("2026-12-03T05:00:00Z"));
        for zone in [Tz::America__New_York, Tz::UTC, Tz::Asia__Tokyo] {
            assert_eq!(moment(zone).day.to_string(), "2026-12-03");
        }
        // Cairo's clocks went from 00:00 to 01:00 on this day; Apia left the other out altogether.
        let cairo = Moment::read("2023-04-28", Tz::Africa__Cairo).unwrap();
        assert_eq!(cairo.at_ms / 1000, seconds("2023-04-27T22:00:00Z"));
        let apia = Moment::read("2011-12-30", Tz::Pacific__Apia).unwrap();
        assert_eq!(
            (apia.at_ms / 1000, apia.day.to_string()),
            (seconds("2011-12-30T10:00:00Z"), "2011-12-30".into())
        );
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn what_chrono_writes_is_read_alike(
            at in -60_000_000_000i64..60_000_000_000, nanos in 0u32..1_000_000_000, minutes in -839i32..840,
            format in prop::sample::select(vec![SecondsFormat::Secs, SecondsFormat::Millis, SecondsFormat::AutoSi]),
        ) {
            let east = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
            let moment = DateTime::from_timestamp(at, nanos).unwrap().with_timezone(&east);
            prop_assert_eq!(utc(&moment.to_rfc3339_opts(format, true)), Some(at));
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(
            signs in prop::collection::vec(prop::sample::select("-+0123456789TWZ:. é".chars().collect::<Vec<_>>()), 0..30),
        ) {
            let _ = Moment::read(&String::from_iter(signs), Tz::America__St_Johns);
        }
    }
}
