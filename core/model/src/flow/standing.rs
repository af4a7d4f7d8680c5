//! Which facts stand: not taken back, and not corrected by another that stands. The one place where corrections
//! and retractions are worked out for the flows.

use crate::clock::Hlc;
use crate::fact::{Body, Judgement, Kind, Lane, Purpose, Support};
use crate::ids::{OpId, OutcomeId, TaskId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// A fact as it lies in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its operation.
    pub id: OpId,
    /// Whose record it is in; facts that name several students are in nobody's.
    pub student: Option<UserId>,
    /// Who wrote it.
    pub actor: UserId,
    /// When it took effect: as the server says, or the device's own clock while it is pending.
    pub eff: Hlc,
    /// What it says.
    pub body: Body,
}

/// The facts that stand, ordered by (eff, id).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    facts: Vec<&'a Fact>,
    excused: BTreeSet<OpId>,
    heirs: BTreeMap<OpId, OpId>,
}

impl<'a> Standing<'a> {
    /// What stands of these facts. Their order does not matter, nor whether one is there twice.
    ///
    /// ```
    /// use notyet_model::clock::Hlc;
    /// use notyet_model::fact::{Body, Feel, Retraction, TaskFeel};
    /// use notyet_model::flow::{Fact, Standing};
    /// use notyet_model::ids::{OpId, TaskId, UserId};
    ///
    /// let fact = |n: u8, body: Body| {
    ///     let (id, actor) = (OpId::from_bytes([n; 16]), UserId::from_bytes([9; 16]));
    ///     Fact { id, student: Some(actor), actor, eff: Hlc(u64::from(n)), body }
    /// };
    /// let stuck = TaskFeel { task: TaskId::from_bytes([5; 16]), feel: Feel::Stuck };
    /// let said = fact(1, Body::TaskFeel(stuck));
    /// let taken_back = fact(2, Body::Retraction(Retraction { of: vec![said.id] }));
    /// assert_eq!(Standing::of(&[said.clone()]).facts(), [&said]);
    /// assert!(Standing::of(&[taken_back, said]).facts().is_empty());
    /// ```
    pub fn of(facts: &'a [Fact]) -> Self {
        let mut ordered: Vec<&Fact> = facts.iter().collect();
        ordered.sort_by_key(|fact| (fact.eff, fact.id));
        ordered.dedup_by_key(|fact| fact.id);
        let taken_back: BTreeSet<OpId> = ordered.iter().flat_map(|fact| taken_back_by(&fact.body)).collect();
        // A fact corrects facts of its own kind only, whatever else it names.
        let mut kinds: BTreeMap<Kind, Vec<Correction<'_>>> = BTreeMap::new();
        for fact in &ordered {
            let Fact { id, eff, body, .. } = fact;
            let record = Correction { id: *id, eff: *eff, supersedes: body.supersedes() };
            kinds.entry(body.which()).or_default().push(record);
        }
        let (mut gone, mut heirs) = (taken_back.clone(), BTreeMap::new());
        for records in kinds.values() {
            let settled = settle(records, &taken_back);
            gone.extend(records.iter().map(|record| record.id).filter(|id| settled.corrected.contains(id)));
            heirs.extend(settled.heirs);
        }
        ordered.retain(|fact| fact.body.which() != Kind::Retraction && !gone.contains(&fact.id));
        let excused = ordered.iter().flat_map(|fact| excused_by(&fact.body)).collect();
        Self { facts: ordered, excused, heirs }
    }

    /// All that stand, ordered by (eff, id).
    pub fn facts(&self) -> &[&'a Fact] {
        &self.facts
    }

    /// Whether a fact stands, and is of this kind.
    pub fn find(&self, id: OpId, kind: Kind) -> Option<&'a Fact> {
        self.facts.iter().copied().find(|fact| fact.id == id && fact.body.which() == kind)
    }

    /// What stands in the place of a fact: itself, or what it was corrected to. Whoever names a fact means this
    /// one: a question about feedback stays with it when the teacher mends a word.
    pub fn heir(&self, id: OpId) -> OpId {
        self.heirs.get(&id).copied().unwrap_or(id)
    }

    /// Those of which `pick` finds something, with what it finds, ordered by (eff, id).
    pub fn each<T>(&self, pick: impl Fn(&'a Body) -> Option<T>) -> impl Iterator<Item = (&'a Fact, T)> {
        self.facts.iter().filter_map(move |fact| pick(&fact.body).map(|found| (*fact, found)))
    }

    /// The one with the greatest (eff, id) of which `pick` finds something.
    pub fn latest<T>(&self, pick: impl Fn(&'a Body) -> Option<T>) -> Option<(&'a Fact, T)> {
        self.each(pick).last()
    }

    /// A teacher's at-bats on an outcome, by the time of the work: summative, alone, of the whole, and neither
    /// baseline nor excused. With a task, only those in it.
    pub fn at_bats(&self, outcome: OutcomeId, task: Option<TaskId>) -> Vec<(&'a Fact, &'a Judgement)> {
        let is_one = |judgement: &Judgement| {
            judgement.lane == Lane::Teacher
                && judgement.purpose == Purpose::Summative
                && judgement.support == Support::Independent
                && judgement.level.is_some()
                && !judgement.baseline
                && judgement.outcome == outcome
                && (task.is_none() || judgement.task == task)
        };
        let judgements = self.each(|body| match body {
            Body::Judgement(judgement) => Some(judgement),
            _ => None,
        });
        let mut found: Vec<_> = judgements
            .filter(|(fact, judgement)| is_one(judgement) && !self.excused.contains(&fact.id))
            .collect();
        found.sort_by_key(|(fact, judgement)| (judgement.work_day, judgement.work_at_ms, fact.id));
        found
    }
}

fn taken_back_by(body: &Body) -> Vec<OpId> {
    match body {
        Body::Retraction(retraction) => retraction.of.clone(),
        _ => Vec::new(),
    }
}

fn excused_by(body: &Body) -> Vec<OpId> {
    match body {
        Body::Excusal(excusal) => excusal.of.clone(),
        _ => Vec::new(),
    }
}

/// A record as far as corrections go.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// Its operation.
    pub id: OpId,
    /// When it took effect.
    pub eff: Hlc,
    /// What it corrects.
    pub supersedes: &'a [OpId],
}

/// What corrections lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What does not stand because of a correction; also ids that are not among the records.
    pub corrected: BTreeSet<OpId>,
    /// What stands in the place of each record that does not.
    pub heirs: BTreeMap<OpId, OpId>,
}

/// Settles the corrections among records of one kind. Records that are joined by corrections, whether those
/// stand or were taken back, are one chain, and of the leaves of a chain the one with the greatest (eff, id)
/// stands; so two people who correct one record never leave it standing twice.
pub fn settle(records: &[Correction<'_>], taken_back: &BTreeSet<OpId>) -> Settled {
    let mut settled = Settled::default();
    let mut chains = Chains::default();
    for record in records {
        for old in record.supersedes {
            chains.join(record.id, *old);
            if !taken_back.contains(&record.id) {
                settled.corrected.insert(*old);
            }
        }
    }
    let leaves = records.iter().filter(|r| !taken_back.contains(&r.id) && !settled.corrected.contains(&r.id));
    let mut stands: BTreeMap<OpId, (Hlc, OpId)> = BTreeMap::new();
    for leaf in leaves {
        let best = stands.entry(chains.root(leaf.id)).or_insert((leaf.eff, leaf.id));
        *best = (*best).max((leaf.eff, leaf.id));
    }
    for record in records {
        match stands.get(&chains.root(record.id)) {
            Some((_, heir)) if *heir != record.id => {
                settled.heirs.insert(record.id, *heir);
                if !taken_back.contains(&record.id) {
                    settled.corrected.insert(record.id);
                }
            }
            _ => {}
        }
    }
    settled
}

/// Which records belong to one chain of corrections.
#[derive(Default)]
struct Chains(BTreeMap<OpId, OpId>);

impl Chains {
    fn root(&mut self, id: OpId) -> OpId {
        let mut at = id;
        while let Some(up) = self.0.get(&at).copied() {
            // Halves the way for the next who asks.
            if let Some(above) = self.0.get(&up).copied() {
                self.0.insert(at, above);
            }
            at = up;
        }
        at
    }

    fn join(&mut self, a: OpId, b: OpId) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.0.insert(a.max(b), a.min(b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::samples::op;
    use crate::fact::{Evidence, Excusal, Feedback, Retraction};
    use crate::flow::testing::{OUTCOME, TASK, at_bat, fact, shuffled};
    use crate::{calendar::Day, scale::preset_level};
    use proptest::prelude::*;

    fn correction(n: u8, of: &[u8]) -> Fact {
        let supersedes = of.iter().map(|n| op(*n)).collect();
        let next_step = n.to_string();
        let body = Feedback { next_step, supersedes, ..Feedback::on(OUTCOME, 0, Day(0)) };
        fact(n, Body::Feedback(body))
    }

    fn retraction(n: u8, of: &[u8]) -> Fact {
        fact(n, Body::Retraction(Retraction { of: of.iter().map(|n| op(*n)).collect() }))
    }

    fn ids(facts: &[Fact]) -> Vec<u8> {
        Standing::of(facts).facts().iter().map(|fact| fact.id.0.as_bytes()[0]).collect()
    }

    #[test]
    fn a_correction_stands_for_what_it_corrects_until_it_is_taken_back() {
        let mut facts = vec![correction(1, &[]), correction(2, &[1])];
        assert_eq!(ids(&facts), [2]);
        facts.push(retraction(3, &[2]));
        assert_eq!(ids(&facts), [1]);
    }

    #[test]
    fn of_two_corrections_of_one_record_the_later_stands() {
        assert_eq!(ids(&[correction(3, &[1]), correction(2, &[1]), correction(1, &[])]), [3]);
    }

    #[test]
    fn a_chain_whose_middle_is_taken_back_stands_once() {
        let chain = [correction(1, &[]), correction(2, &[1]), correction(3, &[2]), retraction(4, &[2])];
        assert_eq!(ids(&chain), [3]);
    }

    #[test]
    fn who_names_what_was_corrected_means_what_stands_in_its_place() {
        let facts = [correction(1, &[]), correction(2, &[1]), correction(3, &[2]), correction(4, &[])];
        let standing = Standing::of(&facts);
        assert_eq!([1, 2, 3, 4, 9].map(|n| standing.heir(op(n))), [3, 3, 3, 4, 9].map(op));
        let back = [correction(1, &[]), correction(2, &[1]), retraction(3, &[2])];
        assert_eq!([1, 2].map(|n| Standing::of(&back).heir(op(n))), [op(1), op(1)]);
    }

    #[test]
    fn a_circle_of_corrections_ends_and_none_of_it_stands() {
        assert!(ids(&[correction(1, &[2]), correction(2, &[1])]).is_empty());
    }

    #[test]
    fn a_fact_corrects_its_own_kind_only() {
        let supersedes = vec![op(1)];
        let other = Evidence { supersedes, ..Evidence::of(vec![OUTCOME], 0, Day(0)) };
        assert_eq!(ids(&[correction(1, &[]), fact(2, Body::Evidence(other))]), [1, 2]);
    }

    #[test]
    fn facts_stand_in_the_order_in_which_they_took_effect() {
        let mut early = correction(9, &[]);
        early.eff = Hlc(1);
        let facts = [correction(3, &[]), correction(2, &[]), early];
        assert_eq!(ids(&facts), [9, 2, 3]);
        let standing = Standing::of(&facts);
        let step = |body: &Body| match body {
            Body::Feedback(feedback) => Some(feedback.next_step.clone()),
            _ => None,
        };
        assert_eq!(standing.latest(step).map(|(_, step)| step), Some("3".into()));
        assert_eq!(standing.find(op(2), Kind::Feedback), Some(&facts[1]));
        assert_eq!(standing.find(op(2), Kind::Evidence), None);
    }

    #[test]
    fn an_at_bat_is_summative_alone_of_the_whole_by_a_teacher_and_neither_baseline_nor_excused() {
        let change = |n: u8, change: &dyn Fn(&mut Judgement)| {
            let mut fact = at_bat(n, i32::from(n));
            let Body::Judgement(judgement) = &mut fact.body else { panic!() };
            change(judgement);
            fact
        };
        let facts = [
            at_bat(9, 1),
            change(2, &|j| j.lane = Lane::Own),
            change(3, &|j| j.purpose = Purpose::Formative),
            change(4, &|j| j.support = Support::Supported),
            change(5, &|j| j.level = None),
            change(6, &|j| j.outcome = OutcomeId::from_bytes([7; 16])),
            change(7, &|j| j.task = None),
            change(8, &|j| j.level = Some(preset_level(1))),
            at_bat(10, 12),
            fact(11, Body::Excusal(Excusal { of: vec![op(10)], reason: "Fire drill".into() })),
            at_bat(1, 1),
            change(12, &|j| j.baseline = true),
        ];
        let of = |task| -> Vec<OpId> {
            let standing = Standing::of(&facts);
            standing.at_bats(OUTCOME, task).into_iter().map(|(fact, _)| fact.id).collect()
        };
        assert_eq!(of(None), [op(1), op(9), op(7), op(8)]);
        assert_eq!(of(Some(TASK)), [op(1), op(9), op(8)]);
    }

    /// The law of corrections said another way, slowly. What stands in the place of a record: of those that it
    /// is joined with by corrections, that were not taken back, and that no standing claim corrects, the greatest.
    fn stands(records: &[(u8, Hlc, Vec<u8>)], taken_back: &[u8], id: u8) -> Option<u8> {
        let gone = |id: u8| taken_back.contains(&id);
        let corrected = |id: u8| records.iter().any(|(by, _, of)| !gone(*by) && of.contains(&id));
        let mut joined = BTreeSet::from([id]);
        loop {
            let before = joined.len();
            for (by, _, of) in records {
                let link: BTreeSet<u8> = of.iter().copied().chain([*by]).collect();
                if !of.is_empty() && !link.is_disjoint(&joined) {
                    joined.extend(link);
                }
            }
            if joined.len() == before {
                break;
            }
        }
        let leaf = |id: u8| !gone(id) && !corrected(id);
        let rank = |id: u8| records.iter().find(|(n, ..)| *n == id).map(|(n, eff, _)| (*eff, *n));
        joined.into_iter().filter(|id| leaf(*id) && rank(*id).is_some()).max_by_key(|id| rank(*id))
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn what_stands_is_what_the_law_says_in_any_order(
            links in prop::collection::vec((0u8..8, prop::collection::vec(0u8..9, 0..3), any::<u8>()), 0..8),
            taken_back in prop::collection::vec(0u8..9, 0..3),
        ) {
            let records: Vec<(u8, Hlc, Vec<u8>)> = links
                .iter()
                .enumerate()
                .map(|(n, (eff, of, _))| (n as u8, Hlc(u64::from(*eff)), of.clone()))
                .collect();
            let mut facts: Vec<Fact> = records
                .iter()
                .map(|(n, eff, of)| Fact { eff: *eff, ..correction(*n, of) })
                .collect();
            facts.push(retraction(200, &taken_back));
            let mut expected: Vec<(Hlc, u8)> = records
                .iter()
                .filter(|(n, ..)| stands(&records, &taken_back, *n) == Some(*n))
                .map(|(n, eff, _)| (*eff, *n))
                .collect();
            expected.sort_unstable();
            let expected: Vec<u8> = expected.into_iter().map(|(_, n)| n).collect();
            let keys: Vec<u8> = links.iter().map(|(.., key)| *key).collect();
            prop_assert_eq!(ids(&facts), expected.clone());
            prop_assert_eq!(ids(&shuffled(&facts, &keys)), expected);
            let standing = Standing::of(&facts);
            for (n, ..) in &records {
                let heir = stands(&records, &taken_back, *n).unwrap_or(*n);
                prop_assert_eq!(standing.heir(op(*n)), op(heir));
            }
        }
    }
}
