//! Requests to change a mark: who may ask, how, until when, who decides, and what became of each. The policy
//! says the rules; a step that they do not allow is refused by name. It changes no mark: that is a step of
//! [`super::overrides`].

mod rules;

pub use rules::{Asker, BadRequestRules, Decider, RequestRules, RequestRulesParts, Until, Way};

use super::overrides::{Change, History, Reason};
use crate::calendar::Day;
use crate::clock::Hlc;
use crate::ids::{OpId, UserId};

/// A request for another mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Its operation.
    pub id: OpId,
    /// When it took effect.
    pub eff: Hlc,
    /// The calendar day in the school's zone.
    pub day: Day,
    /// Who recorded it.
    pub author: UserId,
    /// Who asks.
    pub asker: Asker,
    /// In which way.
    pub way: Way,
    /// What for, and why.
    pub reason: Reason,
}

/// What happens to a request afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its operation.
    pub id: OpId,
    /// When it took effect; orders the steps.
    pub eff: Hlc,
    /// The calendar day in the school's zone.
    pub day: Day,
    /// Who took it.
    pub author: UserId,
    /// What it is.
    pub action: Action,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes the request back. (On the wire a retraction.)
    Withdraw,
    /// Decides, or decides anew.
    Decide {
        /// As what the author decides.
        decider: Decider,
        /// The word on it.
        decision: Decision,
    },
}

/// The word on a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The mark is to be changed.
    Approved,
    /// It is not, and this is why, or what would make it a yes.
    Returned(Reason),
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for a decision.
    Open,
    /// It was taken back.
    Withdrawn,
    /// It was decided, by this step.
    Decided {
        /// The step.
        step: Step,
        /// The word on it.
        decision: Decision,
    },
}

/// A step that the policy or the request's state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Illegal {
    /// The policy does not let them ask.
    #[error("the policy does not say that they may ask")]
    MayNotAsk(Asker),
    /// The policy does not know this way of asking.
    #[error("the policy does not say that one may ask in this way")]
    NotThisWay(Way),
    /// The last day for asking is over.
    #[error("the policy takes requests until {0}")]
    After(Day),
    /// The policy does not let them decide.
    #[error("the policy does not say that they decide")]
    MayNotDecide(Decider),
    /// Nobody decides on what they asked for themselves.
    #[error("who asks does not decide")]
    OwnRequest,
    /// Only whoever asked takes it back.
    #[error("only whoever asked takes a request back")]
    NotTheAsker,
    /// It was taken back and can only be asked anew.
    #[error("the request was taken back")]
    Withdrawn,
    /// It was decided and can no longer be taken back.
    #[error("the request was decided")]
    Decided,
}

/// A request and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    ask: Ask,
    state: State,
}

impl Request {
    /// Asks, if the rules let one. `period_ends` is the last day of the period that the mark is for.
    pub fn ask(ask: Ask, rules: &RequestRules, period_ends: Day) -> Result<Self, Illegal> {
        if !rules.0.who.contains(&ask.asker) {
            return Err(Illegal::MayNotAsk(ask.asker));
        }
        if !rules.0.how.contains(&ask.way) {
            return Err(Illegal::NotThisWay(ask.way));
        }
        match rules.last_day(period_ends) {
            Some(last) if ask.day > last => Err(Illegal::After(last)),
            _ => Ok(Self { ask, state: State::Open }),
        }
    }

    /// Takes the next step, if the rules and the state let one.
    pub fn step(self, step: &Step, rules: &RequestRules) -> Result<Self, Illegal> {
        let state = match (&step.action, self.state) {
            (_, State::Withdrawn) => return Err(Illegal::Withdrawn),
            (Action::Withdraw, State::Decided { .. }) => return Err(Illegal::Decided),
            (Action::Withdraw, State::Open) if step.author != self.ask.author => {
                return Err(Illegal::NotTheAsker);
            }
            (Action::Withdraw, State::Open) => State::Withdrawn,
            (Action::Decide { decider, decision }, State::Open | State::Decided { .. }) => {
                if !rules.0.decides.contains(decider) {
                    return Err(Illegal::MayNotDecide(*decider));
                }
                // Whoever records a family's request has not asked for it.
                if step.author == self.ask.author && self.ask.asker != Asker::Family {
                    return Err(Illegal::OwnRequest);
                }
                State::Decided { step: step.clone(), decision: decision.clone() }
            }
        };
        Ok(Self { ask: self.ask, state })
    }

    /// What was asked for.
    pub fn asked(&self) -> &Ask {
        &self.ask
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What became of it, together with the marks set by hand for the same student, course and period.
    pub fn became<'a>(&'a self, history: &'a History) -> Became<'a> {
        match &self.state {
            State::Open => Became::Waiting,
            State::Withdrawn => Became::Withdrawn,
            State::Decided { decision: Decision::Returned(reason), .. } => Became::Returned(reason),
            State::Decided { decision: Decision::Approved, step } => {
                let after =
                    history.entries().iter().map(|e| &e.step).filter(|s| (s.eff, s.id) > (step.eff, step.id));
                let set = after.filter_map(|s| match &s.change {
                    Change::Set { mark, .. } => Some(mark),
                    Change::Lift { .. } => None,
                });
                set.into_iter().next().map_or(Became::Approved, |mark| Became::Changed(mark))
            }
        }
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became<'a> {
    /// It waits for a decision.
    Waiting,
    /// It was taken back.
    Withdrawn,
    /// It was returned for this reason.
    Returned(&'a Reason),
    /// It was approved; the mark has not been set yet.
    Approved,
    /// It was approved, and this mark was the next to be set.
    Changed(&'a str),
}

/// A request with all that happened to it, and the steps that were not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The request as it stands.
    pub request: Request,
    /// Steps that changed nothing, in order, and the rule that each of them breaks.
    pub refused: Vec<(OpId, Illegal)>,
}

/// Brings all that was recorded about one request in order. The order of `steps` does not matter; a step that
/// is not allowed changes nothing and is listed. `rules` are those of the policy in force when it was asked.
pub fn fold(ask: Ask, steps: &[Step], rules: &RequestRules, period_ends: Day) -> Result<Folded, Illegal> {
    let mut ordered: Vec<&Step> = steps.iter().collect();
    ordered.sort_by_key(|s| (s.eff, s.id));
    ordered.dedup_by_key(|s| s.id);
    let mut request = Request::ask(ask, rules, period_ends)?;
    let mut refused = Vec::new();
    for step in ordered {
        match request.clone().step(step, rules) {
            Ok(next) => request = next,
            Err(illegal) => refused.push((step.id, illegal)),
        }
    }
    Ok(Folded { request, refused })
}

#[cfg(test)]
mod tests;
