//! What holds whatever a person's relations are, those included that no roster would give.

use super::*;
use crate::fact::{Body, Kind, Lane, Set, samples};
use crate::register::{ClassRole, Entity, PeerReview};
use crate::stream::{Place, Stream, route};
use proptest::prelude::*;
use std::sync::LazyLock;

const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
const ABROAD: SchoolId = SchoolId::from_bytes([2; 16]);

/// Few of each, so that they often meet.
fn user() -> impl Strategy<Value = UserId> {
    (0..3_u8).prop_map(|n| UserId::from_bytes([n; 16]))
}

fn class() -> impl Strategy<Value = ClassId> {
    (0..2_u8).prop_map(|n| ClassId::from_bytes([n; 16]))
}

fn course() -> impl Strategy<Value = CourseId> {
    (0..2_u8).prop_map(|n| CourseId::from_bytes([n; 16]))
}

fn round() -> impl Strategy<Value = RoundId> {
    (0..2_u8).prop_map(|n| RoundId::from_bytes([n; 16]))
}

fn few<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(of, 0..3)
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![Just(Role::Student), Just(Role::Teacher), Just(Role::Administrator)]
}

fn class_role() -> impl Strategy<Value = Option<ClassRole>> {
    prop_oneof![Just(None), Just(Some(ClassRole::Student)), Just(Some(ClassRole::Teacher))]
}

fn anyone() -> impl Strategy<Value = Relations> {
    let review =
        (round(), class(), user()).prop_map(|(round, class, student)| Review { round, class, student });
    let person = (user(), prop_oneof![Just(SCHOOL), Just(ABROAD)], role(), any::<bool>());
    let staff = (few(class()), few(course()), few((class(), user())), few(user()));
    (person, staff, few(class()), few(class()), few(review)).prop_map(
        |((user, school, role, lead), (teaches, edits, inherits, shares), learns_in, learned_in, reviews)| {
            Relations {
                user,
                school,
                role,
                lead,
                teaches,
                edits,
                inherits,
                shares,
                learns_in,
                learned_in,
                reviews,
            }
        },
    )
}

fn student() -> impl Strategy<Value = Relations> {
    anyone().prop_map(|who| Relations { role: Role::Student, ..who })
}

/// Written by hand: what no student ever writes.
const STAFFS: [Kind; 11] = [
    Kind::Excusal,
    Kind::GroupLink,
    Kind::Feedback,
    Kind::Answer,
    Kind::RetakeConditions,
    Kind::RetakeDecision,
    Kind::ProposalDecision,
    Kind::StaffNote,
    Kind::GradeOverride,
    Kind::GradeDecision,
    Kind::AmendmentAnswer,
];

static FACTS: LazyLock<Vec<Body>> = LazyLock::new(|| {
    let mut facts: Vec<Body> = samples::all();
    facts.retain(|body| body.which() != Kind::Set);
    facts
});

fn fact() -> impl Strategy<Value = Body> {
    (0..FACTS.len(), any::<bool>(), any::<bool>(), round()).prop_map(|(n, own, corrects, round)| {
        let (mut body, lane) = (FACTS[n].clone(), if own { Lane::Own } else { Lane::Teacher });
        match &mut body {
            Body::Judgement(it) => {
                it.lane = lane;
                it.supersedes.truncate(usize::from(corrects));
            }
            Body::Habit(it) => it.lane = lane,
            Body::Feedback(it) => it.supersedes.truncate(usize::from(corrects)),
            Body::PeerComment(it) => it.round = round,
            _ => {}
        }
        body
    })
}

fn entity() -> impl Strategy<Value = Body> {
    (0..Entity::ALL.len(), round(), user()).prop_map(|(n, round, reviewer)| {
        let (entity, id) = (Entity::ALL[n].as_str().to_owned(), PeerReview::key(round, reviewer));
        Body::Set(Set { entity, id, fields: serde_json::Map::new() })
    })
}

fn about() -> impl Strategy<Value = About> {
    (proptest::option::of(class()), proptest::option::of(user()), proptest::option::of(course()))
        .prop_map(|(class, student, course)| About { class, student, course })
}

/// Where a fact goes, and where its retraction goes.
fn routed(class: ClassId, student: UserId, actor: UserId, body: &Body, school_wide: bool) -> Vec<Stream> {
    let place = Place {
        school: SCHOOL,
        class: Some(class),
        student: Some(student),
        actor,
        classes: &[],
        school_wide,
        taken_back: &[],
    };
    match body {
        Body::Retraction(_) => {
            let note = route(&place, &samples::sample(Kind::StaffNote)).unwrap();
            route(&Place { taken_back: &note, ..place }, body).unwrap()
        }
        _ => route(&place, body).unwrap(),
    }
}

fn streams() -> impl Strategy<Value = Stream> {
    let school = || prop_oneof![Just(SCHOOL), Just(ABROAD)];
    prop_oneof![
        school().prop_map(Stream::Common),
        school().prop_map(Stream::Staff),
        class().prop_map(Stream::Class),
        class().prop_map(Stream::Teaching),
        (class(), user()).prop_map(|(class, student)| Stream::Student(class, student)),
        (school(), user()).prop_map(|(school, student)| Stream::Wide(school, student)),
        (round(), user()).prop_map(|(round, reviewer)| Stream::Review(round, reviewer)),
        school().prop_map(Stream::Safeguarding),
    ]
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn a_student_reads_what_all_read_and_what_is_their_own_and_nothing_else(
        who in student(),
        stream in streams(),
    ) {
        let may_be = match stream {
            Stream::Common(school) => school == who.school,
            Stream::Class(class) => who.learns_in.contains(&class),
            Stream::Student(_, student) => student == who.user,
            Stream::Review(_, reviewer) => reviewer == who.user,
            Stream::Staff(_) | Stream::Teaching(_) | Stream::Wide(..) | Stream::Safeguarding(_) => false,
        };
        prop_assert!(may_be || !may_read(&who, &stream));
    }

    #[test]
    fn what_is_of_a_school_is_read_by_nobody_of_another(who in anyone(), stream in streams()) {
        let school = match stream {
            Stream::Common(school)
            | Stream::Staff(school)
            | Stream::Wide(school, _)
            | Stream::Safeguarding(school) => school,
            Stream::Class(_) | Stream::Teaching(_) | Stream::Student(..) | Stream::Review(..) => who.school,
        };
        prop_assert!(school == who.school || !may_read(&who, &stream));
    }

    #[test]
    fn no_fact_about_a_student_goes_to_a_stream_that_is_not_about_one_student_or_for_staff(
        body in fact(),
        (class, student, actor) in (class(), user(), user()),
        school_wide: bool,
    ) {
        for stream in routed(class, student, actor, &body, school_wide) {
            let fits = match stream {
                Stream::Teaching(of) => of == class,
                Stream::Student(of, whose) => (of, whose) == (class, student),
                Stream::Wide(_, whose) => whose == student,
                Stream::Review(_, reviewer) => reviewer == actor,
                Stream::Class(_) | Stream::Common(_) | Stream::Staff(_) | Stream::Safeguarding(_) => false,
            };
            prop_assert!(fits, "{stream}");
        }
    }

    #[test]
    fn another_student_hears_nothing_but_their_own_comment(
        body in fact(),
        who in student(),
        (class, student, actor) in (class(), user(), user()),
        school_wide: bool,
    ) {
        prop_assume!(who.user != student);
        for stream in routed(class, student, actor, &body, school_wide) {
            let own_copy = body.which() == Kind::PeerComment && actor == who.user;
            prop_assert!(own_copy || !may_read(&who, &stream), "{stream}");
        }
    }

    #[test]
    fn who_may_not_read_a_class_may_not_write_to_it_unless_they_run_the_server(
        who in anyone(),
        about in about(),
        body in prop_oneof![fact(), entity()],
    ) {
        if may_write(&who, about, &body).is_ok() && who.role != Role::Administrator {
            match about.class.filter(|_| body.which() != Kind::Set) {
                Some(class) => prop_assert!(may_read(&who, &Stream::Class(class))),
                None => prop_assert!(who.role == Role::Teacher),
            }
        }
    }

    #[test]
    fn a_student_writes_of_themselves_or_comments_where_they_are_asked_to(
        who in student(),
        about in about(),
        body in prop_oneof![fact(), entity()],
    ) {
        if may_write(&who, about, &body).is_ok() {
            let asked = who.reviews.iter().any(|r| Some((r.class, r.student)) == about.class.zip(about.student));
            match body.which() {
                Kind::PeerComment => prop_assert!(asked && about.student != Some(who.user)),
                Kind::Retraction => prop_assert!(asked || about.student == Some(who.user)),
                _ => prop_assert!(about.student == Some(who.user)),
            }
        }
    }

    #[test]
    fn no_relation_lets_a_student_write_what_is_the_staffs(who in student(), about in about(), body in fact()) {
        let staffs = match &body {
            Body::Judgement(it) => it.lane == Lane::Teacher,
            Body::Habit(it) => it.lane == Lane::Teacher,
            _ => STAFFS.contains(&body.which()),
        };
        prop_assert!(!staffs || may_write(&who, about, &body).is_err());
    }

    #[test]
    fn a_student_sets_no_fields(who in student(), about in about(), body in entity()) {
        prop_assert_eq!(may_write(&who, about, &body), Err(Refusal::NotYourRole));
    }

    #[test]
    fn a_student_takes_back_their_own_facts_alone(
        who in student(),
        (class, author, role) in (class(), user(), class_role()),
        body in fact(),
    ) {
        let fact = Written { class, author, role, body: &body };
        prop_assert!(author == who.user || !may_change(&who, fact));
    }

    #[test]
    fn a_teacher_changes_nothing_of_a_class_that_is_not_theirs_but_what_they_recorded_there(
        who in anyone(),
        (class, author, role) in (class(), user(), class_role()),
        body in fact(),
    ) {
        let who = Relations { role: Role::Teacher, ..who };
        let fact = Written { class, author, role, body: &body };
        prop_assert!(who.teaches.contains(&class) || author == who.user || !may_change(&who, fact));
    }
}

#[test]
fn a_comment_of_a_round_that_has_closed_is_nobodys_to_take_back_but_staffs() {
    let ben = UserId::from_bytes([2; 16]);
    let class = ClassId::from_bytes([1; 16]);
    let mut who = Relations { learns_in: vec![class], ..Relations::new(ben, SCHOOL, Role::Student) };
    let Body::PeerComment(comment) = samples::sample(Kind::PeerComment) else { panic!("a comment") };
    let body = Body::PeerComment(comment.clone());
    let fact = Written { class, author: ben, role: Some(ClassRole::Student), body: &body };
    assert!(!may_change(&who, fact));
    who.reviews.push(Review { round: comment.round, class, student: UserId::from_bytes([1; 16]) });
    assert!(may_change(&who, fact));
    who.reviews[0].round = RoundId::from_bytes([9; 16]);
    assert!(!may_change(&who, fact));
}
