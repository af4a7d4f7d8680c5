use super::super::given::{outcome, student};
use super::*;

pub(super) fn heard(school_days: u32) -> Student {
    Student {
        last: Last::Feedback { outcome: outcome(1), school_days },
        needs: BTreeSet::new(),
        table: None,
        presence: Presence::Here(When::Now),
    }
}

pub(super) fn asks(kind: Kind, student: Student) -> Student {
    Student { needs: [Need { kind, outcome: outcome(1) }].into(), ..student }
}

fn at(table: u16, student: Student) -> Student {
    Student { table: Some(Table(table)), ..student }
}

pub(super) fn is(presence: Presence, student: Student) -> Student {
    Student { presence, ..student }
}

fn class<const N: usize>(students: [Student; N]) -> BTreeMap<UserId, Student> {
    (1u8..).zip(students).map(|(n, s)| (student(n), s)).collect()
}

fn order(plan: &Plan) -> Vec<(UserId, Option<Ahead>)> {
    plan.proposals.iter().map(|p| (p.student, p.ahead)).collect()
}

#[test]
fn six_conferences_are_the_default_and_three_to_twelve_are_held() {
    assert_eq!(u8::from(Conferences::default()), 6);
    let accepted: Vec<u8> = (0..=20).filter(|n| Conferences::try_from(*n).is_ok()).collect();
    assert_eq!(accepted, (3..=12).collect::<Vec<u8>>());
    assert_eq!(Conferences::try_from(13), Err(BadConferences(13)));
}

#[test]
fn a_setting_that_no_day_holds_cannot_be_read() {
    assert_eq!(serde_json::from_str::<Conferences>("8").unwrap(), Conferences(8));
    let fault = serde_json::from_str::<Conferences>("2").unwrap_err();
    assert_eq!(fault.to_string(), "a day holds 3 to 12 conferences, not 2");
}

#[test]
fn a_question_comes_before_readiness_goals_and_requests() {
    let plan = propose(
        &class([
            heard(5),
            asks(Kind::Proposal, heard(1)),
            asks(Kind::Retake, heard(1)),
            asks(Kind::Goal, heard(1)),
            asks(Kind::Ready, heard(1)),
            asks(Kind::Question, heard(1)),
        ]),
        6,
    );
    let by_reason = Some(Ahead::Reason);
    assert_eq!(
        order(&plan),
        [
            (student(6), by_reason),
            (student(5), by_reason),
            (student(4), by_reason),
            (student(3), by_reason),
            (student(2), by_reason),
            (student(1), None)
        ]
    );
}

#[test]
fn a_proposal_carries_the_last_feedback_and_every_reason() {
    let question = Need { kind: Kind::Question, outcome: outcome(2) };
    let goal = Need { kind: Kind::Goal, outcome: outcome(1) };
    let amara = Student { needs: [goal, question].into(), ..at(4, heard(10)) };
    assert_eq!(
        propose(&class([amara]), 3),
        Plan {
            proposals: vec![Proposal {
                student: student(1),
                table: Some(Table(4)),
                when: When::Now,
                last: Last::Feedback { outcome: outcome(1), school_days: 10 },
                reasons: vec![Reason::Turn, Reason::Need(question), Reason::Need(goal)],
                ahead: None,
            }],
            waiting: vec![],
            seen: vec![],
            not_here: vec![],
            promise: Promise::Kept,
        }
    );
}

#[test]
fn ties_go_to_the_longest_wait_and_then_to_the_id() {
    let plan = propose(&class([heard(2), heard(2), heard(3)]), 3);
    assert_eq!(
        order(&plan),
        [(student(3), Some(Ahead::LongerWait)), (student(1), Some(Ahead::Nothing)), (student(2), None)]
    );
}

#[test]
fn a_wait_that_reaches_ten_days_comes_before_a_question() {
    let plan = propose(&class([asks(Kind::Question, heard(9)), heard(10)]), 3);
    assert_eq!(order(&plan), [(student(2), Some(Ahead::Reason)), (student(1), None)]);
    assert_eq!(plan.proposals[0].reasons, [Reason::Turn]);
}

#[test]
fn turns_begin_early_when_many_would_be_due_at_once() {
    // Four are due tomorrow and three can be seen then: one of them must come today, question or not.
    let mut students = [heard(9), heard(9), heard(9), heard(9), heard(1), heard(1), heard(1), heard(1)];
    for student in &mut students[4..] {
        *student = asks(Kind::Question, student.clone());
    }
    let plan = propose(&class(students), 3);
    assert_eq!(
        order(&plan),
        [(student(1), Some(Ahead::Reason)), (student(5), Some(Ahead::Nothing)), (student(6), None)]
    );
}

#[test]
fn who_is_not_here_needs_no_conference_today_and_one_when_they_are_back() {
    let away = || is(Presence::NotHere, heard(30));
    let asking = || asks(Kind::Question, heard(1));
    let seen = |plan: Plan| plan.proposals.iter().map(|p| p.student).collect::<Vec<_>>();
    // Tomorrow there is one conference, for who may be back: the other who is due then comes today.
    assert_eq!(seen(propose(&class([away(), heard(9), asking()]), 1)), [student(2)]);
    assert_eq!(seen(propose(&class([away(), heard(8), asking()]), 1)), [student(3)]);
    // Of two conferences one reaches the only student who must come today, however many are not here.
    let three_away = class([away(), away(), away(), heard(9), heard(8), asking()]);
    assert_eq!(seen(propose(&three_away, 2)), [student(4), student(6)]);
}

#[test]
fn a_table_is_finished_before_the_next_one_begins() {
    let plan = propose(&class([at(1, heard(2)), at(2, heard(6)), at(1, heard(5)), at(2, heard(1))]), 4);
    assert_eq!(
        order(&plan),
        [
            (student(2), Some(Ahead::LongerWait)),
            (student(4), Some(Ahead::AtTableOf(student(2)))),
            (student(3), Some(Ahead::LongerWait)),
            (student(1), None)
        ]
    );
}

#[test]
fn students_without_a_table_do_not_sit_together() {
    let plan = propose(&class([at(1, heard(1)), heard(3), at(1, heard(4)), heard(2)]), 4);
    assert_eq!(
        order(&plan),
        [
            (student(3), Some(Ahead::LongerWait)),
            (student(1), Some(Ahead::AtTableOf(student(3)))),
            (student(2), Some(Ahead::LongerWait)),
            (student(4), None)
        ]
    );
}

#[test]
fn who_is_with_another_adult_or_put_off_keeps_a_place_and_comes_last() {
    let later = is(Presence::Here(When::Later), at(1, heard(9)));
    let with = is(Presence::Here(When::With(student(50))), at(1, heard(8)));
    let plan = propose(&class([later, with, at(1, heard(1))]), 3);
    assert_eq!(
        order(&plan),
        [(student(3), Some(Ahead::Free)), (student(2), Some(Ahead::Free)), (student(1), None)]
    );
    assert_eq!(plan.proposals[1].when, When::With(student(50)));
}

#[test]
fn who_is_not_here_does_not_count_as_waiting_and_is_not_proposed() {
    let plan = propose(&class([is(Presence::NotHere, heard(30)), heard(1)]), 3);
    assert_eq!(order(&plan), [(student(2), None)]);
    assert_eq!((plan.waiting, plan.not_here), (vec![], vec![student(1)]));
}

#[test]
fn feedback_today_takes_one_of_the_days_conferences() {
    let plan = propose(&class([heard(0), heard(4), is(Presence::NotHere, heard(0)), heard(3), heard(5)]), 3);
    assert_eq!(order(&plan), [(student(5), None)]);
    assert_eq!(plan.waiting, [student(2), student(4)]);
    assert_eq!((plan.seen, plan.not_here), (vec![student(1), student(3)], vec![]));
    assert_eq!(propose(&class([heard(0), heard(0), heard(30)]), 1).proposals, []);
}

#[test]
fn who_joined_today_has_not_been_seen() {
    let joined = Student { last: Last::NoneYet { school_days: 0 }, ..heard(0) };
    let plan = propose(&class([joined]), 3);
    assert_eq!(order(&plan), [(student(1), None)]);
    assert_eq!(plan.proposals[0].reasons, [Reason::Wait]);
}

#[test]
fn a_class_that_is_too_large_for_its_conferences_is_told_how_many_it_takes() {
    let of = |n: u8, a_day: u8| {
        let class = (1..=n).map(|id| (student(id), heard(1))).collect();
        plan(&class, Conferences::try_from(a_day).unwrap()).promise
    };
    assert_eq!((of(30, 3), of(31, 3), of(41, 4)), (Promise::Kept, Promise::Needs(4), Promise::Needs(5)));
}

/// By its types the plan is given no level: a field more, and this no longer compiles.
#[test]
fn the_plan_knows_waits_needs_and_places_and_no_level() {
    let Student { last: _, needs, table: _, presence: _ } = asks(Kind::Ready, heard(1));
    let expected: BTreeSet<Need> = [Need { kind: Kind::Ready, outcome: outcome(1) }].into();
    assert_eq!(needs, expected);
}
