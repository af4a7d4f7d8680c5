//! What the adults of each class say of this moment in it. Kept in memory, never written: after a restart devices say
//! again who is not here, and who is with whom has passed.

use crate::home::view_of;
use crate::storage::{Stored, Tx};
use crate::who::Who;
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::ids::{ClassId, SchoolId, UserId};
use notyet_model::register::{ClassRole, Entity, School};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::room::{Moment, RoomNews, RoomWord, WITH_MS};
use std::collections::BTreeMap;

/// Something that an adult said of a student of theirs, and when it ends, UTC milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    class: ClassId,
    student: UserId,
    is: Moment,
    by: UserId,
    until_ms: i64,
}

/// What of these words the server keeps: those of a teacher about students who are in a class of theirs now.
pub(crate) fn heard(tx: &mut dyn Tx, who: &Who, words: &[RoomWord], now_ms: i64) -> Stored<Vec<Said>> {
    let (teaches, anyone) = (who.teaches(), mutant::on(Mutant::RoomHeardFromAnyone));
    if words.is_empty() || (teaches.is_empty() && !anyone) {
        return Ok(vec![]);
    }
    let midnight_ms = midnight(zone(tx, who.school)?, now_ms);
    let mut heard = vec![];
    for word in words.iter().filter(|word| anyone || teaches.contains(&word.class)) {
        let member = tx.member(word.class, word.student)?;
        if member.is_some_and(|it| it.role == ClassRole::Student && it.left_ms.is_none()) {
            let until_ms = match word.is {
                Moment::With => now_ms + word.left_ms.clamp(0, WITH_MS),
                Moment::NotHere | Moment::Here => midnight_ms,
            };
            let RoomWord { class, student, is, .. } = *word;
            heard.push(Said { class, student, is, by: who.person.id, until_ms });
        }
    }
    Ok(heard)
}

fn zone(tx: &mut dyn Tx, school: SchoolId) -> Stored<Tz> {
    let school: Option<School> = view_of(tx, Entity::School, &school.to_string())?;
    Ok(school.and_then(|school| school.zone.parse().ok()).unwrap_or(Tz::UTC))
}

/// The end of the school's present day, UTC milliseconds, to the minute.
fn midnight(zone: Tz, now_ms: i64) -> i64 {
    const MINUTE_MS: i64 = 60_000;
    let (today, now) = (Day::of_ms(now_ms, zone), now_ms / MINUTE_MS);
    // A day has 23 to 25 hours: the first minute of the next one is between this one and that.
    let (mut today_at, mut tomorrow_at) = (now, now + 26 * 60);
    while tomorrow_at - today_at > 1 {
        let middle = today_at + (tomorrow_at - today_at) / 2;
        if Day::of_ms(middle * MINUTE_MS, zone) == today { today_at = middle } else { tomorrow_at = middle }
    }
    tomorrow_at * MINUTE_MS
}

/// All classes, at this moment.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Where each adult sits.
    with: BTreeMap<UserId, Said>,
    /// Who is not here, and who is after all.
    here: BTreeMap<(ClassId, UserId), Said>,
}

impl Room {
    /// Takes what was said; true if that is news to anybody.
    pub(crate) fn hear(&mut self, said: Vec<Said>, now_ms: i64) -> bool {
        self.with.retain(|_, said| said.until_ms > now_ms);
        self.here.retain(|_, said| said.until_ms > now_ms);
        let mut is_news = false;
        for said in said {
            let before = match said.is {
                Moment::With => self.with.insert(said.by, said),
                Moment::NotHere | Moment::Here => self.here.insert((said.class, said.student), said),
            };
            is_news |= before != Some(said);
        }
        is_news
    }

    /// What is so in these classes.
    pub(crate) fn news(&self, classes: &[ClassId], now_ms: i64) -> Vec<RoomNews> {
        let all = self.with.values().chain(self.here.values());
        let stands = all.filter(|said| said.until_ms > now_ms && classes.contains(&said.class));
        let news = stands.map(|said| {
            let Said { class, student, is, by, until_ms } = *said;
            RoomNews { class, student, is, by, left_ms: until_ms - now_ms }
        });
        news.collect()
    }

    /// Forgets an erased student.
    pub(crate) fn forget(&mut self, student: UserId) {
        self.with.retain(|_, said| said.student != student);
        self.here.retain(|(_, of), _| *of != student);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_the_schools_midnight_also_where_the_clocks_change() {
        let ends = |zone: Tz, now_ms| midnight(zone, now_ms);
        // 2026-11-12 14:00 UTC, 9 in the morning in New York.
        let now_ms = 1_794_492_000_000;
        assert_eq!(ends(chrono_tz::America::New_York, now_ms), now_ms + 15 * 3_600_000);
        assert_eq!(ends(Tz::UTC, now_ms), now_ms + 10 * 3_600_000);
        // 2026-11-01 04:00 UTC, midnight in New York, of a day with 25 hours.
        let long_ms = 1_793_505_600_000;
        assert_eq!(ends(chrono_tz::America::New_York, long_ms), long_ms + 25 * 3_600_000);
        assert!(ends(Tz::UTC, now_ms + 59_999) > now_ms);
    }
}
