//! Today: the class that a teacher works with, those who have waited longest first.

use super::parts::{Banner, Empty, UndoBar};

/// One student of the class.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TodayRow {
    /// The student.
    pub student: String,
    /// The whole name.
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// Why they stand here: "No feedback yet", "Feedback on 12 Nov".
    pub reason: String,
    /// Name and reason in one breath.
    pub spoken: String,
}

/// A class to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClassChoice {
    /// The class.
    pub class_id: String,
    /// "7B".
    pub title: String,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// Someone who typed the class code and waits.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinRow {
    /// Names the request when it is decided.
    pub request: String,
    /// The name as typed.
    pub typed: String,
    /// Students of that class, those whose name is nearest to what was typed first.
    pub candidates: Vec<JoinCandidate>,
}

/// A student whom a request may belong to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinCandidate {
    /// The student.
    pub student: String,
    /// The whole name.
    pub name: String,
}

/// All of Today.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TodayScreen {
    /// The database's revision.
    pub revision: u64,
    /// "Tuesday 24 November".
    pub date: String,
    /// The teacher's classes.
    pub classes: Vec<ClassChoice>,
    /// The students of the chosen class, those who have waited longest first.
    pub students: Vec<TodayRow>,
    /// Requests to join.
    pub joining: Vec<JoinRow>,
    /// At most one.
    pub banner: Option<Banner>,
    /// What was saved last and can still be taken back; names no student.
    pub undo: Option<UndoBar>,
    /// "Saved today 28".
    pub footer: String,
    /// When there is no class or nobody in it.
    pub empty: Option<Empty>,
}
