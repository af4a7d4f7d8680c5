use super::super::overrides::tests::{reason, set};
use super::super::overrides::{self};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ENDS: Day = Day(100);

fn id(n: u8) -> OpId {
    OpId::from_bytes([n; 16])
}

fn person(n: u8) -> UserId {
    UserId::from_bytes([n; 16])
}

/// Person 1 asks on a day.
fn asked(asker: Asker, way: Way, day: i32) -> Ask {
    Ask {
        id: id(1),
        eff: Hlc(1),
        day: Day(day),
        author: person(1),
        asker,
        way,
        reason: reason("I can do C3 now"),
    }
}

fn open() -> Request {
    Request::ask(asked(Asker::Student, Way::App, 90), &RequestRules::default(), ENDS).unwrap()
}

fn step(n: u8, author: u8, action: Action) -> Step {
    Step { id: id(n), eff: Hlc(u64::from(n)), day: Day(i32::from(n)), author: person(author), action }
}

fn decides(n: u8, author: u8, decision: Decision) -> Step {
    step(n, author, Action::Decide { decider: Decider::Teacher, decision })
}

fn returned() -> Decision {
    Decision::Returned(reason("Show it once more"))
}

fn after(request: Request, steps: &[Step]) -> Result<Request, Illegal> {
    steps.iter().try_fold(request, |request, step| request.step(step, &RequestRules::default()))
}

#[test]
fn only_those_may_ask_and_only_in_the_ways_that_the_policy_names() {
    let ask = |asker, way| Request::ask(asked(asker, way, 90), &RequestRules::default(), ENDS).map(|_| ());
    assert_eq!(ask(Asker::Family, Way::Conference), Ok(()));
    assert_eq!(ask(Asker::Teacher, Way::App), Err(Illegal::MayNotAsk(Asker::Teacher)));
    assert_eq!(ask(Asker::Student, Way::Letter), Err(Illegal::NotThisWay(Way::Letter)));
}

#[test]
fn a_request_is_taken_up_to_the_last_day_that_the_policy_names() {
    let parts =
        RequestRulesParts { until: Until::DaysAfterPeriod(14), ..RequestRules::default().parts().clone() };
    let rules = RequestRules::try_from(parts).unwrap();
    let ask =
        |day| Request::ask(asked(Asker::Student, Way::App, day), &rules, ENDS).map(|r| r.state().clone());
    assert_eq!(ask(114), Ok(State::Open));
    assert_eq!(ask(115), Err(Illegal::After(Day(114))));
    assert!(Request::ask(asked(Asker::Student, Way::App, 9_999), &RequestRules::default(), ENDS).is_ok());
}

#[test]
fn a_request_is_decided_and_may_be_decided_anew() {
    let first = decides(2, 2, returned());
    let second = decides(3, 2, Decision::Approved);
    let once = after(open(), std::slice::from_ref(&first)).unwrap();
    assert_eq!(once.state(), &State::Decided { step: first.clone(), decision: returned() });
    let twice = after(open(), &[first, second.clone()]).unwrap();
    assert_eq!(twice.state(), &State::Decided { step: second, decision: Decision::Approved });
    assert_eq!(twice.asked(), open().asked());
}

#[test]
fn nobody_decides_who_is_not_named_or_has_asked() {
    let as_administrator = Action::Decide { decider: Decider::Administrator, decision: Decision::Approved };
    assert_eq!(
        after(open(), &[step(2, 2, as_administrator)]),
        Err(Illegal::MayNotDecide(Decider::Administrator))
    );
    assert_eq!(after(open(), &[decides(2, 1, Decision::Approved)]), Err(Illegal::OwnRequest));
}

#[test]
fn who_records_a_familys_request_may_decide_on_it() {
    let ask = asked(Asker::Family, Way::Conference, 90);
    let request = Request::ask(ask, &RequestRules::default(), ENDS).unwrap();
    assert!(after(request, &[decides(2, 1, Decision::Approved)]).is_ok());
}

#[test]
fn a_request_is_taken_back_by_whoever_asked_and_before_it_is_decided() {
    let withdraw = |n, author| step(n, author, Action::Withdraw);
    assert_eq!(after(open(), &[withdraw(2, 1)]).unwrap().state(), &State::Withdrawn);
    assert_eq!(after(open(), &[withdraw(2, 2)]), Err(Illegal::NotTheAsker));
    assert_eq!(after(open(), &[decides(2, 2, returned()), withdraw(3, 1)]), Err(Illegal::Decided));
}

#[test]
fn what_was_taken_back_stays_taken_back() {
    let back = step(2, 1, Action::Withdraw);
    assert_eq!(after(open(), &[back.clone(), decides(3, 2, returned())]), Err(Illegal::Withdrawn));
    assert_eq!(after(open(), &[back.clone(), back]), Err(Illegal::Withdrawn));
}

#[test]
fn what_became_of_a_request_can_be_said() {
    let none = History::default();
    assert_eq!(open().became(&none), Became::Waiting);
    let back = after(open(), &[step(2, 1, Action::Withdraw)]).unwrap();
    assert_eq!(back.became(&none), Became::Withdrawn);
    let no = after(open(), &[decides(5, 2, returned())]).unwrap();
    assert_eq!(no.became(&none), Became::Returned(&reason("Show it once more")));
    let yes = after(open(), &[decides(5, 2, Decision::Approved)]).unwrap();
    let before = overrides::fold(&[set(4, "C"), set(5, "C")], None);
    assert_eq!(yes.became(&before), Became::Approved);
    let changed = overrides::fold(&[set(4, "C"), set(6, "B"), set(7, "A")], None);
    assert_eq!(yes.became(&changed), Became::Changed("B"));
}

#[test]
fn steps_that_are_not_allowed_are_listed_and_change_nothing() {
    let steps = [step(4, 1, Action::Withdraw), decides(3, 2, returned()), decides(2, 1, Decision::Approved)];
    let folded = fold(asked(Asker::Student, Way::App, 90), &steps, &RequestRules::default(), ENDS).unwrap();
    assert_eq!(folded.refused, [(id(2), Illegal::OwnRequest), (id(4), Illegal::Decided)]);
    assert_eq!(folded.request.became(&History::default()), Became::Returned(&reason("Show it once more")));
    let refused = fold(asked(Asker::Teacher, Way::App, 90), &steps, &RequestRules::default(), ENDS);
    assert_eq!(refused, Err(Illegal::MayNotAsk(Asker::Teacher)));
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0u8..3, 1u8..3), 0..5).prop_map(|steps| {
        let made = |(n, (kind, author))| match kind {
            0 => step(n, author, Action::Withdraw),
            1 => decides(n, author, Decision::Approved),
            _ => decides(n, author, returned()),
        };
        (2..).zip(steps).map(made).collect()
    })
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn order_and_repetition_of_arrival_do_not_matter(steps in any_steps(), turn in 0usize..5) {
        let fold = |steps: &[Step]| {
            fold(asked(Asker::Student, Way::App, 90), steps, &RequestRules::default(), ENDS).unwrap()
        };
        let mut turned = steps.clone();
        turned.rotate_left(turn.min(steps.len()));
        turned.extend(steps.first().cloned());
        let (folded, again) = (fold(&steps), fold(&turned));
        prop_assert_eq!(&again, &folded);
        // Every step either counts or is listed with its rule.
        let listed: BTreeSet<_> = folded.refused.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(listed.len(), folded.refused.len());
    }
}
