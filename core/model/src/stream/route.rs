//! Which streams an operation belongs to. A fact has exactly one audience; a new kind has to be given one here.

use super::Stream;
use crate::fact::{Body, Lane, Set};
use crate::ids::{ClassId, RoundId, SchoolId, UserId};
use crate::register::{ClassRole, Entity, Member};

/// What routing has to know beside the body; the caller looks it up.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The school.
    pub school: SchoolId,
    /// The class of a fact, or the class that an entity belongs to.
    pub class: Option<ClassId>,
    /// The subject.
    pub student: Option<UserId>,
    /// Who recorded it.
    pub actor: UserId,
    /// Classes that follow the course which an entity belongs to.
    pub classes: &'a [ClassId],
    /// Whether a judgement is on an outcome of the whole school, or what is set is one, belongs to one, or rules
    /// one.
    pub school_wide: bool,
    /// Where what a retraction takes back went.
    pub taken_back: &'a [Stream],
}

/// Why an operation belongs to no stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoute {
    /// A fact about a student must name the class and the student.
    #[error("a fact names its class and its student")]
    NoSubject,
    /// An entity of another kind, or one whose id or fields do not say where it belongs.
    #[error("the entity does not say where it belongs")]
    NoPlace,
}

/// The streams of an operation, in their order and each once. An entity of a course that no class follows has
/// none.
///
/// # Errors
/// [`NoRoute`].
pub fn route(place: &Place<'_>, body: &Body) -> Result<Vec<Stream>, NoRoute> {
    let mut streams = match body {
        Body::Set(set) => entity(place, set)?,
        _ => fact(place, body)?,
    };
    streams.sort_unstable();
    streams.dedup();
    Ok(streams)
}

/// Who hears a fact, beside the class's staff, who hear all.
enum Audience {
    /// Nobody.
    Staff,
    /// The student whom it is about.
    Subject,
    /// The student, and the student's other teachers when the outcome is school-wide.
    Result,
    /// The student, and the author while this round is open.
    Comment(RoundId),
    /// Whoever heard what is taken back.
    Retraction,
    /// None: fields of entities are not about a student.
    Entity,
}

fn audience(body: &Body) -> Audience {
    match body {
        Body::GroupLink(_) | Body::StaffNote(_) => Audience::Staff,
        Body::Judgement(judgement) => match judgement.lane {
            Lane::Teacher => Audience::Result,
            Lane::Own => Audience::Subject,
        },
        Body::PeerComment(comment) => Audience::Comment(comment.round),
        Body::Retraction(_) => Audience::Retraction,
        Body::Excusal(_)
        | Body::Evidence(_)
        | Body::BlobRef(_)
        | Body::VoiceRef(_)
        | Body::DocumentRef(_)
        | Body::Feedback(_)
        | Body::Question(_)
        | Body::Answer(_)
        | Body::Understood(_)
        | Body::Rewording(_)
        | Body::OwnWords(_)
        | Body::Practice(_)
        | Body::Readiness(_)
        | Body::TaskFeel(_)
        | Body::Habit(_)
        | Body::Partner(_)
        | Body::Signup(_)
        | Body::RetakeConditions(_)
        | Body::RetakeRequest(_)
        | Body::RetakeDecision(_)
        | Body::Choice(_)
        | Body::Proposal(_)
        | Body::ProposalDecision(_)
        | Body::Goal(_)
        | Body::GoalReview(_)
        | Body::PeerUnkind(_)
        | Body::GradeOverride(_)
        | Body::GradeRequest(_)
        | Body::GradeDecision(_)
        | Body::AmendmentRequest(_)
        | Body::AmendmentAnswer(_) => Audience::Subject,
        Body::Set(_) => Audience::Entity,
    }
}

fn fact(place: &Place<'_>, body: &Body) -> Result<Vec<Stream>, NoRoute> {
    let (class, student) = place.class.zip(place.student).ok_or(NoRoute::NoSubject)?;
    let (staff, own) = (Stream::Teaching(class), Stream::Student(class, student));
    match audience(body) {
        Audience::Staff => Ok(vec![staff]),
        Audience::Result if place.school_wide => Ok(vec![staff, own, Stream::Wide(place.school, student)]),
        Audience::Subject | Audience::Result => Ok(vec![staff, own]),
        Audience::Comment(round) => Ok(vec![staff, own, Stream::Review(round, place.actor)]),
        Audience::Retraction if place.taken_back.is_empty() => Err(NoRoute::NoPlace),
        Audience::Retraction => Ok(place.taken_back.to_vec()),
        Audience::Entity => Err(NoRoute::NoPlace),
    }
}

fn entity(place: &Place<'_>, set: &Set) -> Result<Vec<Stream>, NoRoute> {
    let common = [Stream::Common(place.school)];
    let of_classes = |stream: fn(ClassId) -> Stream| place.classes.iter().copied().map(stream);
    let class = || place.class.ok_or(NoRoute::NoPlace);
    Ok(match Entity::parse(&set.entity).ok_or(NoRoute::NoPlace)? {
        Entity::School | Entity::Context => common.to_vec(),
        Entity::Course | Entity::Outcome | Entity::Rubric | Entity::Sample => {
            let wide = common.into_iter().filter(|_| place.school_wide);
            of_classes(Stream::Class).chain(wide).collect()
        }
        Entity::Task | Entity::Term | Entity::Wording => of_classes(Stream::Class).collect(),
        Entity::Phrase => of_classes(Stream::Teaching).collect(),
        Entity::Class | Entity::MasteryDay | Entity::PeerRound => vec![Stream::Class(class()?)],
        Entity::PeerReview => {
            let (round, reviewer) = reviewer(&set.id).ok_or(NoRoute::NoPlace)?;
            vec![Stream::Teaching(class()?), Stream::Review(round, reviewer)]
        }
        Entity::Seat => vec![Stream::Teaching(class()?)],
        Entity::Member => member(place, class()?, set)?,
    })
}

/// Teachers are known to the class, a student to staff and to themselves.
fn member(place: &Place<'_>, class: ClassId, set: &Set) -> Result<Vec<Stream>, NoRoute> {
    let member: Member = crate::register::view(&set.fields).ok_or(NoRoute::NoPlace)?;
    match member.role {
        ClassRole::Teacher => Ok(vec![Stream::Class(class)]),
        ClassRole::Student => {
            let student = place.student.filter(|s| *s == member.user).ok_or(NoRoute::NoPlace)?;
            Ok(vec![Stream::Teaching(class), Stream::Student(class, student)])
        }
    }
}

/// Round and reviewer in the id of a review, which is [`crate::register::PeerReview::key`].
fn reviewer(id: &str) -> Option<(RoundId, UserId)> {
    let (round, reviewer) = id.split_once('/')?;
    round.parse().ok().zip(reviewer.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Kind, samples};
    use crate::register::PeerReview;
    use serde_json::json;

    const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
    const CLASS: ClassId = ClassId::from_bytes([2; 16]);
    const OTHER: ClassId = ClassId::from_bytes([7; 16]);
    const AMARA: UserId = UserId::from_bytes([3; 16]);
    const BEN: UserId = UserId::from_bytes([4; 16]);
    const ROUND: RoundId = RoundId::from_bytes([5; 16]);

    const PLACE: Place<'static> = Place {
        school: SCHOOL,
        class: Some(CLASS),
        student: Some(AMARA),
        actor: BEN,
        classes: &[CLASS, OTHER],
        school_wide: false,
        taken_back: &[],
    };

    fn set(entity: Entity, id: &str, fields: serde_json::Value) -> Body {
        let fields = fields.as_object().cloned().unwrap();
        Body::Set(Set { entity: entity.as_str().to_owned(), id: id.to_owned(), fields })
    }

    #[test]
    fn a_fact_without_its_class_or_its_student_goes_nowhere() {
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Set) {
            let body = samples::sample(*kind);
            assert_eq!(route(&Place { class: None, ..PLACE }, &body), Err(NoRoute::NoSubject));
            assert_eq!(route(&Place { student: None, ..PLACE }, &body), Err(NoRoute::NoSubject));
        }
    }

    #[test]
    fn what_takes_back_something_unknown_goes_nowhere() {
        assert_eq!(route(&PLACE, &samples::sample(Kind::Retraction)), Err(NoRoute::NoPlace));
    }

    #[test]
    fn what_belongs_to_a_course_goes_to_every_class_that_follows_it() {
        let task = set(Entity::Task, "x", json!({}));
        assert_eq!(route(&PLACE, &task), Ok(vec![Stream::Class(CLASS), Stream::Class(OTHER)]));
        assert_eq!(route(&Place { classes: &[], ..PLACE }, &task), Ok(vec![]));
        let phrase = set(Entity::Phrase, "x", json!({}));
        assert_eq!(route(&PLACE, &phrase), Ok(vec![Stream::Teaching(CLASS), Stream::Teaching(OTHER)]));
    }

    #[test]
    fn what_belongs_to_a_class_that_is_not_said_goes_nowhere() {
        let nowhere = Place { class: None, ..PLACE };
        let review = PeerReview::key(ROUND, BEN);
        for entity in [
            Entity::Class,
            Entity::MasteryDay,
            Entity::PeerRound,
            Entity::PeerReview,
            Entity::Seat,
            Entity::Member,
        ] {
            assert_eq!(route(&nowhere, &set(entity, &review, json!({}))), Err(NoRoute::NoPlace));
        }
        for id in ["", "x", "x/y", &ROUND.to_string()] {
            assert_eq!(route(&PLACE, &set(Entity::PeerReview, id, json!({}))), Err(NoRoute::NoPlace));
        }
        let poem = Body::Set(Set { entity: "poem".into(), id: "x".into(), fields: serde_json::Map::new() });
        assert_eq!(route(&PLACE, &poem), Err(NoRoute::NoPlace));
    }

    #[test]
    fn where_a_student_sits_is_for_staff_alone() {
        let seat = set(Entity::Seat, &Member::key(CLASS, AMARA), json!({}));
        for student in [None, Some(AMARA)] {
            assert_eq!(route(&Place { student, ..PLACE }, &seat), Ok(vec![Stream::Teaching(CLASS)]));
        }
    }

    #[test]
    fn a_students_name_never_enters_the_stream_that_the_class_reads() {
        let fields = json!({"class": CLASS, "user": AMARA, "role": "student", "name": "Amara Okafor",
            "short": "Amara O.", "active": true});
        let body = set(Entity::Member, &Member::key(CLASS, AMARA), fields);
        assert_eq!(route(&PLACE, &body), Ok(vec![Stream::Teaching(CLASS), Stream::Student(CLASS, AMARA)]));
        for student in [None, Some(BEN)] {
            assert_eq!(route(&Place { student, ..PLACE }, &body), Err(NoRoute::NoPlace));
        }
        let nameless = set(Entity::Member, &Member::key(CLASS, AMARA), json!({}));
        assert_eq!(route(&PLACE, &nameless), Err(NoRoute::NoPlace));
    }
}
