//! The drafts that something is attached to before it is saved.

use super::self_assess::WorkPlace;

/// Whose draft a photo, a voice note or a document belongs to. Which takes what, the area of each says.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DraftPlace {
    /// A student's own work in the making.
    Work {
        /// Where it goes.
        place: WorkPlace,
    },
    /// A teacher's feedback: a photo of the student's work is drawn on as a copy, and the work stays as it is.
    Feedback {
        /// The student.
        student: String,
        /// The outcome that the feedback is pegged to.
        outcome: String,
    },
    /// The next step in the student's own words, said beside a teacher; a voice note alone.
    OwnWords {
        /// The student.
        student: String,
        /// The outcome that the step is on.
        outcome: String,
    },
    /// The next step in the student's own words, said by themselves; a voice note alone.
    Rewording {
        /// The feedback whose step it is.
        feedback: String,
    },
    /// A teacher's capture in the making.
    Capture {
        /// The student beside whom it was begun; absent: the class.
        student: Option<String>,
    },
}
