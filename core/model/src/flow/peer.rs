//! Peer feedback in rounds (feature 43): only while a round is open, only on its rows, each comment beginning as
//! the round says. Peers comment and never judge: neither a comment nor anything here holds a level. "This is not
//! kind" hides a comment from students and tells the teacher.

use super::standing::{Fact, Standing};
use crate::fact::{BadFact, Body, PeerComment};
use crate::ids::{OpId, RoundId, RowId, StarterId, UserId};
use crate::register::{PeerReview, PeerRound, RoundState, Shared};

/// A round that is open: the only thing that lets anyone comment.
#[derive(Clone, Copy, Debug)]
pub struct OpenRound<'a> {
    id: RoundId,
    round: &'a PeerRound,
}

/// Why a comment cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The round is being prepared or over.
    #[error("the round is not open")]
    NotOpen,
    /// The work is not among what this student reads in the round.
    #[error("this work is not yours to read")]
    NotYours,
    /// The round is not about this row.
    #[error("the round is not about this row")]
    NotThisRow,
    /// The round does not offer this beginning.
    #[error("the round has no such starter")]
    NoSuchStarter,
    /// The comment breaks a rule of its own.
    #[error(transparent)]
    Comment(#[from] BadFact),
}

impl<'a> OpenRound<'a> {
    /// A round, if it is open.
    pub fn of(id: RoundId, round: &'a PeerRound) -> Result<Self, Rule> {
        match round.state {
            RoundState::Open => Ok(Self { id, round }),
            RoundState::Draft | RoundState::Closed { .. } => Err(Rule::NotOpen),
        }
    }

    /// The comment of a reviewer on a piece of work that was shared with them.
    pub fn comment(
        &self,
        review: &PeerReview,
        on: Shared,
        row: RowId,
        starter: StarterId,
        text: String,
    ) -> Result<PeerComment, Rule> {
        let is_own = on.student == review.reviewer;
        if is_own || review.round != self.id || !review.of.contains(&on) {
            return Err(Rule::NotYours);
        }
        if !self.round.rows.contains(&row) {
            return Err(Rule::NotThisRow);
        }
        if !self.round.starters.iter().any(|offered| offered.id == starter) {
            return Err(Rule::NoSuchStarter);
        }
        let comment = PeerComment { round: self.id, evidence: on.evidence, row, starter, text };
        comment.check()?;
        Ok(comment)
    }
}

/// A comment that belongs to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment<'a> {
    /// Where it was made; its subject is the student whose work it is, its actor the peer.
    pub fact: &'a Fact,
    /// What was said.
    pub comment: &'a PeerComment,
    /// Where somebody first said that it is not kind; then no student sees it.
    pub unkind: Option<&'a Fact>,
}

/// All comments of a round that were made in time, on its rows, by another than the one whose work it is; ordered
/// by (eff, id). For the class's staff; a student sees [`shown_to`] of them.
///
/// A comment that was written while the round was open counts also when it arrives after the closing.
pub fn comments<'a>(standing: &Standing<'a>, id: RoundId, round: &PeerRound) -> Vec<Comment<'a>> {
    let in_time = |fact: &Fact| match round.state {
        RoundState::Draft => false,
        RoundState::Open => true,
        RoundState::Closed { at_ms } => fact.eff.ms() <= at_ms,
    };
    let made = standing.each(|body| match body {
        Body::PeerComment(comment) if comment.round == id && round.rows.contains(&comment.row) => {
            Some(comment)
        }
        _ => None,
    });
    made.filter(|(fact, _)| in_time(fact) && fact.student != Some(fact.actor))
        .map(|(fact, comment)| Comment { fact, comment, unkind: said_unkind(standing, fact.id) })
        .collect()
}

/// The comments that one student sees: on their own work, and those that they made themselves; none that
/// somebody said is not kind.
pub fn shown_to<'a>(comments: &[Comment<'a>], student: UserId) -> Vec<Comment<'a>> {
    let concerns = |fact: &Fact| fact.student == Some(student) || fact.actor == student;
    comments.iter().copied().filter(|c| c.unkind.is_none() && concerns(c.fact)).collect()
}

/// What the teacher is told of: the comments that somebody said are not kind.
pub fn to_look_at<'a>(comments: &[Comment<'a>]) -> Vec<Comment<'a>> {
    comments.iter().copied().filter(|comment| comment.unkind.is_some()).collect()
}

fn said_unkind<'a>(standing: &Standing<'a>, comment: OpId) -> Option<&'a Fact> {
    let mut said = standing.each(|body| match body {
        Body::PeerUnkind(unkind) if unkind.comment == comment => Some(()),
        _ => None,
    });
    said.next().map(|(fact, ())| fact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::samples::op;
    use crate::fact::{PeerUnkind, Rule as FactRule};
    use crate::flow::testing::{AMARA, OUTCOME, fact, noon, shuffled, taken_back};
    use crate::ids::ClassId;
    use crate::register::Starter;
    use proptest::prelude::*;

    const ROUND: RoundId = RoundId::from_bytes([1; 16]);
    const ROW: RowId = RowId::from_bytes([2; 16]);
    const SEE: StarterId = StarterId::from_bytes([3; 16]);
    const BEN: UserId = UserId::from_bytes([0x63; 16]);
    const WORK: Shared = Shared { student: AMARA, evidence: op_of(90) };

    const fn op_of(n: u8) -> OpId {
        OpId::from_bytes([n; 16])
    }

    fn round(state: RoundState) -> PeerRound {
        PeerRound {
            class: ClassId::from_bytes([4; 16]),
            outcome: OUTCOME,
            rubric: None,
            rows: vec![ROW],
            starters: vec![Starter { id: SEE, text: "I can see".into() }],
            task: None,
            state,
        }
    }

    fn review() -> PeerReview {
        PeerReview { round: ROUND, reviewer: BEN, of: vec![WORK] }
    }

    /// Ben's comment on Amara's work.
    fn comment(n: u8) -> Fact {
        let text = "two quotations".to_owned();
        let body = PeerComment { round: ROUND, evidence: WORK.evidence, row: ROW, starter: SEE, text };
        Fact { actor: BEN, ..fact(n, Body::PeerComment(body)) }
    }

    fn unkind(n: u8, of: u8) -> Fact {
        fact(n, Body::PeerUnkind(PeerUnkind { comment: op(of) }))
    }

    fn ids(comments: &[Comment<'_>]) -> Vec<u8> {
        comments.iter().map(|comment| comment.fact.id.0.as_bytes()[0]).collect()
    }

    #[test]
    fn only_an_open_round_takes_comments() {
        for (state, open) in
            [(RoundState::Draft, false), (RoundState::Open, true), (RoundState::Closed { at_ms: 1 }, false)]
        {
            let round = round(state);
            let is_open = OpenRound::of(ROUND, &round).map(|open| open.id);
            assert_eq!(is_open, if open { Ok(ROUND) } else { Err(Rule::NotOpen) });
        }
    }

    #[test]
    fn a_comment_is_on_shared_work_on_a_row_of_the_round_from_a_starter() {
        let round = round(RoundState::Open);
        let open = OpenRound::of(ROUND, &round).unwrap();
        let say = |review: &PeerReview, on, row, starter, text: &str| {
            open.comment(review, on, row, starter, text.to_owned())
        };
        let Body::PeerComment(expected) = comment(1).body else { panic!() };
        assert_eq!(say(&review(), WORK, ROW, SEE, "two quotations"), Ok(expected));
        let other_work = Shared { evidence: op(91), ..WORK };
        assert_eq!(say(&review(), other_work, ROW, SEE, "x"), Err(Rule::NotYours));
        let other_round = PeerReview { round: RoundId::from_bytes([9; 16]), ..review() };
        assert_eq!(say(&other_round, WORK, ROW, SEE, "x"), Err(Rule::NotYours));
        let own = PeerReview { reviewer: AMARA, ..review() };
        assert_eq!(say(&own, WORK, ROW, SEE, "x"), Err(Rule::NotYours));
        assert_eq!(say(&review(), WORK, RowId::from_bytes([9; 16]), SEE, "x"), Err(Rule::NotThisRow));
        let unknown = StarterId::from_bytes([9; 16]);
        assert_eq!(say(&review(), WORK, ROW, unknown, "x"), Err(Rule::NoSuchStarter));
        let silent = Rule::Comment(BadFact { field: "text", rule: FactRule::Missing });
        assert_eq!(say(&review(), WORK, ROW, SEE, " "), Err(silent));
    }

    #[test]
    fn what_is_not_kind_is_hidden_from_students_and_told_to_the_teacher() {
        let mut facts = vec![comment(1), comment(2), unkind(3, 1), unkind(4, 1)];
        let open = round(RoundState::Open);
        let standing = Standing::of(&facts);
        let all = comments(&standing, ROUND, &open);
        assert_eq!(all.iter().map(|c| c.unkind).collect::<Vec<_>>(), [Some(&facts[2]), None]);
        assert_eq!(ids(&shown_to(&all, AMARA)), [2]);
        assert_eq!(ids(&shown_to(&all, BEN)), [2]);
        assert_eq!(ids(&to_look_at(&all)), [1]);
        facts.extend([taken_back(5, 3), taken_back(6, 4)]);
        let standing = Standing::of(&facts);
        assert!(to_look_at(&comments(&standing, ROUND, &open)).is_empty());
    }

    #[test]
    fn a_student_sees_what_is_on_their_work_and_what_they_wrote() {
        let mut on_ben = comment(2);
        (on_ben.student, on_ben.actor) = (Some(BEN), AMARA);
        let other = UserId::from_bytes([0x64; 16]);
        let facts = [comment(1), on_ben, Fact { actor: other, ..comment(3) }];
        let (standing, open) = (Standing::of(&facts), round(RoundState::Open));
        let all = comments(&standing, ROUND, &open);
        assert_eq!(ids(&all), [1, 2, 3]);
        assert_eq!(ids(&shown_to(&all, AMARA)), [1, 2, 3]);
        assert_eq!(ids(&shown_to(&all, BEN)), [1, 2]);
        assert_eq!(ids(&shown_to(&all, other)), [3]);
    }

    #[test]
    fn what_was_written_while_the_round_was_open_counts_when_it_arrives_late() {
        let facts = [comment(1), comment(2)];
        let standing = Standing::of(&facts);
        let counted = |state| ids(&comments(&standing, ROUND, &round(state)));
        assert_eq!(counted(RoundState::Closed { at_ms: noon(1).ms() }), [1]);
        assert_eq!(counted(RoundState::Closed { at_ms: noon(2).ms() - 1 }), [1]);
        assert_eq!(counted(RoundState::Open), [1, 2]);
        assert!(counted(RoundState::Draft).is_empty());
    }

    #[test]
    fn a_comment_of_another_round_on_another_row_or_on_ones_own_work_is_none_of_this() {
        let change = |n: u8, change: &dyn Fn(&mut PeerComment)| {
            let mut fact = comment(n);
            let Body::PeerComment(body) = &mut fact.body else { panic!() };
            change(body);
            fact
        };
        let facts = [
            change(1, &|c| c.round = RoundId::from_bytes([9; 16])),
            change(2, &|c| c.row = RowId::from_bytes([9; 16])),
            Fact { actor: AMARA, ..comment(3) },
        ];
        assert!(comments(&Standing::of(&facts), ROUND, &round(RoundState::Open)).is_empty());
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn a_round_is_the_same_in_any_order_and_no_student_sees_what_is_not_kind(
            steps in prop::collection::vec((0u8..4, 0u8..8, any::<u8>()), 0..8), closed in 0i32..9,
        ) {
            let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
                let n = n as u8;
                match step {
                    0 | 1 => comment(n),
                    2 => unkind(n, *of),
                    _ => taken_back(n, *of),
                }
            }).collect();
            let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
            let mixed = shuffled(&facts, &keys);
            let (one, other) = (Standing::of(&facts), Standing::of(&mixed));
            let round = round(RoundState::Closed { at_ms: noon(closed).ms() });
            let all = comments(&one, ROUND, &round);
            prop_assert_eq!(&all, &comments(&other, ROUND, &round));
            let (shown, hidden) = (shown_to(&all, AMARA), to_look_at(&all));
            prop_assert_eq!(shown.len() + hidden.len(), all.len());
            prop_assert!(shown.iter().all(|comment| !hidden.contains(comment)));
        }
    }
}
