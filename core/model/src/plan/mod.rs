//! Plans from data: who to sit down with today and why, what nobody has heard about for long, who could be
//! coached together, what is too much at once. Each is a pure function from small tables, which a caller fills
//! from what it stores, to an answer that carries its own reasons; none writes a sentence. Tables are sorted maps
//! and sets, so that nothing is said twice and no order of theirs can matter; where a list is taken, its order
//! does not matter either, but for the course's own order of tasks.
//!
//! **Nothing here ranks students** (feature 18): no answer orders, scores or counts students by level, by speed
//! or by number for a student to see. The types hold it. What puts students in an order ([`day`],
//! [`class_board`], [`mastery_day`]) is given waits, questions and times of asking, and is never given a level;
//! what is given many students' levels ([`groups`]) answers without them; what a student reads ([`pacing`],
//! [`profile`]) has no place for another student.
//!
//! | answer | for whom |
//! |---|---|
//! | [`day`], [`coverage`], [`class_board`], [`groups`] | the class's teachers |
//! | [`also`], [`load`] | whoever judges or plans |
//! | [`pacing`], [`profile`] | the student, and the teachers of that student |
//! | [`mastery_day`] | the teachers; a student their own place |
//! | [`overlap`] | a student's other teachers, with the school's leave |
//! | [`equity`] | the school: shares without names, names only of one's own students |

pub mod also;
pub mod class_board;
pub mod coverage;
pub mod day;
pub mod equity;
pub mod groups;
pub mod load;
pub mod mastery_day;
pub mod overlap;
pub mod pacing;
pub mod profile;
pub mod school_days;

/// Short names for ids, shared by the tests of this module.
#[cfg(test)]
mod given {
    use crate::ids::{ClassId, CourseId, OpId, OutcomeId, RowId, TaskId, UserId};

    pub(super) const fn student(n: u8) -> UserId {
        UserId::from_bytes([n; 16])
    }

    pub(super) const fn outcome(n: u8) -> OutcomeId {
        OutcomeId::from_bytes([n; 16])
    }

    pub(super) const fn task(n: u8) -> TaskId {
        TaskId::from_bytes([n; 16])
    }

    pub(super) const fn row(n: u8) -> RowId {
        RowId::from_bytes([n; 16])
    }

    pub(super) const fn class(n: u8) -> ClassId {
        ClassId::from_bytes([n; 16])
    }

    pub(super) const fn course(n: u8) -> CourseId {
        CourseId::from_bytes([n; 16])
    }

    pub(super) const fn record(n: u8) -> OpId {
        OpId::from_bytes([n; 16])
    }
}
