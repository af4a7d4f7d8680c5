//! Facts about a student: whose class, whose record, and who may take back what.

use super::names::Desk;
use super::{Stop, may_read_blob, require};
use crate::home::course_of;
use crate::rounds;
use crate::routing::heard;
use crate::storage::{StoredOp, Tx};
use crate::who::{Who, standing};
use notyet_model::authority::{About, Refusal, Relations, Role, Written, may_change, may_read, may_write};
use notyet_model::fact::{Body, Bound, Name, PeerComment, Retraction, Target};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_model::register::{ClassRole, Shared};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;

/// Judges a fact; answers what it is about, and whether its subject has left the class since.
pub(super) fn check(
    tx: &mut dyn Tx,
    who: &Who,
    op: &Op,
    body: &Body,
    now_ms: i64,
) -> Result<(About, bool), Stop> {
    let about = About { class: op.class, student: op.student, course: None };
    let work_ms = work_ms(tx, who, op, body)?;
    let relations = who.relations_at(tx, work_ms, now_ms)?;
    may_write(&relations, about, body).or_else(|refusal| match mutant::on(Mutant::AnyoneWrites) {
        true => Ok(()),
        false => Err(refusal),
    })?;
    require(body.check().is_ok(), Refusal::Malformed)?;
    let (class, student) =
        (op.class.ok_or(Refusal::NotYourClass)?, op.student.ok_or(Refusal::NotThisStudent)?);
    let course = course_of(tx, class)?.ok_or(Refusal::NotYourClass)?;
    let subject = tx.member(class, student)?.filter(|member| member.role == ClassRole::Student);
    let subject = subject.ok_or(Refusal::NotThisStudent)?;
    // What the school puts right may be about a student who has left.
    let in_time = relations.role == Role::Administrator || standing(&subject, work_ms, now_ms).is_some();
    require(in_time, Refusal::NotThisStudent)?;
    let mut record = Record { tx, who, relations: &relations, class, student, body };
    for name in body.names() {
        match name {
            Name::Fact(target) => record.target(&target)?,
            Name::Attachment(id) => record.attachment(id)?,
            other => {
                Desk { tx: record.tx, class: Some(class), course: Some(course), fresh: None, work_ms, now_ms }
                    .resolve(&other)?
            }
        }
    }
    if let Some(bound) = body.binds() {
        record.bytes(bound)?;
    }
    match body {
        Body::PeerComment(comment) => record.comment(comment)?,
        Body::GroupLink(link) => {
            require(link.pieces.iter().any(|piece| piece.student == student), Refusal::BadReference)?;
        }
        Body::Retraction(retraction) => record.one_audience(retraction)?,
        _ => {}
    }
    Ok((about, subject.left_ms.is_some()))
}

/// When the work was done that a fact is part of. Bytes are bound whenever they were ready, which may be after their
/// author or their student has left the class: then it counts when that was recorded which they belong to. That it was
/// taken is not enough, because a server that has been put back from a copy takes what was recorded after a leaving that
/// it has forgotten, until it learns of it again.
fn work_ms(tx: &mut dyn Tx, who: &Who, op: &Op, body: &Body) -> Result<i64, Stop> {
    let named = match body.binds() {
        Some(bound) => tx.attachment(bound.attachment)?,
        None => None,
    };
    let work = named.filter(|it| it.actor == who.person.id && it.bound.is_none());
    Ok(work.map_or(op.hlc.ms(), |it| it.at_ms.min(op.hlc.ms())))
}

/// A fact of a class that a body names, with what was recorded.
pub(super) fn find(
    tx: &mut dyn Tx,
    class: ClassId,
    student: UserId,
    target: &Target,
) -> Result<(StoredOp, Body), Stop> {
    let found = tx.op(target.id)?.filter(|op| {
        (op.class, op.student) == (Some(class), Some(student)) || mutant::on(Mutant::ForeignReference)
    });
    let found = found.and_then(|op| op.body().map(|body| (op, body)));
    Ok(found.filter(|(_, body)| target.fits(body)).ok_or(Refusal::BadReference)?)
}

/// The record that a fact belongs to, and who writes into it.
struct Record<'a> {
    tx: &'a mut dyn Tx,
    who: &'a Who,
    relations: &'a Relations,
    class: ClassId,
    student: UserId,
    body: &'a Body,
}

impl Record<'_> {
    fn target(&mut self, target: &Target) -> Result<(), Stop> {
        let student = target.student.unwrap_or(self.student);
        let (stored, body) = find(self.tx, self.class, student, target)?;
        // Who puts back what was taken back must name a retraction of facts like their own.
        if let Body::Retraction(retraction) = &body {
            for id in &retraction.of {
                find(self.tx, self.class, student, &Target { id: *id, ..target.clone() })?;
            }
        }
        if target.changes && !mutant::on(Mutant::AnyoneRetracts) {
            let author = stored.actor;
            let role = self.tx.member(self.class, author)?.map(|member| member.role);
            let fact = Written { class: self.class, author, role, body: &body };
            require(may_change(self.relations, fact), Refusal::BadReference)?;
        }
        self.visible(&stored)
    }

    /// Nobody learns by asking that something is there which they may not read. A reviewer reads what the round
    /// shows them, which is asked where the comment is; administrators answer for all of the school.
    fn visible(&mut self, stored: &StoredOp) -> Result<(), Stop> {
        if self.relations.role == Role::Administrator || matches!(self.body, Body::PeerComment(_)) {
            return Ok(());
        }
        let heard = heard(self.tx, self.who.school, stored.id)?;
        require(heard.iter().any(|stream| may_read(self.relations, stream)), Refusal::BadReference)
    }

    /// An attachment is the first one's who named it, for the student whom they named it for. Who corrects a
    /// record keeps what it carries.
    fn attachment(&mut self, id: AttachmentId) -> Result<(), Stop> {
        let Some(known) = self.tx.attachment(id)? else { return Ok(()) };
        require((known.class, known.student) == (self.class, self.student), Refusal::BadReference)?;
        let mut may = known.actor == self.relations.user;
        for old in self.body.supersedes() {
            let old = self.tx.op(*old)?.and_then(|op| op.body());
            may |= old.is_some_and(|body| body.names().contains(&Name::Attachment(id)));
        }
        require(may, Refusal::BadReference)
    }

    fn bytes(&mut self, bound: Bound<'_>) -> Result<(), Stop> {
        for sha256 in bound.hashes() {
            let own = self.tx.uploaded(sha256, self.relations.user)?.is_some();
            // What may be read now, not what might be when it was recorded.
            let may = own || mutant::on(Mutant::GrantWithoutUpload) || {
                let now = self.who.relations(self.tx)?;
                may_read_blob(self.tx, &now, sha256)?
            };
            require(may, Refusal::Blob)?;
        }
        Ok(())
    }

    /// A comment is on a piece of work that the round shows its author.
    fn comment(&mut self, comment: &PeerComment) -> Result<(), Stop> {
        let review = rounds::review(self.tx, comment.round, self.relations.user)?;
        let piece = Shared { student: self.student, evidence: comment.evidence };
        require(review.is_some_and(|review| review.of.contains(&piece)), Refusal::BadReference)
    }

    /// A retraction goes where what it takes back went, so all of that must have gone to the same people.
    fn one_audience(&mut self, retraction: &Retraction) -> Result<(), Stop> {
        let mut audiences = vec![];
        for id in &retraction.of {
            audiences.push(heard(self.tx, self.who.school, *id)?);
        }
        require(audiences.windows(2).all(|pair| pair[0] == pair[1]), Refusal::BadReference)
    }
}
