//! By what an operation can be asked for: the columns that are filled from its body. A new kind has to be given its
//! own here.

use crate::entity;
use notyet_model::calendar::Day;
use notyet_model::fact::{Body, Judgement, Lane, Purpose, Support, Wording};
use notyet_model::ids::{ContextId, LevelId, OutcomeId};

/// The columns of one operation beside those that all have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) outcome: Option<OutcomeId>,
    pub(crate) lane: Option<u8>,
    pub(crate) entity: Option<String>,
    pub(crate) day: Option<Day>,
    pub(crate) at_ms: Option<i64>,
    pub(crate) result: Option<ResultColumns>,
}

/// The columns from which a level is worked out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ResultColumns {
    pub(crate) mark: Option<LevelId>,
    pub(crate) context: Option<ContextId>,
    pub(crate) how: u8,
    /// Ids, 16 bytes each; `None`: it corrects nothing.
    pub(crate) corrects: Option<Vec<u8>>,
}

/// The bits of the `how` column.
pub(crate) mod how {
    pub(crate) const SUMMATIVE: u8 = 1;
    pub(crate) const SUPPORTED: u8 = 2;
    pub(crate) const BASELINE: u8 = 4;
}

impl Columns {
    /// The one outcome that a fact is about, and the day of the work, where the kind has them.
    pub(crate) fn of(body: &Body) -> Self {
        let none = Self::default;
        let on = |outcome| Self { outcome: Some(outcome), ..none() };
        let dated = |day| Self { day: Some(day), ..none() };
        match body {
            Body::Judgement(b) => {
                let result = Some(ResultColumns::of(b));
                Self {
                    lane: Some(lane_number(b.lane)),
                    result,
                    ..on(b.outcome).worked(b.work_day, b.work_at_ms)
                }
            }
            Body::Evidence(b) => none().worked(b.work_day, b.work_at_ms),
            Body::Feedback(b) => on(b.outcome).worked(b.work_day, b.work_at_ms),
            Body::Practice(b) => on(b.outcome).worked(b.work_day, b.work_at_ms),
            Body::Habit(b) => Self { lane: Some(lane_number(b.lane)), ..dated(b.day) },
            Body::Readiness(b) => Self { day: Some(b.day), ..on(b.outcome) },
            Body::RetakeRequest(b) => Self { day: Some(b.day), ..on(b.outcome) },
            Body::Goal(b) => Self { day: Some(b.day), ..on(b.outcome) },
            Body::RetakeConditions(b) => on(b.outcome),
            Body::Partner(b) => on(b.outcome),
            Body::StaffNote(b) => Self { outcome: b.outcome, ..none() },
            Body::OwnWords(b) => match b.of {
                Wording::Outcome(outcome) => on(outcome),
                Wording::Term(_) => none(),
            },
            Body::RetakeDecision(b) => dated(b.day),
            Body::GoalReview(b) => dated(b.day),
            Body::Set(b) => Self { entity: Some(entity::name(&b.entity, &b.id)), ..none() },
            Body::BlobRef(_)
            | Body::VoiceRef(_)
            | Body::DocumentRef(_)
            | Body::Retraction(_)
            | Body::Excusal(_)
            | Body::GroupLink(_)
            | Body::Question(_)
            | Body::Answer(_)
            | Body::Understood(_)
            | Body::Rewording(_)
            | Body::TaskFeel(_)
            | Body::Signup(_)
            | Body::Choice(_)
            | Body::Proposal(_)
            | Body::ProposalDecision(_)
            | Body::PeerComment(_)
            | Body::PeerUnkind(_)
            | Body::GradeOverride(_)
            | Body::GradeRequest(_)
            | Body::GradeDecision(_)
            | Body::AmendmentRequest(_)
            | Body::AmendmentAnswer(_) => none(),
        }
    }

    fn worked(self, day: Day, at_ms: i64) -> Self {
        Self { day: Some(day), at_ms: Some(at_ms), ..self }
    }
}

impl ResultColumns {
    fn of(judgement: &Judgement) -> Self {
        let bit = |is_so, bit| if is_so { bit } else { 0 };
        let corrects: Vec<u8> = judgement.supersedes.iter().flat_map(|id| *id.0.as_bytes()).collect();
        Self {
            mark: judgement.level,
            context: judgement.context,
            how: bit(judgement.purpose == Purpose::Summative, how::SUMMATIVE)
                | bit(judgement.support == Support::Supported, how::SUPPORTED)
                | bit(judgement.baseline, how::BASELINE),
            corrects: (!corrects.is_empty()).then_some(corrects),
        }
    }
}

/// A lane as the `lane` column has it.
pub(crate) fn lane_number(lane: Lane) -> u8 {
    match lane {
        Lane::Teacher => 0,
        Lane::Own => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notyet_model::fact::{Kind, Parsed};

    /// One of every kind, as the model writes them.
    const SAMPLES: &str = include_str!("../../model/src/fact/wire.txt");

    /// Written by hand: the kinds that are about one outcome, are of a lane, have a day, and have a moment.
    const TABLE: [(&str, bool, bool, bool, bool); 14] = [
        ("judgement", true, true, true, true),
        ("evidence", false, false, true, true),
        ("feedback", true, false, true, true),
        ("practice", true, false, true, true),
        ("habit", false, true, true, false),
        ("readiness", true, false, true, false),
        ("retake.request", true, false, true, false),
        ("retake.decision", false, false, true, false),
        ("goal", true, false, true, false),
        ("goal.review", false, false, true, false),
        ("retake.conditions", true, false, false, false),
        ("partner", true, false, false, false),
        ("staff.note", true, false, false, false),
        ("set", false, false, false, false),
    ];

    fn sample(kind: Kind) -> Body {
        let line = SAMPLES.lines().find_map(|line| line.strip_prefix(&format!("{} ", kind.as_str())));
        match Body::parse(kind.as_str(), kind.version(), line.unwrap()) {
            Ok(Parsed::Known(body)) => body,
            other => panic!("{kind:?}: {other:?}"),
        }
    }

    #[test]
    fn every_kind_can_be_asked_for_by_what_it_is_about() {
        for kind in Kind::ALL {
            let columns = Columns::of(&sample(*kind));
            let found = (
                kind.as_str(),
                columns.outcome.is_some(),
                columns.lane.is_some(),
                columns.day.is_some(),
                columns.at_ms.is_some(),
            );
            let bare = (kind.as_str(), false, false, false, false);
            assert_eq!(found, *TABLE.iter().find(|row| row.0 == kind.as_str()).unwrap_or(&bare));
            assert_eq!(columns.entity.is_some(), *kind == Kind::Set);
        }
    }

    #[test]
    fn values_are_those_of_the_body() {
        let Body::Judgement(judgement) = sample(Kind::Judgement) else { panic!("a judgement") };
        let columns = Columns::of(&Body::Judgement(judgement.clone()));
        let expected = Columns {
            outcome: Some(judgement.outcome),
            lane: Some(1),
            entity: None,
            day: Some(judgement.work_day),
            at_ms: Some(judgement.work_at_ms),
            result: Some(ResultColumns {
                mark: judgement.level,
                context: judgement.context,
                how: how::SUMMATIVE | how::BASELINE,
                corrects: Some(vec![2; 16]),
            }),
        };
        assert_eq!(columns, expected);
        let words = |of| Body::OwnWords(notyet_model::fact::OwnWords { of, text: "I prove it".into() });
        let outcome = judgement.outcome;
        assert_eq!(Columns::of(&words(Wording::Outcome(outcome))).outcome, Some(outcome));
        let Body::Set(set) = sample(Kind::Set) else { panic!("fields") };
        let name = Some(format!("outcome/{}", set.id));
        assert_eq!(Columns::of(&Body::Set(set)), Columns { entity: name, ..Columns::default() });
    }
}
