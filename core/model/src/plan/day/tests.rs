use super::super::given::{outcome, student};
use super::*;
use proptest::prelude::*;

fn heard(school_days: u32) -> Student {
    Student {
        last: Last::Feedback { outcome: outcome(1), school_days },
        needs: BTreeSet::new(),
        table: None,
        presence: Presence::Here(When::Now),
    }
}

fn asks(kind: Kind, student: Student) -> Student {
    Student { needs: [Need { kind, outcome: outcome(1) }].into(), ..student }
}

fn at(table: u16, student: Student) -> Student {
    Student { table: Some(Table(table)), ..student }
}

fn is(presence: Presence, student: Student) -> Student {
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
            reach: Reach::Everyone,
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
        plan(&class, Conferences::try_from(a_day).unwrap()).reach
    };
    assert_eq!((of(30, 3), of(31, 3), of(41, 4)), (Reach::Everyone, Reach::Needs(4), Reach::Needs(5)));
}

/// By its types the plan is given no level: a field more, and this no longer compiles.
#[test]
fn the_plan_knows_waits_needs_and_places_and_no_level() {
    let Student { last: _, needs, table: _, presence: _ } = asks(Kind::Ready, heard(1));
    let expected: BTreeSet<Need> = [Need { kind: Kind::Ready, outcome: outcome(1) }].into();
    assert_eq!(needs, expected);
}

fn presences() -> impl Strategy<Value = Presence> {
    prop_oneof![
        4 => Just(Presence::Here(When::Now)),
        1 => Just(Presence::Here(When::Later)),
        1 => Just(Presence::Here(When::With(student(99)))),
        1 => Just(Presence::NotHere),
    ]
}

fn classes() -> impl Strategy<Value = BTreeMap<UserId, Student>> {
    let kind = [Kind::Question, Kind::Ready, Kind::Goal, Kind::Retake, Kind::Proposal];
    let needs = prop::collection::btree_set((0usize..5, 1u8..3), 0..3);
    let one = (0u32..14, needs, prop::option::of(1u16..4), presences());
    prop::collection::vec(one, 0..9).prop_map(move |students| {
        let made = students.into_iter().map(|(days, needs, table, presence)| Student {
            last: match days {
                13 => Last::NoneYet { school_days: 4 },
                school_days => Last::Feedback { outcome: outcome(1), school_days },
            },
            needs: needs.into_iter().map(|(k, o)| Need { kind: kind[k], outcome: outcome(o) }).collect(),
            table: table.map(Table),
            presence,
        });
        (1u8..).zip(made).map(|(n, s)| (student(n), s)).collect()
    })
}

/// Where a first reason stands, written apart from the code that orders by it.
fn pressure(reason: &Reason) -> usize {
    let order = [Kind::Question, Kind::Ready, Kind::Goal, Kind::Retake, Kind::Proposal];
    match reason {
        Reason::Turn => 0,
        Reason::Need(need) => 1 + order.iter().position(|k| *k == need.kind).unwrap(),
        Reason::Wait => 6,
    }
}

/// Whether what a proposal says about the next one is so.
fn holds(plan: &Plan, at: usize) -> bool {
    let (this, next) = (&plan.proposals[at], &plan.proposals[at + 1]);
    let free = |p: &Proposal| match p.when {
        When::Now => 0,
        When::With(_) => 1,
        When::Later => 2,
    };
    let press = |p: &Proposal| pressure(&p.reasons[0]);
    let wait = |p: &Proposal| p.last.school_days();
    match this.ahead.unwrap() {
        Ahead::Free => free(this) < free(next),
        Ahead::AtTableOf(lead) => {
            let lead = plan.proposals[..at].iter().find(|p| p.student == lead).unwrap();
            lead.table.is_some()
                && (lead.table, free(lead)) == (this.table, free(this))
                && next.table != this.table
                && (press(lead), Reverse(wait(lead)), lead.student)
                    < (press(next), Reverse(wait(next)), next.student)
        }
        Ahead::Reason => press(this) < press(next),
        Ahead::LongerWait => press(this) == press(next) && wait(this) > wait(next),
        Ahead::Nothing => {
            (press(this), wait(this)) == (press(next), wait(next)) && this.student < next.student
        }
    }
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn every_student_is_in_exactly_one_list(class in classes(), a_day in 1usize..6) {
        let plan = propose(&class, a_day);
        prop_assert!(plan.proposals.len() + plan.seen.len() <= a_day.max(plan.seen.len()));
        let mut all: Vec<UserId> = plan.proposals.iter().map(|p| p.student).collect();
        all.extend(plan.waiting.iter().chain(&plan.seen).chain(&plan.not_here));
        all.sort_unstable();
        prop_assert_eq!(all, class.keys().copied().collect::<Vec<_>>());
    }

    #[test]
    fn the_order_explains_itself(class in classes(), a_day in 1usize..9) {
        let plan = propose(&class, a_day);
        for at in 1..plan.proposals.len() {
            prop_assert!(holds(&plan, at - 1), "{plan:?}");
        }
        prop_assert_eq!(plan.proposals.last().and_then(|p| p.ahead), None);
    }

    #[test]
    fn who_waits_on_has_no_stronger_claim_than_who_is_proposed(class in classes(), a_day in 1usize..6) {
        let plan = propose(&class, a_day);
        for waiting in &plan.waiting {
            let student = &class[waiting];
            let need = student.needs.first().map_or(6, |n| pressure(&Reason::Need(*n)));
            let claim = (need, Reverse(student.last.school_days()), *waiting);
            for p in plan.proposals.iter().filter(|p| p.reasons[0] != Reason::Turn) {
                prop_assert!((pressure(&p.reasons[0]), Reverse(p.last.school_days()), p.student) < claim);
            }
        }
    }

    #[test]
    fn whoever_has_waited_longest_in_too_large_a_class_is_in_the_plan(
        waits in prop::collection::vec(1u32..40, 11..16), asking in any::<u16>(),
    ) {
        let class: BTreeMap<UserId, Student> = (1u8..)
            .zip(&waits)
            .map(|(n, wait)| {
                let asks_today = asking >> n & 1 == 1;
                (student(n), if asks_today { asks(Kind::Question, heard(*wait)) } else { heard(*wait) })
            })
            .collect();
        let plan = propose(&class, 1);
        let longest = waits.iter().max().copied().unwrap();
        prop_assert_eq!(plan.proposals[0].last.school_days(), longest);
    }

    /// Without tables, and with everyone free, nothing changes by asking again after each conference.
    #[test]
    fn following_the_plan_one_by_one_is_following_it_at_once(class in classes(), a_day in 1usize..6) {
        let mut class = class;
        for student in class.values_mut() {
            student.table = None;
            if student.presence != Presence::NotHere {
                student.presence = Presence::Here(When::Now);
            }
        }
        let plan = propose(&class, a_day);
        if let Some(first) = plan.proposals.first() {
            class.insert(first.student, heard(0));
            let next = propose(&class, a_day);
            prop_assert_eq!(&next.proposals[..], &plan.proposals[1..]);
        }
    }

    /// The promise, with absences and questions at random and from any beginning.
    #[test]
    fn everyone_is_seen_within_ten_school_days_on_which_they_were_here(
        beginning in prop::collection::vec(1u32..20, 1..11),
        days in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u16>()), 12..18),
    ) {
        let mut waits = beginning;
        let mut here_unseen = vec![0; waits.len()];
        for (away, also_away, asking) in days {
            // Absent one day in four, asking one day in two.
            let absent = |n: usize| (away & also_away) >> n & 1 == 1;
            let class: BTreeMap<UserId, Student> = waits
                .iter()
                .enumerate()
                .map(|(n, wait)| {
                    let here = if absent(n) { Presence::NotHere } else { Presence::Here(When::Now) };
                    let student = is(here, heard(*wait));
                    let asks_today = asking >> n & 1 == 1;
                    (n, if asks_today { asks(Kind::Question, student) } else { student })
                })
                .map(|(n, s)| (student(n as u8), s))
                .collect();
            let seen: Vec<UserId> = propose(&class, 1).proposals.iter().map(|p| p.student).collect();
            for n in 0..waits.len() {
                waits[n] += 1;
                here_unseen[n] += usize::from(!absent(n));
                if seen.contains(&student(n as u8)) {
                    (waits[n], here_unseen[n]) = (1, 0);
                }
                prop_assert!(here_unseen[n] < WITHIN as usize, "{n} of {}", waits.len());
            }
        }
    }
}
