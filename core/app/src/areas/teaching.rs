//! A teacher's screens and intents.

use super::save;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{HistoryState, Subject};
use crate::intents::{self, id};
use crate::screens::capture::{Purpose, Support};
use crate::screens::class::{self, ClassScreen};
use crate::screens::conference::{self, ConferenceScreen};
use crate::screens::door::{self, DoorScreen, Opened};
use crate::screens::parts::UndoBar;
use crate::screens::student::{self, StudentScreen};
use crate::screens::student_evidence::{self, StudentEvidenceScreen};
use crate::screens::student_outcome::{self, StudentOutcomeScreen};
use crate::screens::today::{self, TodayScreen};
use crate::screens::walk::{self, WalkScreen};
use notyet_model::ids::{ClassId, OpId, OutcomeId, UserId};
use notyet_protocol::wire::JoinDecision;
use std::sync::Arc;

/// A level, tapped.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LevelInput {
    /// The student.
    pub student: String,
    /// The outcome.
    pub outcome: String,
    /// The level.
    pub level: String,
    /// Practice, or a chance to show mastery (only for a kind of work that allows it).
    pub purpose: Purpose,
    /// Alone, or with help.
    pub support: Support,
    /// The kind of work.
    pub kind: Option<String>,
}

/// A level, tapped on a walk: practice, alone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WalkLevelInput {
    /// The student.
    pub student: String,
    /// The outcome.
    pub outcome: String,
    /// The level.
    pub level: String,
    /// The kind of work.
    pub kind: Option<String>,
}

/// A photo, taken.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PhotoInput {
    /// The student.
    pub student: String,
    /// The outcome.
    pub outcome: String,
    /// The kind of work.
    pub kind: Option<String>,
    /// A JPEG as the camera gave it, at most 40 MiB; its metadata never reaches the disk.
    pub jpeg: Vec<u8>,
}

/// Feedback in three parts, each of which may be empty, but not all, unless a photo was drawn on for it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackInput {
    /// The student.
    pub student: String,
    /// The outcome that it is pegged to.
    pub outcome: String,
    /// What went well; at most 500 letters.
    pub went_well: String,
    /// What to improve; at most 500 letters.
    pub improve: String,
    /// One next step; at most 500 letters.
    pub next_step: String,
}

/// The next step in the student's own words.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OwnWordsInput {
    /// The student.
    pub student: String,
    /// The outcome.
    pub outcome: String,
    /// At most 200 letters.
    pub text: String,
}

/// Something is durable on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Saved {
    /// The database's revision with it.
    pub revision: u64,
}

/// A teacher's screens and intents. Calls of a student's device get `NotAllowed` from the rules below.
#[derive(uniffi::Object)]
pub struct Teaching {
    pub(super) inner: Arc<Inner>,
}

impl Teaching {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Teaching {
    /// Today for a class; absent: the one that was shown last, or the first.
    pub async fn today(&self, class_id: Option<String>) -> Result<TodayScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let class = class_asked(inner, class_id.as_deref())?;
                let now = inner.work_time()?;
                let undo = inner.history().state(None).map(|state| undo_bar(inner, state, None));
                inner.store.read(|r| {
                    let asked = today::Asked {
                        teacher: r.session()?.ok_or(notyet_store::StoreError::SignedOut)?.enrolment.user,
                        class,
                        now,
                        undo,
                        can_undo_seat: &|class| inner.moves().can_undo(class),
                        device: inner.device(),
                        is_signed_out: inner.link.is_signed_out(),
                    };
                    today::read(r, &inner.speech(), r.revision(), asked)
                })
            })
            .await
    }

    /// Everyone of a class with where they stand on each outcome; absent: the class that was shown last, or the first.
    pub async fn class_page(&self, class_id: Option<String>) -> Result<ClassScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let class = class_asked(inner, class_id.as_deref())?;
                inner.store.read(|r| {
                    let teacher = intents::session(r)?.enrolment.user;
                    class::read(r, &inner.speech(), r.revision(), teacher, class)
                })
            })
            .await
    }

    /// One student across outcomes.
    pub async fn student(&self, student: String) -> Result<StudentScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let student: UserId = id(&student)?;
                let class = intents::class_of(inner, student)?;
                let (_, today) = inner.work_time()?;
                inner.store.read(|r| student::read(r, &inner.speech(), r.revision(), class, student, today))
            })
            .await
    }

    /// One outcome of a student: where they stand, why, and all that was judged.
    pub async fn student_outcome(
        &self,
        student: String,
        outcome: String,
    ) -> Result<StudentOutcomeScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let (student, outcome): (UserId, OutcomeId) = (id(&student)?, id(&outcome)?);
                let subject = (intents::class_of(inner, student)?, student);
                let (_, today) = inner.work_time()?;
                inner.store.read(|r| {
                    student_outcome::read(r, &inner.speech(), r.revision(), subject, outcome, today)
                })
            })
            .await
    }

    /// One piece of a student's work, or one judgement that names none, with everything that was said of it.
    pub async fn student_evidence(
        &self,
        student: String,
        piece: String,
    ) -> Result<StudentEvidenceScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let (student, piece): (UserId, OpId) = (id(&student)?, id(&piece)?);
                let subject = (intents::class_of(inner, student)?, student);
                let undo = |shown: &[OpId]| {
                    let state = inner.history().correction_state(shown)?;
                    Some(undo_bar(inner, state, Some(subject)))
                };
                inner.store.read(|r| {
                    let me = intents::session(r)?.enrolment.user;
                    student_evidence::read(r, &inner.speech(), r.revision(), subject, me, piece, undo)
                })
            })
            .await
    }

    /// Corrects the level of a judgement by one that supersedes it; nothing is overwritten. Another correction of it in
    /// the same visit takes the place of the first.
    pub async fn correct_level(&self, judgement: String, level: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::correct_level(inner, &judgement, &level)).await
    }

    /// One student to sit with, and one outcome; the class's other adults hear that they sit together. Absent: the outcome that was picked last, else the one that the student's
    /// last next step is on; the kind of work that was picked last.
    pub async fn conference(
        &self,
        student: String,
        outcome: Option<String>,
        kind: Option<String>,
    ) -> Result<ConferenceScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let student: UserId = id(&student)?;
                let subject = (intents::class_of(inner, student)?, student);
                intents::sit_with(inner, subject)?;
                let (outcome, kind) = {
                    let mut kept = inner.kept();
                    kept.outcome = outcome.as_deref().map(id).transpose()?.or(kept.outcome);
                    kept.kind = kind.as_deref().map(id).transpose()?.or(kept.kind);
                    (kept.outcome, kept.kind)
                };
                inner.store.read(|r| {
                    let visit = |outcome| {
                        let history = inner.history();
                        conference::Visit {
                            level: history.level(subject, outcome),
                            shows: history.shows(subject, outcome),
                            work: history
                                .work(subject, outcome)
                                .map(|(placed, work)| (placed.op, work.clone())),
                            feedback: history.feedback(subject, outcome).cloned(),
                            own_words: history.own_words(subject, outcome).cloned(),
                            undo: history.state(Some(subject)).map(|s| undo_bar(inner, s, Some(subject))),
                        }
                    };
                    let visited = inner.history().visited(subject);
                    let teacher = intents::session(r)?.enrolment.user;
                    let asked = conference::Asked {
                        subject,
                        outcome,
                        kind,
                        device: inner.device(),
                        teacher,
                        visited,
                    };
                    conference::read(r, &inner.speech(), r.revision(), &asked, visit)
                })
            })
            .await
    }

    /// Saves a level. Another one in the same visit replaces it.
    pub async fn record_level(&self, input: LevelInput) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::record_level(inner, &input)).await
    }

    /// The class that was shown last as seats, for one outcome and one kind of work. What is absent is what was picked last.
    pub async fn walk(&self, outcome: Option<String>, kind: Option<String>) -> Result<WalkScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let (class, outcome, kind) = {
                    let mut kept = inner.kept();
                    kept.outcome = outcome.as_deref().map(id).transpose()?.or(kept.outcome);
                    kept.kind = kind.as_deref().map(id).transpose()?.or(kept.kind);
                    (kept.class, kept.outcome, kept.kind)
                };
                let now = inner.work_time()?;
                let undo = inner.history().state(None).map(|state| undo_bar(inner, state, None));
                inner.store.read(|r| {
                    let teacher = intents::session(r)?.enrolment.user;
                    let asked = walk::Asked { teacher, class, outcome, kind, now, undo };
                    walk::read(r, &inner.speech(), r.revision(), asked)
                })
            })
            .await
    }

    /// Saves a level for a seat. Another one for the same seat corrects it.
    pub async fn record_walk_level(&self, input: WalkLevelInput) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::record_walk_level(inner, &input)).await
    }

    /// Saves a photo: a piece of work, or, while that is held, one more photo of the piece that was recorded in this visit
    /// on the outcome in the same kind of work (at most 12). Never waits for it to be processed.
    pub async fn record_photo(&self, input: PhotoInput) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| {
            let revision = intents::record_photo(inner, &input)?;
            // The engine makes its small picture, which is not held back as the record itself is.
            inner.link.nudge();
            Ok(revision)
        })
        .await
    }

    /// Takes a photo out of the piece of work that was recorded in this visit, one of those that the conference says can
    /// be taken out; otherwise `NotFound`.
    pub async fn remove_work_photo(
        &self,
        student: String,
        outcome: String,
        photo: String,
    ) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::remove_work_photo(inner, &student, &outcome, &photo)).await
    }

    /// Says that the work recorded in this visit on an outcome shows another one, too.
    pub async fn record_also(
        &self,
        student: String,
        outcome: String,
        shows: String,
    ) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::record_also(inner, &student, &outcome, &shows)).await
    }

    /// Saves feedback. Saving again in the same visit replaces it.
    pub async fn record_feedback(&self, input: FeedbackInput) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::record_feedback(inner, &input)).await
    }

    /// Takes a drawn-on photo out of the feedback that is being written.
    pub async fn remove_drawing(
        &self,
        student: String,
        outcome: String,
        photo: String,
    ) -> Result<Saved, CoreError> {
        let work = move |inner: &Arc<Inner>| {
            Ok(Saved { revision: intents::remove_drawing(inner, &student, &outcome, &photo)? })
        };
        self.inner.run(work).await
    }

    /// Saves the last next step on this outcome in the student's own words. Saving again in the same visit replaces
    /// them. Without a next step they are refused.
    pub async fn record_own_words(&self, input: OwnWordsInput) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::record_own_words(inner, &input)).await
    }

    /// Keeps what is typed and not saved yet, durably, on this device alone; the next conference on this outcome shows
    /// it. All of it empty: nothing is kept.
    pub async fn keep_draft(&self, input: FeedbackInput, own_words: String) -> Result<(), CoreError> {
        self.inner.run(move |inner| intents::keep_feedback(inner, &input, &own_words)).await
    }

    /// Answers a student's question; at most 2,000 letters.
    pub async fn answer(&self, question: String, text: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::answer(inner, &question, &text)).await
    }

    /// Takes back what was saved last.
    pub async fn undo(&self) -> Result<Saved, CoreError> {
        save(&self.inner, intents::undo).await
    }

    /// Puts again what was taken back last.
    pub async fn redo(&self) -> Result<Saved, CoreError> {
        save(&self.inner, intents::redo).await
    }

    /// The teacher turns to somebody else: what was saved for this student may be sent.
    pub async fn leave_student(&self, student: String) -> Result<(), CoreError> {
        self.inner
            .run(move |inner| {
                let student: UserId = id(&student)?;
                inner.store.write(|tx| tx.release(Some(student)))?;
                inner.history().left();
                inner.kept().with = None;
                inner.link.nudge();
                Ok(())
            })
            .await
    }

    /// Says whether a student is here today, to all adults of the class and until midnight. No record of attendance.
    pub async fn set_here(&self, student: String, here: bool) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::set_here(inner, &student, here)).await
    }

    /// Takes a student out of today's plan for now, on this device, or puts them back.
    pub async fn set_later(&self, student: String, later: bool) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::set_later(inner, &student, later)).await
    }

    /// Lets students in for ten minutes: all of the class that Today shows, by a code; or one student, by a picture.
    /// Needs the server.
    pub async fn open_door(&self, student: Option<String>) -> Result<DoorScreen, CoreError> {
        let inner = self.inner.clone();
        let opening = async move {
            let whose = inner.run(move |inner| {
                let student: Option<UserId> = student.as_deref().map(id).transpose()?;
                let class = match student {
                    Some(student) => intents::class_of(inner, student)?,
                    None => intents::class_shown(inner)?,
                };
                Ok((class, student))
            });
            let (class, student) = whose.await?;
            let (door, server) = inner.link.open_door(&inner, class, student).await?;
            let screen = inner.run(move |inner| {
                let until_ms = inner.store.now_ms()? + door.open_ms;
                let opened = Opened { class, student, server, code: door.code, until_ms };
                let qr = opened.drawn()?;
                inner.store.read(|r| door::read(r, &inner.speech(), opened, qr))
            });
            screen.await
        };
        self.inner.spawn(opening).await
    }

    /// Says whose name it was that someone typed with the class code; absent: nobody's here. Needs the server.
    pub async fn decide_join(&self, request: String, student: Option<String>) -> Result<(), CoreError> {
        let student = student.as_deref().map(id).transpose()?;
        let inner = self.inner.clone();
        let decision = JoinDecision { id: request, student };
        self.inner.spawn(async move { inner.link.decide_join(&inner, decision).await }).await
    }
}

/// The class that a screen is asked for, which is then the one that was shown last; absent: that one.
fn class_asked(inner: &Inner, class_id: Option<&str>) -> Result<Option<ClassId>, CoreError> {
    let class: Option<ClassId> = class_id.map(id).transpose()?;
    let mut kept = inner.kept();
    kept.class = class.or(kept.class);
    Ok(kept.class)
}

fn undo_bar(inner: &Inner, state: HistoryState, subject: Option<Subject>) -> UndoBar {
    let text = if state.taken_back {
        inner.speech().text("capture-taken-back")
    } else if subject.is_some() {
        inner.speech().text("capture-saved")
    } else {
        inner.speech().say("today-saved", &[("count", state.saved.into())])
    };
    UndoBar { text, can_undo: state.can_undo, can_redo: state.can_redo }
}
