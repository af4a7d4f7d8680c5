//! The people of every history and what their school consists of. 7B and 7D follow English; Amara and Chidi are in
//! 8A too, which follows Maps and works on one of English's outcomes as the whole school's.

use notyet_model::authority::Role;
use notyet_model::ids::{
    ClassId, ContextId, CourseId, MasteryDayId, OutcomeId, RoundId, RowId, RubricId, SchoolId, StarterId,
    TaskId, TermId, UserId, WayId,
};
use notyet_model::plan::overlap::Sharing;
use notyet_model::register::{
    Class, ClassRole, Context, Course, Entity, Member, Outcome, PhotoUse, Row, Rubric, School,
};
use notyet_server::Plan;
use notyet_server::storage::Person;
use serde_json::{Value, json};

pub(crate) const ORTIZ: UserId = UserId::from_bytes([0x11; 16]);
pub(crate) const LEE: UserId = UserId::from_bytes([0x12; 16]);
pub(crate) const MOSS: UserId = UserId::from_bytes([0x13; 16]);
pub(crate) const OFFICE: UserId = UserId::from_bytes([0x14; 16]);
pub(crate) const AMARA: UserId = UserId::from_bytes([0x21; 16]);
pub(crate) const BEN: UserId = UserId::from_bytes([0x22; 16]);
pub(crate) const CHIDI: UserId = UserId::from_bytes([0x23; 16]);
/// Means harm, and knows every id and every hash.
pub(crate) const DARA: UserId = UserId::from_bytes([0x24; 16]);

pub(crate) const STUDENTS: [UserId; 4] = [AMARA, BEN, CHIDI, DARA];

pub(crate) const CLASS_7B: ClassId = ClassId::from_bytes([0x31; 16]);
pub(crate) const CLASS_7D: ClassId = ClassId::from_bytes([0x32; 16]);
pub(crate) const CLASS_8A: ClassId = ClassId::from_bytes([0x33; 16]);
pub(crate) const CLASSES: [ClassId; 3] = [CLASS_7B, CLASS_7D, CLASS_8A];
pub(crate) const ENGLISH: CourseId = CourseId::from_bytes([0x41; 16]);
pub(crate) const MAPS: CourseId = CourseId::from_bytes([0x42; 16]);
pub(crate) const ESSAY: ContextId = ContextId::from_bytes([0x51; 16]);
pub(crate) const CLAIMS: OutcomeId = OutcomeId::from_bytes([0x61; 16]);
/// The whole school's.
pub(crate) const SOURCES: OutcomeId = OutcomeId::from_bytes([0x62; 16]);
pub(crate) const SCALES: OutcomeId = OutcomeId::from_bytes([0x63; 16]);
pub(crate) const RUBRIC: RubricId = RubricId::from_bytes([0x71; 16]);
pub(crate) const ROW: RowId = RowId::from_bytes([0x72; 16]);
pub(crate) const TASK: TaskId = TaskId::from_bytes([0x73; 16]);
pub(crate) const WAY: WayId = WayId::from_bytes([0x74; 16]);
pub(crate) const TERM: TermId = TermId::from_bytes([0x75; 16]);
pub(crate) const DAY: MasteryDayId = MasteryDayId::from_bytes([0x76; 16]);
pub(crate) const ROUND: RoundId = RoundId::from_bytes([0x77; 16]);
pub(crate) const STARTER: StarterId = StarterId::from_bytes([0x78; 16]);

/// Who is in which class at first.
const MEMBERS: [(ClassId, UserId); 9] = [
    (CLASS_7B, ORTIZ),
    (CLASS_7B, LEE),
    (CLASS_7D, LEE),
    (CLASS_8A, MOSS),
    (CLASS_7B, AMARA),
    (CLASS_7B, BEN),
    (CLASS_7B, DARA),
    (CLASS_7D, CHIDI),
    (CLASS_8A, AMARA),
];

pub(crate) fn role(user: UserId) -> Role {
    match user {
        OFFICE => Role::Administrator,
        ORTIZ | LEE | MOSS => Role::Teacher,
        _ => Role::Student,
    }
}

pub(crate) fn course_of(class: ClassId) -> CourseId {
    if class == CLASS_8A { MAPS } else { ENGLISH }
}

/// The outcomes that facts of a class may be about.
pub(crate) fn outcomes_of(class: ClassId) -> &'static [OutcomeId] {
    if class == CLASS_8A { &[SCALES, SOURCES] } else { &[CLAIMS, SOURCES] }
}

/// A name that can be found again wherever it turns up.
pub(crate) fn name(user: UserId) -> String {
    match user {
        ORTIZ => "Elena Ortiz".into(),
        LEE => "Sam Lee".into(),
        MOSS => "Ida Moss".into(),
        OFFICE => "The office".into(),
        _ => format!("Pupil cnry-000000{:02x}", user.0.as_bytes()[0]),
    }
}

/// A person in a class.
pub(crate) fn member(class: ClassId, user: UserId, active: bool) -> Member {
    let role = if role(user) == Role::Student { ClassRole::Student } else { ClassRole::Teacher };
    Member {
        class,
        user,
        role,
        name: name(user),
        short: name(user),
        sort: name(user),
        active,
        photos: PhotoUse::default(),
    }
}

/// The school as it is founded.
pub(crate) fn founding(school: SchoolId) -> Plan {
    let mut plan = Plan::default();
    let named =
        School { sharing: Some(Sharing::SchoolWide), ..School::named("Hill School", "Europe/Lisbon") };
    let wide = Outcome {
        school_wide: true,
        also_in: vec![MAPS],
        position: 1,
        ..Outcome::worded(ENGLISH, "E2", "I can weigh sources")
    };
    let claims = Outcome { rubric: Some(RUBRIC), ..Outcome::worded(ENGLISH, "E1", "I can back a claim") };
    plan.school(school, &named)
        .context(ESSAY, &Context { name: "Essay".into(), at_bat: true, position: 0 })
        .course(ENGLISH, &Course::titled("English"))
        .course(MAPS, &Course::titled("Maps"))
        .class(CLASS_7B, &Class { title: "7B".into(), course: ENGLISH })
        .class(CLASS_7D, &Class { title: "7D".into(), course: ENGLISH })
        .class(CLASS_8A, &Class { title: "8A".into(), course: MAPS })
        .outcome(CLAIMS, &claims)
        .outcome(SOURCES, &wide)
        .outcome(SCALES, &Outcome::worded(MAPS, "M1", "I can read a scale"))
        .rubric(
            RUBRIC,
            &Rubric { outcome: CLAIMS, rows: vec![Row { id: ROW, title: "Choosing".into(), cells: vec![] }] },
        );
    for user in [ORTIZ, LEE, MOSS, OFFICE].into_iter().chain(STUDENTS) {
        plan.person(Person { id: user, name: name(user), role: role(user), active: true });
    }
    for (class, user) in MEMBERS {
        plan.member(&member(class, user, true));
    }
    plan
}

/// What Ms Ortiz sets before the first lesson.
pub(crate) fn first_lesson() -> Vec<(Entity, String, Value)> {
    let task = json!({"course": ENGLISH, "title": "Letter to the council", "outcomes": [CLAIMS],
        "context": ESSAY, "ways": [{"id": WAY, "title": "Podcast"}]});
    let term =
        json!({"course": ENGLISH, "word": "claim", "meaning": "What you say is true", "outcomes": [CLAIMS]});
    let day = json!({"class": CLASS_7B, "day": 20_780, "outcomes": [CLAIMS]});
    vec![
        (Entity::Task, TASK.to_string(), task),
        (Entity::Term, TERM.to_string(), term),
        (Entity::MasteryDay, DAY.to_string(), day),
        (Entity::PeerRound, ROUND.to_string(), round(json!("open"))),
    ]
}

/// The peer round of 7B in this state.
pub(crate) fn round(state: Value) -> Value {
    json!({"class": CLASS_7B, "outcome": CLAIMS, "rubric": RUBRIC, "rows": [ROW], "task": TASK,
        "starters": [{"id": STARTER, "text": "I can see"}], "state": state})
}
