//! What the adults of a class tell each other of a moment in it: who is with whom, and who is not here today. These are
//! no facts: the server keeps them in memory for minutes, or until midnight, hands them to the class's other adults, and
//! puts them in no stream.

use crate::digest::sha256_hex;
use notyet_model::ids::{ClassId, UserId};
use serde::{Deserialize, Serialize};

/// How long it is said that an adult is with a student.
pub const WITH_MS: i64 = 5 * 60 * 1000;

/// What is so at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The adult who says it sits with the student, for at most [`WITH_MS`]. Whoever turns to another student is with
    /// that one alone.
    With,
    /// The student is not here, until midnight by the school's clock.
    NotHere,
    /// The student is here after all; takes back [`Moment::NotHere`].
    Here,
}

/// What an adult of a class says of a student of it; goes with a sync. Of what names no student of a class of theirs the
/// server keeps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomWord {
    /// The class.
    pub class: ClassId,
    /// The student.
    pub student: UserId,
    /// What is so.
    pub is: Moment,
    /// For how long it still is, milliseconds; the server shortens what is longer than it may be.
    pub left_ms: i64,
}

/// What is so in a class, as the server tells its adults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoomNews {
    /// The class.
    pub class: ClassId,
    /// The student.
    pub student: UserId,
    /// What is so.
    pub is: Moment,
    /// Who said so.
    pub by: UserId,
    /// For how long it still is, milliseconds.
    pub left_ms: i64,
}

/// One word for all of it, whatever its order and however long it still is: by this a server tells whether a device that
/// waits has heard the latest.
pub fn digest(news: &[RoomNews]) -> String {
    let mut lines: Vec<String> =
        news.iter().map(|it| format!("{} {} {:?} {}\n", it.class, it.student, it.is, it.by)).collect();
    lines.sort();
    let mut hash = sha256_hex(lines.concat().as_bytes());
    hash.truncate(16);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(student: u8, is: Moment, left_ms: i64) -> RoomNews {
        let (class, by) = (ClassId::from_bytes([1; 16]), UserId::from_bytes([9; 16]));
        RoomNews { class, student: UserId::from_bytes([student; 16]), is, by, left_ms }
    }

    #[test]
    fn the_word_for_all_of_it_follows_what_is_so_and_no_time() {
        let all = [news(2, Moment::With, 5), news(3, Moment::NotHere, 7)];
        let later = [news(3, Moment::NotHere, 1), news(2, Moment::With, 2)];
        assert_eq!(digest(&all), digest(&later));
        assert_ne!(digest(&all), digest(&all[..1]));
        assert_ne!(digest(&[news(2, Moment::NotHere, 5)]), digest(&[news(2, Moment::Here, 5)]));
    }

    #[test]
    fn a_word_reads_plainly_on_the_wire() {
        let (class, student) = (ClassId::from_bytes([0; 16]), UserId::from_bytes([0; 16]));
        let word = RoomWord { class, student, is: Moment::NotHere, left_ms: 9 };
        let zeros = "00000000-0000-0000-0000-000000000000";
        let text = format!(r#"{{"class":"{zeros}","student":"{zeros}","is":"not_here","left_ms":9}}"#);
        assert_eq!(serde_json::to_string(&word).unwrap(), text);
    }
}
