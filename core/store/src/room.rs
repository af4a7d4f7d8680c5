//! This moment in a class: who is not here today, whom the teacher sees to later, which adult is with whom. No facts: what
//! other adults say comes with the server's answers and stays in memory; what this person says of a day is a note of this
//! device, so that it outlives the app, and is told to the server when there is one.

use crate::store::Durability;
use crate::{Reader, Store, StoreError, Topic, Tx};
use notyet_model::calendar::Day;
use notyet_model::ids::{ClassId, UserId};
use notyet_protocol::room::{Moment, RoomNews, RoomWord, WITH_MS, digest};
use notyet_protocol::wire::SyncAnswer;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// As long as a day may be; the server ends what lasts until midnight at its own midnight.
const DAY_MS: i64 = 25 * 3_600_000;

/// What is so in a class now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Students who are not here today.
    pub not_here: BTreeSet<UserId>,
    /// Students whom this person sees to later; on this device alone.
    pub later: BTreeSet<UserId>,
    /// Which other adult is with a student.
    pub with: BTreeMap<UserId, UserId>,
}

/// What this process has heard and said.
#[derive(Default)]
pub(crate) struct Heard {
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    /// The latest word of the server, and when it was said, by its clock; absent: none yet, or it has none.
    news: Option<(Vec<RoomNews>, i64)>,
    /// With whom this person sits, until when, and whether the server knows.
    with: Option<(ClassId, UserId, i64, bool)>,
}

impl Heard {
    fn now<T>(&self, look: impl FnOnce(&mut Now) -> T) -> T {
        look(&mut self.now.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Now {
    /// What stands of the server's word about a class.
    fn standing(&self, class: ClassId, now_ms: i64) -> impl Iterator<Item = &RoomNews> {
        self.news.iter().flat_map(move |(news, at_ms)| {
            news.iter().filter(move |it| it.class == class && at_ms.saturating_add(it.left_ms) > now_ms)
        })
    }
}

/// What this person says of a student on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    here: Option<bool>,
    /// The server has heard whether they are here.
    #[serde(default)]
    told: bool,
    #[serde(default)]
    later: bool,
}

/// The name of a class's marks of a day.
fn name(class: ClassId, day: Day) -> String {
    format!("{MARKS}{}/{class}", day.0)
}

const MARKS: &str = "today/";

impl Reader<'_> {
    /// What is so in a class at a moment ([`Store::now_ms`]) of a day. Of a mark that the server has not heard yet this device's word stands,
    /// of others the server's, which other adults may have changed.
    pub fn room(&self, class: ClassId, day: Day, now_ms: i64) -> Result<Room, StoreError> {
        let mut room = Room::default();
        let me = self.session()?.map(|session| session.enrolment.user);
        self.live.room.now(|now| {
            for news in now.standing(class, now_ms) {
                match news.is {
                    Moment::With if Some(news.by) != me => {
                        room.with.insert(news.student, news.by);
                    }
                    Moment::NotHere => {
                        room.not_here.insert(news.student);
                    }
                    Moment::With | Moment::Here => {}
                }
            }
        });
        for (student, mark) in self.marks(class, day)? {
            match mark.here {
                Some(true) => room.not_here.remove(&student),
                Some(false) => room.not_here.insert(student),
                None => false,
            };
            if mark.later {
                room.later.insert(student);
            }
        }
        Ok(room)
    }

    fn marks(&self, class: ClassId, day: Day) -> Result<Vec<(UserId, Mark)>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT student, text FROM note WHERE name = ?")?;
        let rows = read.query_map([name(class, day)], |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
        rows.map(|row| {
            let (student, text): (UserId, String) = row?;
            Ok((student, serde_json::from_str(&text)?))
        })
        .collect()
    }

    /// All marks of a day, by class.
    fn days_marks(&self, day: Day) -> Result<Vec<(ClassId, UserId, Mark)>, StoreError> {
        let of_day = format!("{MARKS}{}/", day.0);
        let mut read = self
            .conn
            .prepare_cached("SELECT student, name, text FROM note WHERE substr(name, 1, length(?1)) = ?1")?;
        let rows = read.query_map([&of_day], |row| Ok((UserId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        let mut marks = vec![];
        for row in rows {
            let (student, name, text): (UserId, String, String) = row?;
            if let Ok(class) = name[of_day.len()..].parse() {
                marks.push((class, student, serde_json::from_str(&text)?));
            }
        }
        Ok(marks)
    }
}

impl Tx<'_> {
    /// Says whether a student of a class is here on this day. Other adults hear it with the next round.
    pub fn mark_here(
        &mut self,
        class: ClassId,
        student: UserId,
        day: Day,
        here: bool,
    ) -> Result<(), StoreError> {
        self.mark(class, student, day, |mark| (mark.here, mark.told) = (Some(here), false))
    }

    /// Says whether a student of a class is seen to later on this day.
    pub fn mark_later(
        &mut self,
        class: ClassId,
        student: UserId,
        day: Day,
        later: bool,
    ) -> Result<(), StoreError> {
        self.mark(class, student, day, |mark| mark.later = later)
    }

    fn mark(
        &mut self,
        class: ClassId,
        student: UserId,
        day: Day,
        change: impl FnOnce(&mut Mark),
    ) -> Result<(), StoreError> {
        let marks = self.marks(class, day)?;
        let mut mark = marks.into_iter().find(|(of, _)| *of == student).map(|it| it.1).unwrap_or_default();
        change(&mut mark);
        self.forget_other_days(day)?;
        self.keep(class, student, day, mark)?;
        self.touch(Topic::Work.into());
        Ok(())
    }

    fn keep(&mut self, class: ClassId, student: UserId, day: Day, mark: Mark) -> Result<(), StoreError> {
        match mark.here.is_none() && !mark.later {
            true => self.drop_note(student, &name(class, day)),
            false => self.set_note(student, &name(class, day), &serde_json::to_string(&mark)?),
        }
    }

    /// What was so on another day is so no more.
    fn forget_other_days(&mut self, day: Day) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "DELETE FROM note WHERE substr(name, 1, length(?1)) = ?1 AND substr(name, 1, length(?2)) <> ?2",
            )?
            .execute(params![MARKS, format!("{MARKS}{}/", day.0)])?;
        Ok(())
    }

    /// Keeps what an answer says of this moment. A mark that the server has heard and another adult has changed since is
    /// this person's word no longer; one that the server has forgotten is told again.
    pub(crate) fn hear(&mut self, answer: &SyncAnswer) -> Result<(), StoreError> {
        let Some(news) = &answer.room else { return Ok(()) };
        let day = Day::of_ms(answer.now, self.zone()?);
        for (class, student, mut mark) in self.days_marks(day)? {
            let (Some(here), true) = (mark.here, mark.told) else { continue };
            let said = news.iter().find(|it| {
                (it.class, it.student) == (class, student) && matches!(it.is, Moment::Here | Moment::NotHere)
            });
            match said {
                Some(said) if (said.is == Moment::Here) == here => continue,
                Some(_) => (mark.here, mark.told) = (None, false),
                None => mark.told = false,
            }
            self.keep(class, student, day, mark)?;
        }
        self.live.room.now(|now| now.news = Some((news.clone(), answer.now)));
        Ok(())
    }
}

impl Store {
    /// This person sits down with a student: other adults of the class hear it, while it is so.
    pub fn sit_with(&self, class: ClassId, student: UserId) {
        let until_ms = self.now_ms().saturating_add(WITH_MS);
        self.inner.live.room.now(|now| now.with = Some((class, student, until_ms, false)));
    }

    /// What the server has not heard of this moment.
    pub fn room_words(&self) -> Result<Vec<RoomWord>, StoreError> {
        // What somebody left says nothing of anybody's moment.
        if self.is_leaving() {
            return Ok(vec![]);
        }
        let now_ms = self.now_ms();
        let with = self.inner.live.room.now(|now| now.with);
        let with = with.filter(|(_, _, until_ms, told)| !told && *until_ms > now_ms);
        let mut words: Vec<RoomWord> = with
            .map(|(class, student, until_ms, _)| RoomWord {
                class,
                student,
                is: Moment::With,
                left_ms: until_ms - now_ms,
            })
            .into_iter()
            .collect();
        let marks = self.read(|r| r.days_marks(Day::of_ms(now_ms, r.zone()?)))?;
        let untold = marks.into_iter().filter(|(_, _, mark)| !mark.told);
        words.extend(untold.filter_map(|(class, student, mark)| {
            let is = if mark.here? { Moment::Here } else { Moment::NotHere };
            Some(RoomWord { class, student, is, left_ms: DAY_MS })
        }));
        Ok(words)
    }

    /// The server has heard these words, as far as they are still said.
    pub fn told_room(&self, words: &[RoomWord]) -> Result<(), StoreError> {
        self.inner.live.room.now(|now| {
            if let Some((class, student, _, told)) = &mut now.with {
                let is_said =
                    |it: &RoomWord| (it.is, it.class, it.student) == (Moment::With, *class, *student);
                *told |= words.iter().any(is_said);
            }
        });
        if words.iter().all(|word| word.is == Moment::With) {
            return Ok(());
        }
        let heard = self.transact(Durability::Again, |tx| {
            let day = Day::of_ms(self.now_ms(), tx.zone()?);
            for (class, student, mark) in tx.days_marks(day)? {
                let here = mark.here.map(|here| if here { Moment::Here } else { Moment::NotHere });
                let is_said = |it: &RoomWord| (Some(it.is), it.class, it.student) == (here, class, student);
                if words.iter().any(is_said) {
                    tx.keep(class, student, day, Mark { told: true, ..mark })?;
                }
            }
            Ok(())
        });
        heard.map(drop)
    }

    /// By what the server tells whether this device has heard the latest; absent: the server says nothing of rooms.
    pub fn room_digest(&self) -> Option<String> {
        self.inner.live.room.now(|now| now.news.as_ref().map(|(news, _)| digest(news)))
    }
}
