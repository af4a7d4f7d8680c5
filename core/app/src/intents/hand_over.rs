//! Which work a teacher's tablet is handed over for.

use super::check::{class_of, id};
use super::work::At;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::screens::evidence::{self, Judged, Pieces};
use notyet_model::ids::{OutcomeId, UserId};

/// The student, and the work of theirs that a conference on this outcome has in sight: the newest piece that they have not
/// judged, else new work.
pub(crate) fn in_sight(inner: &Inner, student: &str, outcome: &str) -> Result<(Subject, At), CoreError> {
    let (student, outcome): (UserId, OutcomeId) = (id(student)?, id(outcome)?);
    let class = class_of(inner, student)?;
    let piece = inner.store.read(|r| {
        let pieces = Pieces::of(r, student)?;
        let standing = pieces.standing();
        let newest = evidence::on(&standing, outcome).first().map(|piece| piece.fact.id);
        Ok(newest.filter(|piece| Judged::of(&standing, *piece, outcome).mine.is_none()))
    })?;
    let at = piece.map_or(At::Judged(outcome), |piece| At::Piece(outcome, piece));
    Ok(((class, student), at))
}
