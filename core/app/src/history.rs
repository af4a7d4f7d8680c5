//! What was done last, so that it can be taken back and put there again. Lives in memory: a held record that is
//! taken back leaves no trace anywhere, and after a restart everything that was held has been released.

use crate::intents::{Piece, PieceAt, Tag, Tagged, named, point};
use notyet_model::fact::{Body, Evidence, Feedback, Rewording};
use notyet_model::ids::{AttachmentId, ClassId, LevelId, OpId, OutcomeId, UserId};
use std::collections::HashSet;

/// How many steps back can be taken; photos that were taken back are kept in memory as long.
const DEPTH: usize = 20;

/// Whose record it is.
pub(crate) type Subject = (ClassId, UserId);

/// An operation that was written: whom it is about, and what it says.
pub(crate) type Written = (Subject, OpId, Body);

/// The bytes of a photo, kept to put it there again.
#[derive(Clone)]
pub(crate) struct PhotoCopy {
    /// A JPEG without metadata.
    pub(crate) jpeg: Vec<u8>,
    /// How it has to be turned: 1 to 8 as in EXIF.
    pub(crate) orientation: u8,
}

/// A record that stands or stood.
#[derive(Clone)]
pub(crate) struct Placed {
    /// The operation that holds it now, or held it last.
    pub(crate) op: OpId,
    /// What it says.
    pub(crate) body: Body,
    /// The photo of a piece of evidence, once it was taken back.
    pub(crate) photo: Option<PhotoCopy>,
}

impl Placed {
    /// Whether it is a piece of work.
    pub(crate) fn is_work(&self) -> bool {
        matches!(self.body, Body::Evidence(_))
    }
}

/// One thing that a teacher did.
#[derive(Clone)]
pub(crate) struct Action {
    /// About whom.
    pub(crate) subject: Subject,
    /// On which outcome.
    pub(crate) outcome: OutcomeId,
    /// What it replaced without a trace.
    pub(crate) before: Option<Placed>,
    /// What it recorded.
    pub(crate) after: Placed,
    /// Whether it corrects a judgement that was there before: then it is no work of this visit.
    pub(crate) corrects: bool,
    /// Photos that only one of the two carries and that are not on this device now: a photo that was added to a piece of
    /// work, once that was taken back, or one that was taken out of it.
    pub(crate) spare: Vec<(AttachmentId, PhotoCopy)>,
}

/// A capture that was saved for one student or for several.
#[derive(Clone)]
pub(crate) struct Captured {
    /// Where it was begun.
    pub(crate) at: PieceAt,
    /// What it was made of.
    pub(crate) piece: Piece,
    /// Whom it was tagged to, and with what.
    pub(crate) tags: Vec<(UserId, Tag)>,
    /// Those in whose records it stands.
    pub(crate) students: Vec<UserId>,
    /// What it shows as it was saved.
    pub(crate) shows: Vec<OutcomeId>,
    /// What it was said to show, too.
    pub(crate) also: Vec<OutcomeId>,
    /// Its records, in their order.
    pub(crate) ops: Vec<Written>,
    /// Its photos as they stand in the first of the records.
    pub(crate) photos: Vec<AttachmentId>,
}

/// What can be taken back, newest last, and what can be put there again.
#[derive(Default)]
pub(crate) struct History {
    done: Vec<Action>,
    undone: Vec<Action>,
    /// How many of `done` belong to earlier visits.
    earlier: usize,
    taken_back_last: bool,
    /// The capture that was saved after everything in `done`.
    captured: Option<Captured>,
    /// The steps on the grid of the capture that is tagged now, newest last.
    tagged: Vec<Tagged>,
}

impl History {
    /// Something new was done: what was taken back before it is gone.
    pub(crate) fn did(&mut self, action: Action) {
        self.undone.clear();
        self.taken_back_last = false;
        self.captured = None;
        self.done.push(action);
        if self.done.len() > DEPTH {
            self.done.remove(0);
            self.earlier = self.earlier.saturating_sub(1);
        }
    }

    /// A capture was saved. What was done before it can be taken back again once it is, or is no longer remembered.
    pub(crate) fn did_capture(&mut self, captured: Captured) {
        self.undone.clear();
        self.taken_back_last = false;
        self.captured = Some(captured);
        self.tagged.clear();
    }

    /// A step on the grid of a capture was done. Those of another place are over.
    pub(crate) fn did_tag(&mut self, step: Tagged) {
        self.tagged.retain(|earlier| earlier.at == step.at);
        self.tagged.push(step);
        if self.tagged.len() > DEPTH {
            self.tagged.remove(0);
        }
    }

    /// The newest step on the grid of this place, to be taken back.
    pub(crate) fn tagged(&self, at: PieceAt) -> Option<&Tagged> {
        self.tagged.last().filter(|step| step.at == at)
    }

    /// It was.
    pub(crate) fn took_tag_back(&mut self) {
        self.tagged.pop();
    }

    /// The capture that was saved last of all, to be taken back.
    pub(crate) fn captured(&self) -> Option<&Captured> {
        self.captured.as_ref()
    }

    /// It shows one more outcome, and its records are these now.
    pub(crate) fn said_also(&mut self, outcome: OutcomeId, ops: Vec<Written>) {
        if let Some(captured) = &mut self.captured {
            captured.also.push(outcome);
            captured.ops = ops;
        }
    }

    /// It was taken back, or another one was begun in its place.
    pub(crate) fn forget_capture(&mut self) {
        self.captured = None;
    }

    /// The newest action, to be taken back.
    pub(crate) fn last_done(&self) -> Option<&Action> {
        self.done.last()
    }

    /// The newest action that was taken back.
    pub(crate) fn last_undone(&self) -> Option<&Action> {
        self.undone.last()
    }

    /// The newest action was taken back and now looks like this.
    pub(crate) fn took_back(&mut self, action: Action) {
        self.done.pop();
        self.earlier = self.earlier.min(self.done.len());
        self.undone.push(action);
        self.taken_back_last = true;
    }

    /// The newest action that was taken back was put there again and now looks like this.
    pub(crate) fn put_again(&mut self, action: Action) {
        self.undone.pop();
        self.done.push(action);
        self.taken_back_last = false;
    }

    /// A record was put there again under another id: whoever names it follows.
    pub(crate) fn moved(&mut self, from: OpId, to: OpId) {
        for action in self.done.iter_mut().chain(&mut self.undone) {
            for placed in action.before.iter_mut().chain([&mut action.after]) {
                if placed.op == from {
                    placed.op = to;
                }
                point(&mut placed.body, from, to);
            }
        }
    }

    /// What this visit recorded for a student and an outcome, of the records that `wanted` picks: the newest.
    /// What an earlier visit recorded is a piece of work of its own, and is never replaced by a later one.
    pub(crate) fn standing(
        &self,
        subject: Subject,
        outcome: OutcomeId,
        wanted: impl Fn(&Body) -> bool,
    ) -> Option<&Placed> {
        let visit = &self.done[self.earlier..];
        let mine = visit.iter().rev().filter(|a| !a.corrects && a.subject == subject && a.outcome == outcome);
        mine.map(|a| &a.after).find(|placed| wanted(&placed.body))
    }

    /// What this visit did to leave this record.
    pub(crate) fn that_left(&self, op: OpId) -> Option<&Action> {
        self.done[self.earlier..].iter().rev().find(|action| action.after.op == op)
    }

    /// What this visit recorded for a student.
    pub(crate) fn visited(&self, subject: Subject) -> HashSet<OpId> {
        let mine = self.done[self.earlier..].iter().filter(|a| a.subject == subject);
        mine.map(|a| a.after.op).collect()
    }

    /// The piece of work that was recorded in this visit on an outcome.
    pub(crate) fn work(&self, subject: Subject, outcome: OutcomeId) -> Option<(&Placed, &Evidence)> {
        let placed = self.standing(subject, outcome, |body| matches!(body, Body::Evidence(_)))?;
        match &placed.body {
            Body::Evidence(work) => Some((placed, work)),
            _ => None,
        }
    }

    /// The outcomes that the work recorded in this visit on one of them shows; none was recorded: empty.
    pub(crate) fn shows(&self, subject: Subject, outcome: OutcomeId) -> Vec<OutcomeId> {
        self.work(subject, outcome).map(|(_, work)| work.outcomes.clone()).unwrap_or_default()
    }

    /// The level that was tapped in this visit.
    pub(crate) fn level(&self, subject: Subject, outcome: OutcomeId) -> Option<LevelId> {
        self.standing(subject, outcome, |b| matches!(b, Body::Judgement(_))).and_then(|p| match &p.body {
            Body::Judgement(judgement) => judgement.level,
            _ => None,
        })
    }

    /// The next step in a student's own words, recorded in this visit.
    pub(crate) fn own_words(&self, subject: Subject, outcome: OutcomeId) -> Option<&Rewording> {
        match self.standing(subject, outcome, |b| matches!(b, Body::Rewording(_))).map(|p| &p.body) {
            Some(Body::Rewording(words)) => Some(words),
            _ => None,
        }
    }

    /// The feedback that was written in this visit.
    pub(crate) fn feedback(&self, subject: Subject, outcome: OutcomeId) -> Option<&Feedback> {
        match self.standing(subject, outcome, |b| matches!(b, Body::Feedback(_))).map(|p| &p.body) {
            Some(Body::Feedback(feedback)) => Some(feedback),
            _ => None,
        }
    }

    /// What this visit recorded for a student that names a record.
    pub(crate) fn naming(&self, subject: Subject, op: OpId) -> Vec<Placed> {
        let mine = self.done[self.earlier..].iter().filter(|a| a.subject == subject).map(|a| &a.after);
        mine.filter(|placed| named(&placed.body) == Some(op)).cloned().collect()
    }

    /// Records of this visit were written anew; each is given with the id under which it stood.
    pub(crate) fn rewrote(&mut self, moved: Vec<(OpId, Placed)>) {
        for (was, now) in moved {
            for action in &mut self.done {
                for placed in action.before.iter_mut().chain([&mut action.after]) {
                    if placed.op == was {
                        (placed.op, placed.body) = (now.op, now.body.clone());
                    }
                }
            }
        }
    }

    /// What a page that shows these judgements offers: taking back or putting again the correction of one of them, where
    /// that is the last thing done in this visit.
    pub(crate) fn correction_state(&self, shown: &[OpId]) -> Option<HistoryState> {
        let is_here = |action: &Action| {
            let (after, old) = (action.after.op, action.after.body.supersedes());
            action.corrects && (shown.contains(&after) || old.iter().any(|op| shown.contains(op)))
        };
        let can_undo = self.done[self.earlier..].last().is_some_and(is_here);
        let can_redo = self.undone.last().is_some_and(is_here);
        (can_undo || can_redo).then_some(HistoryState {
            can_undo,
            can_redo,
            taken_back: self.taken_back_last,
            saved: usize::from(can_undo),
        })
    }

    /// How many records of how many can be taken back for this student, and whether something can be put again.
    pub(crate) fn state(&self, subject: Option<Subject>) -> Option<HistoryState> {
        if let (None, Some(captured)) = (subject, &self.captured) {
            let saved = captured.students.len();
            return Some(HistoryState { can_undo: true, can_redo: false, taken_back: false, saved });
        }
        let about = |a: &Action| subject.is_none_or(|s| a.subject == s);
        // Beside a student, what an earlier visit saved is no longer offered; Today still offers it.
        let in_sight = if subject.is_some() { &self.done[self.earlier..] } else { &self.done[..] };
        let undo = in_sight.last().is_some_and(about);
        let redo = self.undone.last().is_some_and(about);
        (undo || redo).then_some(HistoryState {
            can_undo: undo,
            can_redo: redo,
            taken_back: self.taken_back_last,
            saved: self
                .done
                .iter()
                .rev()
                .take_while(|a| subject.is_some() || self.is_last_student(a))
                .count(),
        })
    }

    /// A visit is over: what was done stays, but what was taken back cannot be put there again, and the levels
    /// of this visit are no longer "chosen".
    pub(crate) fn left(&mut self) {
        self.undone.clear();
        self.earlier = self.done.len();
        self.taken_back_last = false;
    }

    fn is_last_student(&self, action: &Action) -> bool {
        self.done.last().is_some_and(|last| last.subject == action.subject)
    }
}

/// What an undo bar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HistoryState {
    /// Whether something can be taken back.
    pub(crate) can_undo: bool,
    /// Whether something can be put there again.
    pub(crate) can_redo: bool,
    /// Whether the last step was taking something back.
    pub(crate) taken_back: bool,
    /// How many records of the last student can be taken back.
    pub(crate) saved: usize,
}
