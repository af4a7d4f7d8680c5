//! Streams: who gets to see an operation. The server routes each operation to one or more streams when it
//! appends it, and a device reads whole streams; nothing is ever cut out of an operation.

mod route;

pub use route::{NoRoute, Place, route};

use crate::ids::{ClassId, RoundId, SchoolId, UserId};
use std::fmt;
use std::str::FromStr;

/// A totally ordered feed of operations with one audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// `C:school`: everyone of the school (its name, zone, kinds of work, school-wide outcomes).
    Common(SchoolId),
    /// `K:school`: staff of the school.
    Staff(SchoolId),
    /// `P:class`: everyone of the class; never names a student.
    Class(ClassId),
    /// `T:class`: the class's staff; everything of the class.
    Teaching(ClassId),
    /// `S:class:student`: that student's own.
    Student(ClassId, UserId),
    /// `W:school:student`: levels on school-wide outcomes, for the student's other teachers.
    Wide(SchoolId, UserId),
    /// `R:round:reviewer`: what a peer round shares with one reviewer, and their own comments, while it is open.
    Review(RoundId, UserId),
    /// `G:school`: what was passed to the safeguarding lead. Nothing is routed here; the server moves it.
    Safeguarding(SchoolId),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Common(school) => write!(f, "C:{school}"),
            Self::Staff(school) => write!(f, "K:{school}"),
            Self::Class(class) => write!(f, "P:{class}"),
            Self::Teaching(class) => write!(f, "T:{class}"),
            Self::Student(class, student) => write!(f, "S:{class}:{student}"),
            Self::Wide(school, student) => write!(f, "W:{school}:{student}"),
            Self::Review(round, reviewer) => write!(f, "R:{round}:{reviewer}"),
            Self::Safeguarding(school) => write!(f, "G:{school}"),
        }
    }
}

/// A text that names no stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” does not name a stream")]
pub struct BadStream(pub String);

impl FromStr for Stream {
    type Err = BadStream;

    fn from_str(text: &str) -> Result<Self, BadStream> {
        read(text).ok_or_else(|| BadStream(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Stream> {
    fn pair<A: FromStr, B: FromStr>(text: &str) -> Option<(A, B)> {
        let (first, second) = text.split_once(':')?;
        first.parse().ok().zip(second.parse().ok())
    }
    let (letter, rest) = text.split_once(':')?;
    match letter {
        "C" => rest.parse().map(Stream::Common).ok(),
        "K" => rest.parse().map(Stream::Staff).ok(),
        "P" => rest.parse().map(Stream::Class).ok(),
        "T" => rest.parse().map(Stream::Teaching).ok(),
        "S" => pair(rest).map(|(class, student)| Stream::Student(class, student)),
        "W" => pair(rest).map(|(school, student)| Stream::Wide(school, student)),
        "R" => pair(rest).map(|(round, reviewer)| Stream::Review(round, reviewer)),
        "G" => rest.parse().map(Stream::Safeguarding).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
    const CLASS: ClassId = ClassId::from_bytes([2; 16]);
    const AMARA: UserId = UserId::from_bytes([3; 16]);
    const ROUND: RoundId = RoundId::from_bytes([4; 16]);

    #[test]
    fn every_stream_survives_its_text() {
        let streams = [
            (Stream::Common(SCHOOL), "C:"),
            (Stream::Staff(SCHOOL), "K:"),
            (Stream::Class(CLASS), "P:"),
            (Stream::Teaching(CLASS), "T:"),
            (Stream::Student(CLASS, AMARA), "S:"),
            (Stream::Wide(SCHOOL, AMARA), "W:"),
            (Stream::Review(ROUND, AMARA), "R:"),
            (Stream::Safeguarding(SCHOOL), "G:"),
        ];
        for (stream, letter) in streams {
            assert_eq!(stream.to_string().parse(), Ok(stream));
            assert!(stream.to_string().starts_with(letter));
        }
        for text in ["", "S:", "X:1", "P:7B", &format!("S:{CLASS}"), &format!("S:{CLASS}:Amara")] {
            assert_eq!(text.parse::<Stream>(), Err(BadStream(text.to_owned())));
        }
    }
}
