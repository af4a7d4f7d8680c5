//! What somebody asks for and somebody else decides: retakes, ways to show mastery, other grades, amendments of
//! the record. A request is never lost: it waits until there is a word on it, and the latest word stands.

use super::standing::{Fact, Standing};
use crate::fact::{Body, Decision, Kind};
use crate::ids::OpId;

/// A standing request and the word on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The request.
    pub request: &'a Fact,
    /// The decision that stands, and what it says; absent while the request waits.
    pub word: Option<(&'a Fact, &'a Decision)>,
}

impl Asked<'_> {
    /// Nobody has decided yet.
    pub fn waits(&self) -> bool {
        self.word.is_none()
    }
}

/// Why nothing can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The request was taken back, or never was.
    #[error("nobody asks for this any more")]
    NotAsked,
}

/// All requests of a kind in the order in which they were asked, with the word on each.
pub fn asked<'a>(standing: &Standing<'a>, request: Kind) -> Vec<Asked<'a>> {
    let requests = standing.facts().iter().filter(|fact| fact.body.which() == request);
    requests.map(|fact| Asked { request: fact, word: word_on(standing, fact) }).collect()
}

/// Whether a request can be decided: as long as it stands, also anew.
pub fn may_decide<'a>(standing: &Standing<'a>, request: Kind, id: OpId) -> Result<Asked<'a>, Rule> {
    let found = standing.find(id, request).ok_or(Rule::NotAsked)?;
    Ok(Asked { request: found, word: word_on(standing, found) })
}

fn word_on<'a>(standing: &Standing<'a>, request: &Fact) -> Option<(&'a Fact, &'a Decision)> {
    standing.latest(|body| {
        let (kind, id, decision) = decides(body)?;
        (kind == request.body.which() && id == request.id).then_some(decision)
    })
}

/// The kind of request that a decision is on, which one, and what it says.
fn decides(body: &Body) -> Option<(Kind, OpId, &Decision)> {
    match body {
        Body::RetakeDecision(b) => Some((Kind::RetakeRequest, b.request, &b.decision)),
        Body::ProposalDecision(b) => Some((Kind::Proposal, b.proposal, &b.decision)),
        Body::GradeDecision(b) => Some((Kind::GradeRequest, b.request, &b.decision)),
        Body::AmendmentAnswer(b) => Some((Kind::AmendmentRequest, b.request, &b.decision)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::fact::samples::{op, sample};
    use crate::fact::{AmendmentAnswer, GradeDecision, ProposalDecision, RetakeDecision};
    use crate::flow::testing::{fact, shuffled, taken_back};
    use proptest::prelude::*;

    const REQUESTS: [Kind; 4] =
        [Kind::RetakeRequest, Kind::Proposal, Kind::GradeRequest, Kind::AmendmentRequest];

    fn decision(request: Kind, id: OpId, decision: Decision) -> Body {
        match request {
            Kind::RetakeRequest => {
                Body::RetakeDecision(RetakeDecision { request: id, decision, day: Day(0) })
            }
            Kind::Proposal => Body::ProposalDecision(ProposalDecision { proposal: id, decision }),
            Kind::GradeRequest => Body::GradeDecision(GradeDecision { request: id, decision }),
            _ => Body::AmendmentAnswer(AmendmentAnswer { request: id, decision }),
        }
    }

    fn returned() -> Decision {
        Decision::Returned { reason: "One more paragraph first".into() }
    }

    #[test]
    fn every_request_waits_until_there_is_a_word_on_it() {
        for kind in REQUESTS {
            let mut facts = vec![fact(1, sample(kind)), fact(2, sample(kind))];
            facts.push(fact(3, decision(kind, op(2), returned())));
            facts.push(fact(4, decision(kind, op(2), Decision::Approved)));
            // A decision on another kind of request says nothing here, whatever it names.
            let other = REQUESTS[(REQUESTS.iter().position(|k| *k == kind).unwrap() + 1) % 4];
            facts.push(fact(5, decision(other, op(1), Decision::Approved)));
            let expected = [
                Asked { request: &facts[0], word: None },
                Asked { request: &facts[1], word: Some((&facts[3], &Decision::Approved)) },
            ];
            let standing = Standing::of(&facts);
            assert_eq!(asked(&standing, kind), expected);
            assert_eq!(expected.map(|a| a.waits()), [true, false]);
            assert_eq!(may_decide(&standing, kind, op(2)), Ok(expected[1]));
            assert_eq!(may_decide(&standing, kind, op(9)), Err(Rule::NotAsked));
        }
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn requests_and_words_are_the_same_in_any_order(
            steps in prop::collection::vec((0u8..6, 0u8..8, any::<u8>()), 0..8),
        ) {
            let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
                let (n, kind) = (n as u8, Kind::RetakeRequest);
                match step {
                    0..=2 => fact(n, sample(kind)),
                    3 => fact(n, decision(kind, op(*of), Decision::Approved)),
                    4 => fact(n, decision(kind, op(*of), returned())),
                    _ => taken_back(n, *of),
                }
            }).collect();
            let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
            let mixed = shuffled(&facts, &keys);
            let (ordered, mixed) = (Standing::of(&facts), Standing::of(&mixed));
            let requests = asked(&ordered, Kind::RetakeRequest);
            prop_assert_eq!(&asked(&mixed, Kind::RetakeRequest), &requests);
            for request in requests {
                prop_assert_eq!(may_decide(&ordered, Kind::RetakeRequest, request.request.id), Ok(request));
            }
        }
    }
}
