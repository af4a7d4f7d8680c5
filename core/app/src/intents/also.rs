//! A piece of evidence shows one more outcome: while it is held it is written anew without a trace, and corrected in the
//! open once it was sent. Its photos stay as they are.

use super::check::{class_of, id};
use super::piece::At;
use super::visit;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, Captured, Placed, Subject, Written};
use crate::screens::also;
use notyet_model::fact::{Body, Evidence, GroupLink};
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_store::{Reader, Send, StoreError, Tx};
use std::collections::HashMap;

/// Says it of the work that this visit recorded beside a student.
pub(crate) fn record_also(
    inner: &Inner,
    student: &str,
    outcome: &str,
    shows: &str,
) -> Result<u64, CoreError> {
    let student: UserId = id(student)?;
    let (outcome, shows): (OutcomeId, OutcomeId) = (id(outcome)?, id(shows)?);
    let subject = (class_of(inner, student)?, student);
    let mut history = inner.history();
    let is_work = |body: &Body| matches!(body, Body::Evidence(_));
    let placed = history.standing(subject, outcome, is_work).cloned();
    let placed = placed.ok_or_else(|| CoreError::not_found("work"))?;
    let Body::Evidence(work) = &placed.body else { return Err(CoreError::not_found("work")) };
    let Some(wider) = wider(work, shows) else { return Ok(inner.store.revision()) };
    let ((after, replaced, moved), written) = inner.store.write(|tx| {
        let (after, replaced) = write(tx, subject, placed.op, wider)?;
        let moved = match replaced {
            true => visit::follow(tx, &history, subject, placed.op, after.op)?,
            false => vec![],
        };
        Ok((after, replaced, moved))
    })?;
    history.rewrote(moved);
    let before = Some(placed).filter(|_| replaced);
    history.did(Action { subject, outcome, before, after, corrects: false });
    Ok(written.revision)
}

/// Says it of the capture that was saved last at a place, for those of its students who have not shown it yet.
pub(crate) fn also_piece(inner: &Inner, place: Option<&str>, shows: &str) -> Result<u64, CoreError> {
    let (at, shows): (At, OutcomeId) = (At::of(inner, place)?, id(shows)?);
    let mut history = inner.history();
    let captured = history.captured().filter(|captured| captured.at == at).cloned();
    let captured = captured.ok_or_else(|| CoreError::not_found("work"))?;
    let (ops, written) = inner.store.write(|tx| widen(tx, &captured, shows))?;
    history.said_also(shows, ops);
    Ok(written.revision)
}

/// The same work, showing one more outcome; absent: it does already.
fn wider(work: &Evidence, shows: OutcomeId) -> Option<Evidence> {
    (!work.outcomes.contains(&shows)).then(|| {
        let mut wider = work.clone();
        wider.outcomes.push(shows);
        wider
    })
}

/// Writes it in the place of what stands, while that is held; says so. Otherwise as its correction.
fn write(
    tx: &mut Tx<'_>,
    subject: Subject,
    stands: OpId,
    mut work: Evidence,
) -> Result<(Placed, bool), StoreError> {
    let replaced = tx.unhold(stands)?;
    if !replaced {
        work.supersedes = vec![stands];
    }
    let body = Body::Evidence(work);
    let op = tx.append(Some(subject), &body, Send::Held)?;
    Ok((Placed { op, body, photo: None }, replaced))
}

/// Writes a capture anew so that it shows one more outcome; what names a record that was replaced follows it.
fn widen(tx: &mut Tx<'_>, captured: &Captured, shows: OutcomeId) -> Result<Vec<Written>, StoreError> {
    let mut moved = HashMap::new();
    let mut ops = vec![];
    for (subject, op, body) in captured.ops.clone() {
        let wider = match &body {
            Body::Evidence(work) if is_open(tx, subject, shows)? => wider(work, shows),
            _ => None,
        };
        if let Some(wider) = wider {
            let (after, replaced) = write(tx, subject, op, wider)?;
            if replaced {
                moved.insert(op, after.op);
            } else {
                ops.push((subject, op, body));
            }
            ops.push((subject, after.op, after.body));
            continue;
        }
        let mut now = body.clone();
        if point(&mut now, &moved) && tx.remove_held(op)? {
            let op = tx.append(Some(subject), &now, Send::Held)?;
            ops.push((subject, op, now));
        } else {
            ops.push((subject, op, body));
        }
    }
    Ok(ops)
}

/// Whether a student has not shown an outcome yet.
fn is_open(reader: &Reader<'_>, (class, student): Subject, outcome: OutcomeId) -> Result<bool, StoreError> {
    let class = reader.class(class)?.ok_or(StoreError::NotFound)?;
    let (course, outcomes) = (reader.course(class.course)?, reader.outcomes(class.course)?);
    Ok(also::still_open(reader, course.as_ref(), &outcomes, student)?.contains(&outcome))
}

/// Names the new records where the old ones are named; says whether any was.
fn point(body: &mut Body, moved: &HashMap<OpId, OpId>) -> bool {
    let names: Vec<&mut OpId> = match body {
        Body::Judgement(judgement) => judgement.evidence.iter_mut().collect(),
        Body::GroupLink(GroupLink { pieces }) => pieces.iter_mut().map(|piece| &mut piece.evidence).collect(),
        _ => vec![],
    };
    let mut points = false;
    for name in names {
        if let Some(now) = moved.get(name) {
            *name = *now;
            points = true;
        }
    }
    points
}
