//! Who may write an operation. The relation comes first (is it their class, is it about them), then the kind.

use super::{Refusal, Relations, Role};
use crate::fact::{Body, Habit, Judgement, Lane, Set};
use crate::ids::{ClassId, CourseId, RoundId, UserId};
use crate::register::Entity;

/// What an operation is about: of a fact, the class and the student that it says itself; of an entity, the class or
/// the course that it belongs to, as the caller looked it up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The class.
    pub class: Option<ClassId>,
    /// The one subject of a fact.
    pub student: Option<UserId>,
    /// Of an entity: its course; absent for an outcome of the whole school and what belongs to one.
    pub course: Option<CourseId>,
}

/// Whether a person may write an operation with this body. That the student is in the class, and that everything
/// the body names exists there, is for the caller to look up; whether they may take back or correct just those
/// facts, [`super::may_change`] says.
///
/// ```
/// use notyet_model::authority::{About, Refusal, Relations, Role, may_write};
/// use notyet_model::fact::{Body, Understood};
/// use notyet_model::ids::{ClassId, OpId, SchoolId, UserId};
///
/// let (amara, class) = (UserId::from_bytes([1; 16]), ClassId::from_bytes([2; 16]));
/// let mut who = Relations::new(amara, SchoolId::from_bytes([3; 16]), Role::Student);
/// let about = About { class: Some(class), student: Some(amara), course: None };
/// let body = Body::Understood(Understood { feedback: OpId::from_bytes([4; 16]) });
///
/// assert_eq!(may_write(&who, about, &body), Err(Refusal::NotYourClass));
/// who.learns_in.push(class);
/// assert_eq!(may_write(&who, about, &body), Ok(()));
/// ```
///
/// # Errors
/// The first rule that stands against it.
pub fn may_write(who: &Relations, about: About, body: &Body) -> Result<(), Refusal> {
    if let Body::Set(set) = body {
        return may_set(who, about, set);
    }
    let (class, student) =
        (about.class.ok_or(Refusal::NotYourClass)?, about.student.ok_or(Refusal::NotThisStudent)?);
    let stance = stance(who, class, student)?;
    let reviews =
        |round| who.reviews.iter().any(|r| (r.round, r.class, r.student) == (round, class, student));
    let (writers, corrects) = (writers(body), !body.supersedes().is_empty());
    let allowed = match stance {
        Stance::Teacher => writers.are_teachers() || matches!(writers, Writers::Staff | Writers::Words),
        Stance::Subject => {
            matches!(writers, Writers::Student | Writers::OwnLane | Writers::Words | Writers::Work)
        }
        Stance::Reviewer => matches!(writers, Writers::Reviewer(round) if reviews(round)),
        Stance::Office => matches!(writers, Writers::Staff) || corrects && writers.are_teachers(),
    };
    match (stance, writers) {
        (_, Writers::Everyone) => Ok(()),
        _ if allowed => Ok(()),
        (Stance::Reviewer, _) => Err(Refusal::NotThisStudent),
        (Stance::Teacher, Writers::OwnLane) | (Stance::Subject, Writers::TeachersLane) => {
            Err(Refusal::NotYourLane)
        }
        (Stance::Teacher | Stance::Subject | Stance::Office, _) => Err(Refusal::NotYourRole),
    }
}

/// How a person stands to a student of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stance {
    /// Teaches the class.
    Teacher,
    /// Is the student.
    Subject,
    /// Is asked to comment on the student's work, in a round that is open.
    Reviewer,
    /// An administrator, of every class that they do not teach.
    Office,
}

fn stance(who: &Relations, class: ClassId, student: UserId) -> Result<Stance, Refusal> {
    match who.role {
        Role::Teacher | Role::Administrator if who.teaches(class) => Ok(Stance::Teacher),
        Role::Administrator => Ok(Stance::Office),
        Role::Student if who.learns_in(class) => {
            let reviews = who.reviews.iter().any(|r| (r.class, r.student) == (class, student));
            match (student == who.user, reviews) {
                (true, _) => Ok(Stance::Subject),
                (false, true) => Ok(Stance::Reviewer),
                (false, false) => Err(Refusal::NotThisStudent),
            }
        }
        Role::Teacher | Role::Student => Err(Refusal::NotYourClass),
    }
}

/// Whose kind of fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writers {
    /// Teachers of the class; administrators correct.
    Teachers,
    /// The same, of a kind that has a lane for the student too.
    TeachersLane,
    /// Teachers of the class and administrators.
    Staff,
    /// The student alone.
    Student,
    /// The same, of a kind that has a lane for teachers too.
    OwnLane,
    /// The student's words, which a teacher may write down for them.
    Words,
    /// The student's work, which a teacher or the student captures; administrators correct.
    Work,
    /// Who is asked to comment in this round.
    Reviewer(RoundId),
    /// Whoever may write about the student at all.
    Everyone,
    /// Nobody as a fact: fields of entities have editors.
    Editors,
}

impl Writers {
    fn are_teachers(self) -> bool {
        matches!(self, Self::Teachers | Self::TeachersLane | Self::Work)
    }
}

/// Who writes this kind.
pub(super) fn writers(body: &Body) -> Writers {
    match body {
        // On a teacher's tablet that is handed over, its owner's device takes the student's own judgement down.
        Body::Judgement(Judgement { lane: Lane::Own, .. }) => Writers::Words,
        Body::Judgement(Judgement { lane: Lane::Teacher, .. })
        | Body::Habit(Habit { lane: Lane::Teacher, .. }) => Writers::TeachersLane,
        Body::Habit(Habit { lane: Lane::Own, .. }) => Writers::OwnLane,
        Body::Evidence(_) | Body::BlobRef(_) | Body::VoiceRef(_) | Body::DocumentRef(_) => Writers::Work,
        Body::Rewording(_) => Writers::Words,
        Body::Excusal(_)
        | Body::GroupLink(_)
        | Body::Feedback(_)
        | Body::Answer(_)
        | Body::RetakeConditions(_)
        | Body::RetakeDecision(_)
        | Body::ProposalDecision(_)
        | Body::StaffNote(_) => Writers::Teachers,
        Body::Question(_)
        | Body::Understood(_)
        | Body::OwnWords(_)
        | Body::Practice(_)
        | Body::Readiness(_)
        | Body::TaskFeel(_)
        | Body::Partner(_)
        | Body::Signup(_)
        | Body::RetakeRequest(_)
        | Body::Choice(_)
        | Body::Proposal(_)
        | Body::Goal(_)
        | Body::GoalReview(_)
        | Body::PeerUnkind(_)
        | Body::GradeRequest(_)
        | Body::AmendmentRequest(_) => Writers::Student,
        Body::PeerComment(comment) => Writers::Reviewer(comment.round),
        Body::GradeOverride(_) | Body::GradeDecision(_) | Body::AmendmentAnswer(_) => Writers::Staff,
        Body::Retraction(_) => Writers::Everyone,
        Body::Set(_) => Writers::Editors,
    }
}

/// Whose an entity is: those may set its fields.
enum Owner {
    /// The school's systems; they write through the server's own commands.
    Server,
    School,
    /// The course; its editors are whoever teaches a class that follows it.
    Course,
    /// The class.
    Class,
}

fn owner(entity: Entity) -> Owner {
    match entity {
        Entity::Class | Entity::Member => Owner::Server,
        Entity::School | Entity::Context => Owner::School,
        Entity::Course
        | Entity::Outcome
        | Entity::Rubric
        | Entity::Task
        | Entity::Term
        | Entity::Phrase
        | Entity::Sample
        | Entity::Wording => Owner::Course,
        Entity::MasteryDay | Entity::PeerRound | Entity::PeerReview | Entity::Seat => Owner::Class,
    }
}

fn may_set(who: &Relations, about: About, set: &Set) -> Result<(), Refusal> {
    let entity = Entity::parse(&set.entity).ok_or(Refusal::KindUnknown)?;
    let is_theirs = match (owner(entity), who.role) {
        (Owner::Server, _) | (_, Role::Student) => return Err(Refusal::NotYourRole),
        (Owner::School, role) => return office_only(role),
        (Owner::Course, role) => match about.course {
            None => return office_only(role),
            Some(course) => {
                who.edits.contains(&course) || (role, entity) == (Role::Administrator, Entity::Course)
            }
        },
        (Owner::Class, _) => about.class.is_some_and(|class| who.teaches(class)),
    };
    match who.role {
        _ if is_theirs => Ok(()),
        Role::Administrator => Err(Refusal::NotYourRole),
        Role::Teacher | Role::Student => Err(Refusal::NotYourClass),
    }
}

fn office_only(role: Role) -> Result<(), Refusal> {
    match role {
        Role::Administrator => Ok(()),
        Role::Teacher | Role::Student => Err(Refusal::NotYourRole),
    }
}
