//! Evidence, as a teacher sees it: one piece of a student's work, or one judgement that names none, with everything
//! that was said of it and by whom. What was corrected stays in sight.

use super::capture::LevelOption;
use super::document::DocumentTile;
use super::evidence::HistoryLine;
use super::parts::{PhotoTile, Sign, UndoBar};
use super::voice::VoiceTile;

/// A judgement, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JudgementCard {
    /// What a correction is asked for by.
    pub judgement: String,
    /// "C3".
    pub code: String,
    /// The sign of its level; absent where rows alone were judged, or nothing of it stands.
    pub sign: Option<Sign>,
    /// "Demonstrating", or "Taken back".
    pub level: String,
    /// "Ana Ortiz, 12 Nov", or "Corrected by Jo Hale, 13 Nov".
    pub caption: String,
    /// "At-bat · Alone · Letter or essay".
    pub circumstances: String,
    /// "Choosing: Approaching".
    pub rows: Vec<String>,
    /// Who said what and when, the earliest first; one line where nothing was corrected.
    pub history: Vec<HistoryLine>,
    /// The levels to correct it to; empty where this teacher may not.
    pub levels: Vec<LevelOption>,
    /// Why it is not corrected here, where there is a reason to say; else empty.
    pub why_not: String,
}

/// All of a teacher's Evidence.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StudentEvidenceScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// "Amara O."
    pub name: String,
    /// "Photo", how its text begins, or "Judged without a piece".
    pub title: String,
    /// "Added by Ana Ortiz, 12 Nov"; empty without a piece.
    pub caption: String,
    /// What is written, in paragraphs.
    pub text: String,
    /// The address of a page.
    pub link: Option<String>,
    /// Its photos.
    pub photos: Vec<PhotoTile>,
    /// Its voice notes.
    pub voices: Vec<VoiceTile>,
    /// Its documents.
    pub documents: Vec<DocumentTile>,
    /// Every judgement of it, the earliest first.
    pub judgements: Vec<JudgementCard>,
    /// The last correction, where it can be taken back.
    pub undo: Option<UndoBar>,
}

use super::judged::{Chain, Judged, taken_back_by};
use super::{capture, document, evidence, view, voice};
use crate::history::Subject;
use notyet_model::calendar::Day;
use notyet_model::fact::{Judgement, Kind, Lane, Purpose, Support};
use notyet_model::flow::{Fact, Standing};
use notyet_model::ids::{ContextId, OpId, UserId};
use notyet_model::register::Rubric;
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates, word};
use std::collections::HashMap;

/// Reads it; `asked` is a piece, or a judgement that names none. `undo` is asked for the judgements that are shown.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    (class, student): Subject,
    me: UserId,
    asked: OpId,
    undo: impl FnOnce(&[OpId]) -> Option<UndoBar>,
) -> Result<StudentEvidenceScreen, StoreError> {
    let member = reader.member(class, student)?.ok_or(StoreError::NotFound)?;
    let judged = Judged::of(reader, student)?;
    let standing = judged.standing();
    let piece = evidence::find(&standing, asked);
    let is_shown = |chain: &Chain<'_>| match piece {
        Some(piece) => {
            let named = |(_, j): &(&Fact, &Judgement)| j.evidence.map(|id| standing.heir(id));
            chain.facts().iter().any(|each| named(each) == Some(piece.fact.id))
        }
        None => chain.holds(asked),
    };
    let chains: Vec<Chain<'_>> = judged.chains().into_iter().filter(is_shown).collect();
    if piece.is_none() && chains.is_empty() {
        return Err(StoreError::NotFound);
    }
    let kinds = reader.contexts()?.into_iter().map(|(id, context)| (id, context.name)).collect();
    let page = Page { reader, speech, judged: &judged, standing: &standing, me, kinds };
    let ids: Vec<OpId> = chains.iter().flat_map(|c| c.facts()).map(|(fact, _)| fact.id).collect();
    let body = piece.map(|piece| piece.body);
    Ok(StudentEvidenceScreen {
        revision,
        student: student.to_string(),
        title: match body {
            Some(body) => evidence::title(reader, speech, body)?,
            None => speech.text("piece-none"),
        },
        caption: match piece {
            Some(piece) => {
                let name = evidence::author(reader, piece.fact)?;
                let day = dates::short(speech, piece.body.work_day);
                speech.say("piece-caption", &[("name", name.into()), ("day", day.into())])
            }
            None => String::new(),
        },
        text: body.map(|body| body.text.clone()).unwrap_or_default(),
        link: body.and_then(|body| body.link.as_ref()).map(|link| link.as_str().to_owned()),
        photos: match body {
            Some(body) => view::tiles(reader, speech, &body.attachments, Some(body.work_day))?,
            None => vec![],
        },
        voices: match body {
            Some(body) => voice::tiles(reader, speech, &body.attachments, Some(body.work_day))?,
            None => vec![],
        },
        documents: match body {
            Some(body) => document::tiles(reader, speech, &body.attachments, Some(body.work_day))?,
            None => vec![],
        },
        judgements: chains.iter().map(|chain| page.card(chain)).collect::<Result<_, _>>()?,
        undo: undo(&ids),
        name: member.short,
    })
}

struct Page<'a> {
    reader: &'a Reader<'a>,
    speech: &'a Speech,
    judged: &'a Judged,
    standing: &'a Standing<'a>,
    me: UserId,
    kinds: HashMap<ContextId, String>,
}

impl Page<'_> {
    fn card(&self, chain: &Chain<'_>) -> Result<JudgementCard, StoreError> {
        let heir = self.standing.heir(chain.root());
        let live = self.standing.find(heir, Kind::Judgement);
        // What was taken back altogether still says what it was.
        let all = chain.facts();
        let (fact, judgement) =
            all.iter().find(|(fact, _)| fact.id == heir).or(all.last()).ok_or(StoreError::NotFound)?;
        let outcome = self.reader.outcome(judgement.outcome)?.ok_or(StoreError::NotFound)?;
        let course = self.reader.course(outcome.course)?;
        let scale = view::spoken_scale(self.speech, course.as_ref(), &outcome);
        let rubric = judgement.rubric_version.map(|id| self.reader.rubric(id)).transpose()?.flatten();
        let correctable = match live {
            Some(_) => self.judged.correctable(self.reader, &scale, fact, judgement)?.is_some(),
            None => false,
        };
        let at = judgement.level.and_then(|level| scale.position(level));
        let held = live.is_some() && self.judged.is_of_this_visit(fact, judgement);
        Ok(JudgementCard {
            judgement: chain.root().to_string(),
            code: outcome.code,
            sign: live.and(at).map(|at| view::sign_of(&scale, Some(at), false)),
            level: match live {
                Some(_) => self.level(&scale, rubric.as_ref(), judgement),
                None => self.speech.text("capture-taken-back"),
            },
            caption: self.caption(fact, judgement)?,
            circumstances: self.circumstances(judgement),
            rows: if judgement.level.is_some() {
                self.rows(&scale, rubric.as_ref(), judgement)
            } else {
                vec![]
            },
            history: self.history(&scale, chain)?,
            levels: if correctable {
                capture::level_options(self.speech, &scale, rubric.as_ref(), None, judgement.level)
            } else {
                vec![]
            },
            why_not: if held { self.speech.text("judged-held") } else { String::new() },
        })
    }

    fn level(&self, scale: &Scale, rubric: Option<&Rubric>, judgement: &Judgement) -> String {
        match judgement.level.and_then(|level| scale.position(level)) {
            Some(at) => word(scale, at).to_owned(),
            None if judgement.level.is_some() => self.speech.text("judged-other-scale"),
            None => self.rows(scale, rubric, judgement).join(", "),
        }
    }

    fn rows(&self, scale: &Scale, rubric: Option<&Rubric>, judgement: &Judgement) -> Vec<String> {
        let row = |judged: &notyet_model::fact::RowLevel| {
            let row = rubric?.rows.iter().find(|row| row.id == judged.row_id)?;
            let level = word(scale, scale.position(judged.level_id)?).to_owned();
            let args = [("row", row.title.as_str().into()), ("level", level.into())];
            Some(self.speech.say("conference-own-row", &args))
        };
        judgement.rows.iter().filter_map(row).collect()
    }

    fn caption(&self, fact: &Fact, judgement: &Judgement) -> Result<String, StoreError> {
        let name = evidence::author(self.reader, fact)?;
        let day = dates::short(self.speech, self.day(fact)?);
        let key = if judgement.supersedes.is_empty() { "judged-by" } else { "judged-corrected-by" };
        Ok(self.speech.say(key, &[("name", name.into()), ("day", day.into())]))
    }

    /// "At-bat · Alone · Letter or essay".
    fn circumstances(&self, judgement: &Judgement) -> String {
        let purpose = match (judgement.lane, judgement.baseline, judgement.purpose) {
            (Lane::Own, ..) => "curve-own",
            (_, true, _) => "curve-before",
            (_, _, Purpose::Summative) => "capture-at-bat",
            (_, _, Purpose::Formative) => "capture-practice",
        };
        let support = match judgement.support {
            Support::Independent => "capture-alone",
            Support::Supported => "capture-with-help",
        };
        let said = [purpose, support].map(|key| self.speech.text(key));
        let kind = judgement.context.and_then(|kind| self.kinds.get(&kind)).cloned();
        said.into_iter().chain(kind).collect::<Vec<_>>().join(" · ")
    }

    /// Who said it, who corrected it to what, and who took what back.
    fn history(&self, scale: &Scale, chain: &Chain<'_>) -> Result<Vec<HistoryLine>, StoreError> {
        let mut steps: Vec<(&Fact, Option<&Judgement>)> =
            chain.facts().iter().map(|(fact, judgement)| (*fact, Some(*judgement))).collect();
        let back = |fact: &&Fact| taken_back_by(fact).iter().any(|id| chain.holds(*id));
        steps.extend(self.judged.facts().iter().filter(back).map(|fact| (fact, None)));
        steps.sort_by_key(|(fact, _)| (fact.eff, fact.id));
        let line = |(fact, judgement): &(&Fact, Option<&Judgement>)| {
            let what = match judgement {
                None => "taken-back",
                Some(judgement) if judgement.supersedes.is_empty() => "said",
                Some(_) => "corrected",
            };
            let level = match judgement {
                Some(judgement) => {
                    let rubric = judgement.rubric_version.map(|id| self.reader.rubric(id));
                    self.level(scale, rubric.transpose()?.flatten().as_ref(), judgement)
                }
                None => String::new(),
            };
            let mut args = vec![("level", level.into())];
            let key = if fact.actor == self.me {
                format!("judged-{what}-own")
            } else {
                args.push(("name", evidence::author(self.reader, fact)?.into()));
                format!("judged-{what}")
            };
            let day = dates::short(self.speech, self.day(fact)?);
            Ok(HistoryLine { day, text: self.speech.say(&key, &args) })
        };
        steps.iter().map(line).collect()
    }

    fn day(&self, fact: &Fact) -> Result<Day, StoreError> {
        Ok(Day::of_ms(fact.eff.ms(), self.reader.zone()?))
    }
}
