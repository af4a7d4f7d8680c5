//! Outcome, as a teacher sees it of one student: where the student stands, why, what would change it, and all that was
//! judged. Nobody else is on it.

use super::curve::Curve;
use super::evidence::PieceRow;
use super::outcome::{Place, WhyLine};
use super::parts::{NextStep, OutcomeHead};

/// All of a teacher's Outcome.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StudentOutcomeScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// "Amara O."
    pub name: String,
    /// The outcome and where the student stands.
    pub head: OutcomeHead,
    /// "Amara said: ready".
    pub readiness: String,
    /// The last next step that was agreed on this outcome.
    pub next_step: Option<NextStep>,
    /// The results over time; absent before the first one.
    pub curve: Option<Curve>,
    /// Chances so far, latest last, then always one open place.
    pub places: Vec<Place>,
    /// Why this level, in the sentences that the student reads.
    pub why: Vec<WhyLine>,
    /// What would change it, likewise.
    pub change: Vec<String>,
    /// Pieces of work, and what was judged without one; the latest first, at most 50.
    pub pieces: Vec<PieceRow>,
}

use super::account::Account;
use super::judged::{Chain, Judged};
use super::{conference, curve, evidence, view};
use crate::history::Subject;
use notyet_model::calendar::Day;
use notyet_model::fact::{Body, Judgement, Kind};
use notyet_model::flow::{Fact, Standing};
use notyet_model::ids::{OpId, OutcomeId};
use notyet_store::{Entry, Reader, StoreError};
use notyet_words::{Speech, dates, word};
use std::cmp::Reverse;

/// How many pieces of work the screen shows at most.
const MAX_PIECES: usize = 50;

/// Reads it, as of `today` in the school's zone.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    subject: Subject,
    id: OutcomeId,
    today: Day,
) -> Result<StudentOutcomeScreen, StoreError> {
    let (class, student) = subject;
    let member = reader.member(class, student)?.ok_or(StoreError::NotFound)?;
    let account = Account::of(reader, speech, student, id, today)?;
    let judged = Judged::of(reader, student)?;
    let standing = judged.standing();
    let work = Work { speech, account: &account, chains: judged.chains(), standing: &standing, reader };
    let opens = |entry: &Entry<Judgement>| Some(work.page_of(entry.id, &entry.body).to_string());
    let feedback = view::standing_feedback(reader.feedback(student, Some(id))?);
    Ok(StudentOutcomeScreen {
        revision,
        student: student.to_string(),
        head: view::outcome_head(speech, &account.scale, id, &account.outcome, account.standing),
        readiness: conference::readiness(reader, speech, subject, &member.short, id)?,
        next_step: view::agreed_step(speech, &feedback),
        curve: curve::of(&account, speech, today, opens),
        places: account.places(speech),
        why: account.why(speech, opens),
        change: account.change(speech),
        pieces: work.rows(id)?,
        name: member.short,
    })
}

/// The student's work on the outcome.
struct Work<'a> {
    reader: &'a Reader<'a>,
    speech: &'a Speech,
    account: &'a Account,
    chains: Vec<Chain<'a>>,
    standing: &'a Standing<'a>,
}

impl Work<'_> {
    /// What Evidence is opened by: the piece, or the judgement where there is none.
    fn page_of(&self, id: OpId, judgement: &Judgement) -> OpId {
        let piece = judgement.evidence.map(|piece| self.standing.heir(piece));
        piece.filter(|piece| self.standing.find(*piece, Kind::Evidence).is_some()).unwrap_or_else(|| {
            let chain = self.chains.iter().find(|chain| chain.holds(id));
            chain.map_or(id, Chain::root)
        })
    }

    fn rows(&self, outcome: OutcomeId) -> Result<Vec<PieceRow>, StoreError> {
        let mut rows = vec![];
        for fact in self.standing.facts() {
            match &fact.body {
                Body::Evidence(body) if body.outcomes.contains(&outcome) => {
                    let both = evidence::Judged::of(self.standing, fact.id, outcome);
                    let said = both.theirs.or(both.mine);
                    let order = (body.work_day, body.work_at_ms, fact.id);
                    let title = evidence::title(self.reader, self.speech, body)?;
                    rows.push((order, self.row(fact.id, title, body.work_day, said)?));
                }
                Body::Judgement(body) if body.outcome == outcome => {
                    let page = self.page_of(fact.id, body);
                    if self.standing.find(page, Kind::Evidence).is_some() {
                        continue;
                    }
                    let kind = body.context.and_then(|kind| self.account.kinds.get(&kind)).cloned();
                    let title = kind.unwrap_or_else(|| self.speech.text("piece-none"));
                    let order = (body.work_day, body.work_at_ms, fact.id);
                    rows.push((order, self.row(page, title, body.work_day, Some((fact, body)))?));
                }
                _ => {}
            }
        }
        rows.sort_by_key(|(order, _)| Reverse(*order));
        rows.truncate(MAX_PIECES);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    fn row(
        &self,
        page: OpId,
        title: String,
        day: Day,
        said: Option<(&Fact, &Judgement)>,
    ) -> Result<PieceRow, StoreError> {
        let day = dates::short(self.speech, day);
        let level = said.and_then(|(_, judgement)| judgement.level);
        let at = level.and_then(|level| self.account.scale.position(level));
        let note = match (said, at) {
            (Some((fact, _)), Some(at)) => {
                let level = word(&self.account.scale, at).to_owned();
                let name = evidence::author(self.reader, fact)?;
                let args = [("day", day.into()), ("name", name.into()), ("level", level.into())];
                self.speech.say("piece-note-by", &args)
            }
            _ => day,
        };
        let args = [("title", title.as_str().into()), ("note", note.as_str().into())];
        Ok(PieceRow { piece: page.to_string(), spoken: self.speech.say("piece-spoken", &args), title, note })
    }
}
