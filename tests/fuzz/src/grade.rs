//! A school's grading policy as JSON, after a line with a course's levels: a digit for each outcome, anything else for
//! one without evidence. A mark can be worked out again from its reasons, and the next one is what it says.

use notyet_model::grade::mark::{mark, recompute};
use notyet_model::grade::policy::GradePolicy;
use notyet_model::grade::standing::Standing;
use notyet_model::grade::what_if::{Next, next_mark, what_if};
use notyet_model::ids::OutcomeId;
use notyet_model::scale::Scale;

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Some((levels, json)) = text.split_once('\n') else { return };
    let Ok(policy) = serde_json::from_str::<GradePolicy>(json) else { return };
    let again = serde_json::to_string(&policy).expect("a policy can be written");
    assert_eq!(serde_json::from_str::<GradePolicy>(&again).expect("what was written can be read"), policy);

    let scale = Scale::preset();
    let standings: Vec<_> =
        (1..).zip(levels.bytes().take(12)).map(|(n, byte)| standing(n, byte, &scale)).collect();
    let _ = policy.printed(standings.len());
    let Ok(mark) = mark(&policy, &standings) else { return };
    assert_eq!(recompute(&mark.why), Ok(mark.place));
    assert!(mark.place.is_none_or(|place| place < policy.marks().len()));
    if let Ok(Next::Reach { mark: target, changes }) = next_mark(&policy, &standings) {
        let reached = what_if(&policy, &standings, &changes).expect("the policy fits the course");
        assert!(reached.place >= Some(target));
    }
}

fn standing(n: u8, byte: u8, scale: &Scale) -> Standing<'_> {
    let none = Standing::no_evidence(OutcomeId::from_bytes([n; 16]), n.into(), scale);
    none.at_level(byte.wrapping_sub(b'0').into()).unwrap_or(none)
}
