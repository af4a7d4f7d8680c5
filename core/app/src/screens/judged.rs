//! What was judged of one student, each judgement with its corrections: who said what and when, what stands, and
//! whether the teacher who reads it may correct it.

use crate::intents::session;
use notyet_model::fact::{Body, Judgement, Kind, Lane};
use notyet_model::flow::{Fact, Standing};
use notyet_model::ids::{ClassId, OpId, UserId};
use notyet_model::register::ClassRole;
use notyet_model::scale::Scale;
use notyet_store::{EntryState, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// All of one student's work and judgements, read once.
pub(crate) struct Judged {
    facts: Vec<Fact>,
    held: BTreeSet<OpId>,
    student: UserId,
}

/// A judgement with all that corrects it, the earliest first.
pub(crate) struct Chain<'a>(Vec<(&'a Fact, &'a Judgement)>);

impl<'a> Chain<'a> {
    /// All of it; never empty.
    pub(crate) fn facts(&self) -> &[(&'a Fact, &'a Judgement)] {
        &self.0
    }

    /// The judgement that it began with: a name that outlives every correction.
    pub(crate) fn root(&self) -> OpId {
        self.0[0].0.id
    }

    /// Whether this is one of them.
    pub(crate) fn holds(&self, id: OpId) -> bool {
        self.0.iter().any(|(fact, _)| fact.id == id)
    }
}

impl Judged {
    /// Reads it.
    pub(crate) fn of(reader: &Reader<'_>, student: UserId) -> Result<Self, StoreError> {
        let facts = reader.facts(student, &[Kind::Evidence, Kind::Judgement, Kind::Retraction])?;
        let entries = reader.judgements(student, None)?;
        let held = entries.iter().filter(|e| e.state == EntryState::Held).map(|e| e.id).collect();
        Ok(Self { facts, held, student })
    }

    /// All facts, in no particular order.
    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Those that stand.
    pub(crate) fn standing(&self) -> Standing<'_> {
        Standing::of(&self.facts)
    }

    /// Every judgement with its corrections, the earliest first.
    pub(crate) fn chains(&self) -> Vec<Chain<'_>> {
        let mut judgements: Vec<(&Fact, &Judgement)> =
            self.facts.iter().filter_map(|fact| Some((fact, judgement(fact)?))).collect();
        judgements.sort_by_key(|(fact, _)| (fact.eff, fact.id));
        let (mut chains, mut at) = (Vec::<Vec<(&Fact, &Judgement)>>::new(), BTreeMap::<OpId, usize>::new());
        for (fact, judgement) in judgements {
            let named = || judgement.supersedes.iter().chain([&fact.id]);
            let joined: BTreeSet<usize> = named().filter_map(|id| at.get(id).copied()).collect();
            let home = joined.first().copied().unwrap_or(chains.len());
            if home == chains.len() {
                chains.push(vec![]);
            }
            for other in joined.into_iter().skip(1) {
                let moved = std::mem::take(&mut chains[other]);
                chains[home].extend(moved);
                at.values_mut().filter(|chain| **chain == other).for_each(|chain| *chain = home);
            }
            chains[home].push((fact, judgement));
            at.extend(named().map(|id| (*id, home)));
        }
        for chain in &mut chains {
            chain.sort_by_key(|(fact, _)| (fact.eff, fact.id));
        }
        chains.retain(|chain| !chain.is_empty());
        chains.into_iter().map(Chain).collect()
    }

    /// What a correction of a chain names: what stands in it, and what stood beside that until it was settled.
    pub(crate) fn leaves(&self, chain: &Chain<'_>) -> Vec<OpId> {
        let taken_back: BTreeSet<OpId> = self.facts.iter().flat_map(taken_back_by).copied().collect();
        let live = || chain.0.iter().filter(|(fact, _)| !taken_back.contains(&fact.id));
        let corrected: BTreeSet<OpId> = live().flat_map(|(_, j)| j.supersedes.iter().copied()).collect();
        live().map(|(fact, _)| fact.id).filter(|id| !corrected.contains(id)).collect()
    }

    /// Whether it was tapped in this visit: then another tap beside the student takes its place.
    pub(crate) fn is_of_this_visit(&self, fact: &Fact, judgement: &Judgement) -> bool {
        self.held.contains(&fact.id) && judgement.supersedes.is_empty()
    }

    /// The class in which the teacher who is signed in may correct a judgement: a teacher's, of the whole, on this
    /// scale, in a class that they teach and the student is in.
    pub(crate) fn correctable(
        &self,
        reader: &Reader<'_>,
        scale: &Scale,
        fact: &Fact,
        judgement: &Judgement,
    ) -> Result<Option<ClassId>, StoreError> {
        let whole = judgement.level.is_some_and(|level| scale.position(level).is_some());
        if judgement.lane != Lane::Teacher || !whole || self.is_of_this_visit(fact, judgement) {
            return Ok(None);
        }
        let Some((class, _)) = reader.subject_of(fact.id)? else { return Ok(None) };
        let is = |user, role| {
            Ok::<_, StoreError>(reader.member(class, user)?.is_some_and(|m| m.active && m.role == role))
        };
        let me = session(reader)?.enrolment.user;
        Ok((is(me, ClassRole::Teacher)? && is(self.student, ClassRole::Student)?).then_some(class))
    }
}

/// What a fact judges, if it judges.
pub(crate) fn judgement(fact: &Fact) -> Option<&Judgement> {
    match &fact.body {
        Body::Judgement(judgement) => Some(judgement),
        _ => None,
    }
}

/// What a fact takes back.
pub(crate) fn taken_back_by(fact: &Fact) -> &[OpId] {
    match &fact.body {
        Body::Retraction(retraction) => &retraction.of,
        _ => &[],
    }
}
