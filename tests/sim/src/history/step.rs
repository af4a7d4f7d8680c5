//! What may happen in a history. A step is what, who and a number that decides everything else, so that a list of
//! steps can be written down as text and any part of it run.

use std::fmt;
use std::str::FromStr;

macro_rules! acts {
    ($($(#[doc = $doc:literal])* $act:ident, $word:literal, $sort:ident, $weight:literal;)*) => {
        /// One thing that happens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act {
            $($(#[doc = $doc])* $act,)*
        }

        impl Act {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$act),*];

            /// Its word in a list of steps.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$act => $word,)*
                }
            }

            /// What it counts as.
            pub fn sort(self) -> Sort {
                match self {
                    $(Self::$act => Sort::$sort,)*
                }
            }

            /// How often it happens beside the others; 0: not among them, but in some histories besides.
            pub(crate) fn weight(self) -> usize {
                match self {
                    $(Self::$act => $weight,)*
                }
            }
        }
    };
}

/// What an act counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Somebody records, corrects or takes back.
    Work,
    /// Devices and server talk, time goes by.
    Course,
    /// Something goes wrong, or somebody means harm.
    Fault,
}

acts! {
    /// Records a fact of any kind that the person may write.
    Record, "record", Work, 84;
    /// Corrects an own or another's fact that is here.
    Correct, "correct", Work, 14;
    /// Takes a fact back.
    Retract, "retract", Work, 12;
    /// Records again what was taken back.
    Restore, "restore", Work, 4;
    /// Removes a held record without trace.
    Undo, "undo", Work, 8;
    /// Lets held records go.
    Release, "release", Work, 10;
    /// Captures a photo with the work that it shows.
    Photo, "photo", Work, 12;
    /// Records a voice note with the work, the feedback or the words that it belongs to, or a document with the work.
    Voice, "voice", Work, 10;
    /// Arranges the seats of a class.
    Seat, "seat", Work, 12;
    /// Sets fields of an entity.
    Fields, "fields", Work, 22;
    /// Pushes and pulls.
    Sync, "sync", Course, 70;
    /// Works on photos and voice notes: shrinks, uploads, downloads.
    Photos, "photos", Course, 16;
    /// Time goes by.
    Pass, "pass", Course, 12;
    /// A device asks whether there is news.
    Wait, "wait", Course, 4;
    /// A copy of the server is made while it is served.
    BackUp, "back-up", Course, 4;
    /// A request does not arrive.
    LoseRequest, "lose-request", Fault, 8;
    /// A request is served, and its answer is lost.
    LoseReply, "lose-reply", Fault, 10;
    /// A request arrives twice.
    Double, "double", Fault, 7;
    /// A request arrives after later ones.
    Delay, "delay", Fault, 6;
    /// What was delayed arrives.
    Arrive, "arrive", Fault, 5;
    /// An answer to an earlier request comes in place of the right one.
    OldAnswer, "old-answer", Fault, 4;
    /// Pages that came before come again with an answer.
    OldPages, "old-pages", Fault, 6;
    /// A page's last operation is another one.
    MangledPage, "mangled-page", Fault, 4;
    /// An earlier request is served again.
    Replay, "replay", Fault, 6;
    /// The server stumbles over one operation, until all is quiet.
    Poison, "poison", Fault, 2;
    /// A device ends without warning after one of its commits.
    CrashDevice, "crash-device", Fault, 9;
    /// A device ends without warning while it shrinks, uploads or downloads.
    CrashPhotos, "crash-photos", Fault, 4;
    /// The server ends without warning before or after it serves a request.
    CrashServer, "crash-server", Fault, 7;
    /// The server is put back from a copy.
    PutBack, "put-back", Fault, 2;
    /// A standby takes the server's place that has not heard of the latest.
    FailOver, "fail-over", Fault, 2;
    /// A member of staff has a device shut out, or signs in again on one that was.
    ShutOut, "shut-out", Fault, 2;
    /// An administrator erases a student, while devices have work about them that has not gone yet.
    Erase, "erase", Fault, 0;
    /// A device's clock jumps by minutes to years.
    ClockJump, "clock-jump", Fault, 5;
    /// A device's folder is copied, and both run on.
    Clone, "clone", Fault, 2;
    /// A device loses everything and is enrolled anew.
    Wipe, "wipe", Fault, 2;
    /// Somebody leaves a class.
    Leave, "leave", Fault, 3;
    /// Somebody comes into a class, or comes back.
    Join, "join", Fault, 4;
    /// A peer round is opened or closed.
    Round, "round", Fault, 5;
    /// A forged actor, class, student or device.
    ForgeOrigin, "forge-origin", Fault, 5;
    /// A reference into somebody else's record.
    ForgeReference, "forge-reference", Fault, 5;
    /// Somebody else's fact is taken back or corrected.
    ForgeChange, "forge-change", Fault, 5;
    /// An id that is known, with other bytes.
    ForgeId, "forge-id", Fault, 5;
    /// The bytes of a photo or a voice note are asked for or bound by their hash alone.
    ForgeBlob, "forge-blob", Fault, 6;
    /// A voice note that carries more than its sound, or that is bound to somebody else's record.
    ForgeVoice, "forge-voice", Fault, 5;
    /// A seat that is not the setter's to set, or that stands in another record than that of whom it is about.
    ForgeSeat, "forge-seat", Fault, 5;
    /// Streams are asked for that are not the asker's.
    ForgeStreams, "forge-streams", Fault, 4;
    /// A device has no room left.
    FullDisk, "full-disk", Fault, 4;
    /// The server has no room left while a device talks to it.
    ServerFull, "server-full", Fault, 0;
    /// A photo's file is cut short.
    TornPhoto, "torn-photo", Fault, 3;
    /// A newer program pushes a kind that the server does not know.
    UnknownKind, "unknown-kind", Fault, 3;
    /// A newer program pushes fields that the server does not know.
    UnknownField, "unknown-field", Fault, 4;
    /// A newer program pushes a newer version of a kind.
    NewerVersion, "newer-version", Fault, 3;
    /// A newer server has stored a kind that nobody else knows yet.
    NewerServer, "newer-server", Fault, 3;
    /// A device, or the server, goes on as the next version of the program.
    Update, "update", Fault, 0;
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub act: Act,
    /// To whom, counted round the devices.
    pub who: u8,
    /// Decides the rest.
    pub salt: u64,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:016x}", self.act.word(), self.who, self.salt)
    }
}

/// A line that is no step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no step")]
pub struct BadStep(String);

impl FromStr for Step {
    type Err = BadStep;

    fn from_str(line: &str) -> Result<Self, BadStep> {
        let bad = || BadStep(line.to_owned());
        let [word, who, salt] = line.split_whitespace().collect::<Vec<_>>()[..] else { return Err(bad()) };
        let act = Act::ALL.iter().copied().find(|act| act.word() == word).ok_or_else(bad)?;
        let who = who.parse().map_err(|_| bad())?;
        let salt = u64::from_str_radix(salt, 16).map_err(|_| bad())?;
        Ok(Self { act, who, salt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_survives_its_line() {
        for act in Act::ALL {
            let step = Step { act: *act, who: 3, salt: 0x1f };
            assert_eq!(step.to_string().parse(), Ok(step));
        }
        for line in ["", "record", "record 1", "sing 1 0f", "record x 0f", "record 1 zz"] {
            assert_eq!(line.parse::<Step>(), Err(BadStep(line.to_owned())));
        }
    }
}
