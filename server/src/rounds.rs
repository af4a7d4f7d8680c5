//! Peer rounds: who reads whose work in them, and what an open one shares with a reviewer. What was shared can be
//! read until the round is closed; then the reviewer's stream as a whole is no longer theirs.

use crate::home::view_of;
use crate::storage::{Owner, Stored, StoredOp, Tx};
use notyet_model::authority::Review;
use notyet_model::fact::{Body, Bound, Kind};
use notyet_model::ids::{ClassId, OpId, RoundId, UserId};
use notyet_model::register::{Entity, PeerReview, PeerRound, RoundState};
use notyet_model::stream::Stream;

/// The rounds of a class that hold.
fn rounds_of(tx: &mut dyn Tx, class: ClassId, holds: impl Fn(RoundState) -> bool) -> Stored<Vec<RoundId>> {
    let mut rounds = vec![];
    for id in tx.owned(Entity::PeerRound.as_str(), Owner::Class(class))? {
        let round: Option<PeerRound> = view_of(tx, Entity::PeerRound, &id)?;
        rounds.extend(round.filter(|round| holds(round.state)).and_then(|_| id.parse::<RoundId>().ok()));
    }
    Ok(rounds)
}

/// What one student reviews in a round.
pub(crate) fn review(tx: &mut dyn Tx, round: RoundId, reviewer: UserId) -> Stored<Option<PeerReview>> {
    view_of(tx, Entity::PeerReview, &PeerReview::key(round, reviewer))
}

/// Whose work a student is asked to comment on, in the rounds of a class that hold.
pub(crate) fn reviews(
    tx: &mut dyn Tx,
    class: ClassId,
    reviewer: UserId,
    holds: impl Fn(RoundState) -> bool,
) -> Stored<Vec<Review>> {
    let mut reviews = vec![];
    for round in rounds_of(tx, class, holds)? {
        let of = review(tx, round, reviewer)?.map(|review| review.of).unwrap_or_default();
        reviews.extend(of.iter().map(|shared| Review { round, class, student: shared.student }));
    }
    Ok(reviews)
}

/// Puts the work that a review names into the reviewer's stream, with the bytes that it carries.
pub(crate) fn share(tx: &mut dyn Tx, review: &PeerReview) -> Stored<()> {
    let stream = Stream::Review(review.round, review.reviewer).to_string();
    for shared in &review.of {
        // A server that went back may have its word for the review again before the work itself.
        let Some(work) = tx.op(shared.evidence)? else { continue };
        tx.append(&stream, work.id)?;
        for retraction in taken_back(tx, shared.student, work.id)? {
            tx.append(&stream, retraction)?;
        }
        let Some(Body::Evidence(evidence)) = work.body() else { continue };
        for id in evidence.attachments {
            let Some(bound) = tx.attachment(id)?.and_then(|attachment| attachment.bound) else { continue };
            tx.append(&stream, bound)?;
            let body = body_of(tx, bound)?;
            for sha256 in body.iter().filter_map(Body::binds).flat_map(Bound::hashes) {
                tx.put_grant(sha256, &stream)?;
            }
        }
    }
    Ok(())
}

/// What takes work back: a reviewer hears of it, however late the work was shared.
fn taken_back(tx: &mut dyn Tx, student: UserId, work: OpId) -> Stored<Vec<OpId>> {
    let takes_back = |op: &StoredOp| {
        op.kind == Kind::Retraction.as_str()
            && matches!(op.body(), Some(Body::Retraction(retraction)) if retraction.of.contains(&work))
    };
    Ok(tx.ops_about(student)?.iter().filter(|op| takes_back(op)).map(|op| op.id).collect())
}

/// Shares work that a server that went back has again, with those who are asked to comment on it.
pub(crate) fn share_again(tx: &mut dyn Tx, class: ClassId, evidence: OpId) -> Stored<()> {
    for review in open_reviews(tx, class)? {
        if review.of.iter().any(|shared| shared.evidence == evidence) {
            share(tx, &review)?;
        }
    }
    Ok(())
}

/// The reviewers' streams that a further operation about shared work belongs to: the bytes of a photo, a
/// voice note or a document that came after it was shared, or that the work was taken back.
pub(crate) fn followers(tx: &mut dyn Tx, class: ClassId, body: &Body) -> Stored<Vec<Stream>> {
    let mut streams = vec![];
    if body.binds().is_none() && !matches!(body, Body::Retraction(_)) {
        return Ok(streams);
    }
    for review in open_reviews(tx, class)? {
        for shared in &review.of {
            if concerns(tx, body, shared.evidence)? {
                streams.push(Stream::Review(review.round, review.reviewer));
            }
        }
    }
    Ok(streams)
}

/// What is asked for in the rounds of a class that are not closed.
fn open_reviews(tx: &mut dyn Tx, class: ClassId) -> Stored<Vec<PeerReview>> {
    let mut reviews = vec![];
    for round in rounds_of(tx, class, |state| !matches!(state, RoundState::Closed { .. }))? {
        for key in tx.owned(Entity::PeerReview.as_str(), Owner::Round(round))? {
            reviews.extend(view_of::<PeerReview>(tx, Entity::PeerReview, &key)?);
        }
    }
    Ok(reviews)
}

fn concerns(tx: &mut dyn Tx, body: &Body, evidence: OpId) -> Stored<bool> {
    if let Body::Retraction(retraction) = body {
        return Ok(retraction.of.contains(&evidence));
    }
    let Some(bound) = body.binds() else { return Ok(false) };
    Ok(
        matches!(body_of(tx, evidence)?, Some(Body::Evidence(work)) if work.attachments.contains(&bound.attachment)),
    )
}

fn body_of(tx: &mut dyn Tx, id: OpId) -> Stored<Option<Body>> {
    Ok(tx.op(id)?.and_then(|op| op.body()))
}
