//! Capture: one student, one outcome, in the teacher's hand beside the child. Nothing of anybody else.

use super::parts::{NextStep, OutcomeHead, PhotoTile, Sign, UndoBar};

/// One level to tap.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LevelOption {
    /// The level.
    pub level: String,
    /// "Demonstrating".
    pub word: String,
    /// Its sign.
    pub sign: Sign,
    /// Whether it is the one that was saved in this visit.
    pub chosen: bool,
    /// The rubric's words for it, one for each row, with the row's title where there is more than one.
    pub describes: Vec<String>,
    /// Word and first line of the rubric in one breath.
    pub spoken: String,
}

/// An outcome to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeChoice {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can …"
    pub i_can: String,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// A kind of work to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KindChoice {
    /// The kind of work.
    pub kind: String,
    /// "Letter or essay".
    pub name: String,
    /// Whether it may be a chance to show mastery.
    pub at_bat: bool,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// What a result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Purpose {
    /// Practice: never lowers anything.
    Practice,
    /// A chance to show mastery.
    AtBat,
}

/// Whether the work was done alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Support {
    /// Alone.
    Alone,
    /// With help.
    WithHelp,
}

/// All of Capture. A student opens on Practice, Alone, whatever came before.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CaptureScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The outcome on screen.
    pub head: OutcomeHead,
    /// The outcomes of the class.
    pub outcomes: Vec<OutcomeChoice>,
    /// The school's kinds of work.
    pub kinds: Vec<KindChoice>,
    /// Whether At-bat may be offered for the chosen kind of work.
    pub at_bat_allowed: bool,
    /// Lowest first.
    pub levels: Vec<LevelOption>,
    /// The last next step agreed before this visit.
    pub agreed: Option<NextStep>,
    /// The next step saved in this visit; empty if none.
    pub next_step: String,
    /// Photos of this outcome, newest first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// What was saved last for this student.
    pub undo: Option<UndoBar>,
    /// "3 not sent yet. They are safe on this tablet."; absent when all is sent.
    pub not_sent: Option<String>,
}
