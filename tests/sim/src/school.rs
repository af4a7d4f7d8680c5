//! A small school, always the same: one course with three outcomes, one class, two teachers, two students. What
//! it consists of, and facts about its students in few words; who serves it is another's business.

use notyet_model::authority::Role;
use notyet_model::calendar::Day;
use notyet_model::fact::{Body, Evidence, Feedback, Judgement, Lane, Purpose, Retraction, Support};
use notyet_model::ids::{AttachmentId, ClassId, ContextId, CourseId, OpId, OutcomeId, SchoolId, UserId};
use notyet_model::register::{Class, ClassRole, Context, Course, Member, Outcome, PhotoUse, School};
use notyet_model::scale::preset_level;
use notyet_server::plan::Plan;
use notyet_server::storage::Person;

/// Teaches 7B.
pub const ORTIZ: UserId = UserId::from_bytes([0x11; 16]);
/// Teaches 7B with Ms Ortiz.
pub const LEE: UserId = UserId::from_bytes([0x12; 16]);
/// Learns in 7B.
pub const AMARA: UserId = UserId::from_bytes([0x21; 16]);
/// Learns in 7B.
pub const BEN: UserId = UserId::from_bytes([0x22; 16]);
/// The class.
pub const CLASS: ClassId = ClassId::from_bytes([0x31; 16]);
/// Its course.
pub const COURSE: CourseId = CourseId::from_bytes([0x41; 16]);
/// Its kind of work.
pub const ESSAY: ContextId = ContextId::from_bytes([0x51; 16]);
/// Its outcomes.
pub const OUTCOMES: [OutcomeId; 3] =
    [OutcomeId::from_bytes([0x61; 16]), OutcomeId::from_bytes([0x62; 16]), OutcomeId::from_bytes([0x63; 16])];

/// The school's people and entities.
pub fn plan(school: SchoolId) -> Plan {
    let mut plan = Plan::default();
    plan.school(school, &School::named("Hill School", "Europe/Lisbon"));
    plan.context(ESSAY, &Context { name: "Essay".into(), at_bat: true, position: 0 });
    plan.course(COURSE, &Course::titled("English 7"));
    plan.class(CLASS, &Class { title: "7B".into(), course: COURSE });
    for (position, id) in OUTCOMES.into_iter().enumerate() {
        plan.outcome(id, &outcome(position as u32));
    }
    for (id, name, role, in_class) in [
        (ORTIZ, "Elena Ortiz", Role::Teacher, ClassRole::Teacher),
        (LEE, "Sam Lee", Role::Teacher, ClassRole::Teacher),
        (AMARA, "Amara Okafor", Role::Student, ClassRole::Student),
        (BEN, "Ben Novak", Role::Student, ClassRole::Student),
    ] {
        plan.person(Person { id, name: name.into(), role, active: true });
        plan.member(&member(id, name, in_class));
    }
    plan
}

fn outcome(position: u32) -> Outcome {
    let code = format!("E{}", position + 1);
    Outcome { position, ..Outcome::worded(COURSE, &code, "I can choose evidence that fits a claim") }
}

fn member(user: UserId, name: &str, role: ClassRole) -> Member {
    let short = name.split(' ').next().unwrap_or(name).to_owned();
    Member {
        class: CLASS,
        user,
        role,
        name: name.into(),
        sort: name.into(),
        short,
        active: true,
        photos: PhotoUse::default(),
    }
}

/// The calendar day that all work of these histories is done on.
pub const TODAY: Day = Day(20_000);

/// A teacher's chance to show mastery, at the n-th level of the preset scale, counted from 1.
pub fn judgement(outcome: OutcomeId, nth: u8, supersedes: Vec<OpId>) -> Body {
    Body::Judgement(Judgement {
        evidence: None,
        outcome,
        rubric_version: None,
        level: Some(preset_level(nth)),
        rows: vec![],
        purpose: Purpose::Summative,
        support: Support::Independent,
        lane: Lane::Teacher,
        baseline: false,
        task: None,
        context: Some(ESSAY),
        work_at_ms: i64::from(TODAY.0) * 86_400_000,
        work_day: TODAY,
        supersedes,
    })
}

/// A student's own judgement.
pub fn own_judgement(outcome: OutcomeId, nth: u8) -> Body {
    let Body::Judgement(judgement) = judgement(outcome, nth, vec![]) else {
        unreachable!("a judgement is a judgement")
    };
    Body::Judgement(Judgement { lane: Lane::Own, purpose: Purpose::Formative, ..judgement })
}

/// One next step.
pub fn feedback(outcome: OutcomeId, next_step: &str) -> Body {
    let at_ms = i64::from(TODAY.0) * 86_400_000;
    Body::Feedback(Feedback { next_step: next_step.into(), ..Feedback::on(outcome, at_ms, TODAY) })
}

/// A piece of work with a picture.
pub fn evidence(outcome: OutcomeId, attachment: AttachmentId) -> Body {
    let at_ms = i64::from(TODAY.0) * 86_400_000;
    let bare = Evidence::of(vec![outcome], at_ms, TODAY);
    Body::Evidence(Evidence { attachments: vec![attachment], context: Some(ESSAY), ..bare })
}

/// Takes facts back.
pub fn retraction(of: Vec<OpId>) -> Body {
    Body::Retraction(Retraction { of })
}
