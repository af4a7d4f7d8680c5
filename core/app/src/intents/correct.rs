//! A level that was judged, corrected: a judgement that supersedes it and keeps all else of it. Nothing is overwritten.

use super::check::id;
use super::visit;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, Subject};
use crate::screens::judged::{Judged, judgement};
use crate::screens::view;
use notyet_model::fact::{Body, Judgement, Kind};
use notyet_model::ids::{LevelId, OpId};
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};

/// Corrects the level of what stands of a judgement. Another correction in the same visit takes the place of the first.
pub(crate) fn correct_level(inner: &Inner, asked: &str, level: &str) -> Result<u64, CoreError> {
    let (asked, level): (OpId, LevelId) = (id(asked)?, id(level)?);
    let Found { subject, standing, scale, old } =
        inner.store.read(|r| find(r, asked))?.ok_or_else(|| CoreError::not_found("judgement"))?;
    if scale.position(level).is_none() {
        return Err(CoreError::invalid("level", "unknown"));
    }
    if old.level == Some(level) {
        return Ok(inner.store.revision());
    }
    let outcome = old.outcome;
    let body = Body::Judgement(Judgement { level: Some(level), ..old });
    let mut history = inner.history();
    let before = history.that_left(standing).filter(|action| action.corrects).map(|a| a.after.clone());
    let at = (subject, outcome);
    let (action, revision) = visit::place(inner, &mut history, at, body, before, |_| Ok(()))?;
    history.did(Action { corrects: true, ..action });
    Ok(revision)
}

/// What is corrected.
struct Found {
    subject: Subject,
    standing: OpId,
    scale: Scale,
    /// What it says, correcting all that the teacher sees of it.
    old: Judgement,
}

/// What stands in a judgement's place, where the teacher who is signed in may correct it.
fn find(reader: &Reader<'_>, asked: OpId) -> Result<Option<Found>, StoreError> {
    let Some((_, student)) = reader.subject_of(asked)? else { return Ok(None) };
    let judged = Judged::of(reader, student)?;
    let standing = judged.standing();
    let Some(fact) = standing.find(standing.heir(asked), Kind::Judgement) else { return Ok(None) };
    let (Some(old), Some(chain)) = (judgement(fact), judged.chains().into_iter().find(|c| c.holds(asked)))
    else {
        return Ok(None);
    };
    let outcome = reader.outcome(old.outcome)?.ok_or(StoreError::NotFound)?;
    let scale = view::scale_of(reader.course(outcome.course)?.as_ref(), &outcome);
    let class = judged.correctable(reader, &scale, fact, old)?;
    Ok(class.map(|class| Found {
        subject: (class, student),
        standing: fact.id,
        scale,
        old: Judgement { supersedes: judged.leaves(&chain), ..old.clone() },
    }))
}
