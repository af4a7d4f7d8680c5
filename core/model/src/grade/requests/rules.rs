//! The policy's rules for requests: who may ask for another mark, how, until when, and who decides. They are
//! part of the published policy and read by students; nothing here knows a request.

use crate::calendar::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// The student.
    Student,
    /// Their family; a teacher or the office records it for them.
    Family,
    /// A teacher of the student.
    Teacher,
}

/// How one asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// In the app.
    App,
    /// In a conference; the teacher records it.
    Conference,
    /// On paper or by letter; the office records it.
    Letter,
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// A teacher of the student.
    Teacher,
    /// The school's administration.
    Administrator,
}

/// Until when one may ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// At any time: learning that is shown later is learning too.
    #[default]
    Always,
    /// So many calendar days after the period's last day; that day included.
    DaysAfterPeriod(u16),
}

/// The rules before they are checked; this is also their shape on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRulesParts {
    /// Who may ask.
    pub who: BTreeSet<Asker>,
    /// How.
    pub how: BTreeSet<Way>,
    /// Until when.
    #[serde(default)]
    pub until: Until,
    /// Who decides.
    pub decides: BTreeSet<Decider>,
}

/// Checked rules: somebody may ask, in some way, and somebody decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RequestRulesParts", into = "RequestRulesParts")]
pub struct RequestRules(pub(super) RequestRulesParts);

/// Rules under which no request could be made or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRequestRules {
    /// Nobody may ask.
    #[error("nobody may ask for a change")]
    NobodyAsks,
    /// There is no way to ask.
    #[error("there is no way to ask for a change")]
    NoWay,
    /// Nobody decides.
    #[error("nobody decides on a request")]
    NobodyDecides,
}

impl TryFrom<RequestRulesParts> for RequestRules {
    type Error = BadRequestRules;

    fn try_from(parts: RequestRulesParts) -> Result<Self, BadRequestRules> {
        if parts.who.is_empty() {
            Err(BadRequestRules::NobodyAsks)
        } else if parts.how.is_empty() {
            Err(BadRequestRules::NoWay)
        } else if parts.decides.is_empty() {
            Err(BadRequestRules::NobodyDecides)
        } else {
            Ok(Self(parts))
        }
    }
}

impl From<RequestRules> for RequestRulesParts {
    fn from(rules: RequestRules) -> Self {
        rules.0
    }
}

impl Default for RequestRules {
    /// The student or their family asks, in the app or in a conference, at any time; a teacher decides.
    fn default() -> Self {
        Self(RequestRulesParts {
            who: BTreeSet::from([Asker::Student, Asker::Family]),
            how: BTreeSet::from([Way::App, Way::Conference]),
            until: Until::Always,
            decides: BTreeSet::from([Decider::Teacher]),
        })
    }
}

impl RequestRules {
    /// What the policy says, for people to read.
    pub fn parts(&self) -> &RequestRulesParts {
        &self.0
    }

    /// The last day on which one may ask about a period; `None`: there is none.
    pub fn last_day(&self, period_ends: Day) -> Option<Day> {
        match self.0.until {
            Until::Always => None,
            Until::DaysAfterPeriod(days) => Some(period_ends.plus(i32::from(days))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_student_may_always_ask_unless_the_school_says_otherwise() {
        let rules = RequestRules::default();
        assert!(rules.parts().who.contains(&Asker::Student));
        assert_eq!(rules.last_day(Day(100)), None);
        assert_eq!(RequestRules::try_from(rules.parts().clone()), Ok(rules));
    }

    #[test]
    fn rules_under_which_nothing_can_happen_are_refused() {
        let parts = RequestRules::default().parts().clone();
        let refusal = |parts| RequestRules::try_from(parts).unwrap_err();
        let nobody = RequestRulesParts { who: BTreeSet::new(), ..parts.clone() };
        assert_eq!(refusal(nobody), BadRequestRules::NobodyAsks);
        let no_way = RequestRulesParts { how: BTreeSet::new(), ..parts.clone() };
        assert_eq!(refusal(no_way), BadRequestRules::NoWay);
        let undecided = RequestRulesParts { decides: BTreeSet::new(), ..parts };
        assert_eq!(refusal(undecided), BadRequestRules::NobodyDecides);
    }

    #[test]
    fn rules_survive_the_wire_and_are_checked_there() {
        let text = r#"{"who":["family"],"how":["letter"],"until":{"days_after_period":30},"decides":["administrator"]}"#;
        let rules = serde_json::from_str::<RequestRules>(text).unwrap();
        assert_eq!(serde_json::to_string(&rules).unwrap(), text);
        assert_eq!(rules.last_day(Day(100)), Some(Day(130)));
        assert!(serde_json::from_str::<RequestRules>(&text.replace(r#""family""#, "")).is_err());
    }
}
