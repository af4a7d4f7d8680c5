//! Grade facts as they lie in the feed, read into the steps that this module folds. What the wire does not say,
//! who asked in which way and as what somebody decides, the caller knows from the roster.

use super::overrides::{self, Reason};
use super::requests::{self, Action, Ask, Asker, Decider, Way};
use crate::calendar::Day;
use crate::fact::{self, Body};
use crate::flow::Fact;
use crate::ids::{OpId, UserId};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// The steps by hand for a grading period (empty: the course as a whole), out of one student's facts for one
/// course: marks set, and retractions that lift one of them. Days are those of `zone`, the school's.
pub fn overrides(facts: &[Fact], period: &str, zone: Tz) -> Vec<overrides::Step> {
    let set = |fact: &Fact| match &fact.body {
        Body::GradeOverride(body) if body.period == period => Some(overrides::Change::Set {
            mark: body.mark.clone(),
            reason: Reason::try_from(body.reason.clone()).ok()?,
        }),
        _ => None,
    };
    let ids: BTreeSet<OpId> = facts.iter().filter(|fact| set(fact).is_some()).map(|fact| fact.id).collect();
    let lift = |fact: &Fact| match &fact.body {
        Body::Retraction(body) if body.of.iter().any(|id| ids.contains(id)) => {
            Some(overrides::Change::Lift { of: body.of.clone() })
        }
        _ => None,
    };
    let step = |fact: &Fact| {
        let change = set(fact).or_else(|| lift(fact))?;
        Some(overrides::Step { id: fact.id, eff: fact.eff, day: day(fact, zone), author: fact.actor, change })
    };
    facts.iter().filter_map(step).collect()
}

/// A request for another mark, out of one student's facts. `None` when there is no such request.
pub fn ask(facts: &[Fact], request: OpId, (asker, way): (Asker, Way), zone: Tz) -> Option<Ask> {
    let fact = facts.iter().find(|fact| fact.id == request)?;
    let Body::GradeRequest(body) = &fact.body else { return None };
    let reason = Reason::try_from(body.text.clone()).ok()?;
    Some(Ask { id: fact.id, eff: fact.eff, day: day(fact, zone), author: fact.actor, asker, way, reason })
}

/// What happened to a request: decisions that were not taken back, and retractions of the request itself.
/// `decider` says as what a person decides.
pub fn steps(
    facts: &[Fact],
    request: OpId,
    decider: impl Fn(UserId) -> Decider,
    zone: Tz,
) -> Vec<requests::Step> {
    let taken_back: BTreeSet<OpId> = facts
        .iter()
        .filter_map(|fact| if let Body::Retraction(body) = &fact.body { Some(&body.of) } else { None })
        .flatten()
        .copied()
        .collect();
    let action = |fact: &Fact| match &fact.body {
        Body::GradeDecision(body) if body.request == request && !taken_back.contains(&fact.id) => {
            let decision = match &body.decision {
                fact::Decision::Approved => requests::Decision::Approved,
                fact::Decision::Returned { reason } => {
                    requests::Decision::Returned(Reason::try_from(reason.clone()).ok()?)
                }
            };
            Some(Action::Decide { decider: decider(fact.actor), decision })
        }
        Body::Retraction(body) if body.of.contains(&request) => Some(Action::Withdraw),
        _ => None,
    };
    let step = |fact: &Fact| {
        let action = action(fact)?;
        Some(requests::Step { id: fact.id, eff: fact.eff, day: day(fact, zone), author: fact.actor, action })
    };
    facts.iter().filter_map(step).collect()
}

/// The calendar day on which a fact took effect.
fn day(fact: &Fact, zone: Tz) -> Day {
    Day::of_ms(fact.eff.ms(), zone)
}

#[cfg(test)]
mod tests {
    use super::super::overrides::tests::reason;
    use super::super::policy::GradePolicy;
    use super::super::requests::{Became, Decision};
    use super::*;
    use crate::fact::samples::op;
    use crate::fact::{GradeDecision, GradeOverride, GradeRequest};
    use crate::flow::testing::{AMARA, ORTIZ, fact, taken_back};
    use chrono_tz::UTC;

    fn by_ortiz(n: u8, body: Body) -> Fact {
        Fact { actor: ORTIZ, ..fact(n, body) }
    }

    fn set(n: u8, period: &str, mark: &str) -> Fact {
        let (period, mark, reason) = (period.into(), mark.into(), "A portfolio".into());
        by_ortiz(n, Body::GradeOverride(GradeOverride { period, mark, reason }))
    }

    fn decided(n: u8, request: u8, decision: fact::Decision) -> Fact {
        by_ortiz(n, Body::GradeDecision(GradeDecision { request: op(request), decision }))
    }

    fn asked(n: u8) -> Fact {
        fact(n, Body::GradeRequest(GradeRequest { period: String::new(), text: "I can do C3 now".into() }))
    }

    #[test]
    fn marks_of_a_period_and_what_lifts_them_are_its_steps() {
        let facts =
            [set(1, "", "C"), set(2, "Spring", "B"), set(3, "", "B"), taken_back(4, 3), taken_back(5, 2)];
        let of_course = overrides(&facts, "", UTC);
        assert_eq!(of_course.iter().map(|step| step.id).collect::<Vec<_>>(), [1, 3, 4].map(op));
        let change = overrides::Change::Set { mark: "C".into(), reason: reason("A portfolio") };
        assert_eq!(
            of_course[0],
            overrides::Step { id: op(1), eff: facts[0].eff, day: Day(1), author: ORTIZ, change }
        );
        let history = overrides::fold(&of_course, None);
        assert_eq!(history.set().map(|set| set.label), Some("C"));
    }

    #[test]
    fn a_request_and_its_decision_are_read_with_what_the_roster_knows() {
        let no = fact::Decision::Returned { reason: "Once more".into() };
        let facts =
            [asked(1), decided(2, 1, fact::Decision::Approved), decided(3, 9, no.clone()), decided(4, 1, no)];
        let ask = ask(&facts, op(1), (Asker::Student, Way::App), UTC).unwrap();
        let expected = Ask {
            id: op(1),
            eff: facts[0].eff,
            day: Day(1),
            author: AMARA,
            asker: Asker::Student,
            way: Way::App,
            reason: reason("I can do C3 now"),
        };
        assert_eq!(ask, expected);
        let steps = |facts: &[Fact]| steps(facts, op(1), |_| Decider::Teacher, UTC);
        assert_eq!(
            steps(&facts),
            [(1, Decision::Approved), (3, Decision::Returned(reason("Once more")))].map(|(n, decision)| {
                let action = Action::Decide { decider: Decider::Teacher, decision };
                requests::Step {
                    id: facts[n].id,
                    eff: facts[n].eff,
                    day: Day(n as i32 + 1),
                    author: ORTIZ,
                    action,
                }
            })
        );
        // A decision that was taken back decides nothing, and a request that was is withdrawn.
        let back = [facts.as_slice(), &[taken_back(5, 4), taken_back(6, 2)]].concat();
        assert_eq!(steps(&back), []);
        let rules = GradePolicy::preset().requests().clone();
        let gone = [&facts[..1], &[taken_back(5, 1)]].concat();
        let folded = requests::fold(ask, &steps(&gone), &rules, Day(9)).unwrap();
        assert_eq!(folded.request.became(&overrides::History::default()), Became::Withdrawn);
    }

    #[test]
    fn another_fact_is_no_request() {
        let facts = [set(1, "", "C"), asked(2)];
        assert_eq!(ask(&facts, op(1), (Asker::Student, Way::App), UTC), None);
        assert_eq!(ask(&facts, op(3), (Asker::Student, Way::App), UTC), None);
    }
}
