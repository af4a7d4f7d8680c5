//! An outcome over time: each result on its day, and the level that stood. Whatever is drawn is said as well: one
//! sentence for each point, and one for all of it.

use super::parts::Sign;

/// Whose judgement a point is, and what for. Each is drawn in a shape of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CurveMark {
    /// A teacher's, of a chance to show mastery: the sign of its level.
    Chance,
    /// A teacher's, of practice: a small disc.
    Practice,
    /// The student's own: a diamond.
    Own,
    /// From before the course: a short bar.
    Before,
}

/// A level of the scale, as a row of the drawing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CurveLevel {
    /// "Demonstrating".
    pub word: String,
    /// Its sign.
    pub sign: Sign,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CurvePoint {
    /// How far from the first day to the last it stands, 0 to 1,000.
    pub at: u32,
    /// Position of its level, lowest 0.
    pub level: u32,
    /// Its shape.
    pub mark: CurveMark,
    /// Whether it was done with help: drawn hollow.
    pub with_help: bool,
    /// "12 Nov: Demonstrating. Chance to show: Debate."
    pub text: String,
    /// What it opens; absent where there is nothing to open.
    pub piece: Option<String>,
}

/// From here on another level stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CurveStep {
    /// How far from the first day to the last, 0 to 1,000.
    pub at: u32,
    /// Position of the level; absent: none any more.
    pub level: Option<u32>,
}

/// An outcome over time; there is none before the first result.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Curve {
    /// The rows, lowest level first.
    pub levels: Vec<CurveLevel>,
    /// The results, in the order of the work.
    pub points: Vec<CurvePoint>,
    /// The line of the standing level; the last step reaches to the right end.
    pub line: Vec<CurveStep>,
    /// "3 Sep": the day at the left end.
    pub from: String,
    /// "24 Nov": the day at the right end; empty where all of it is one day.
    pub to: String,
    /// "5 results, from 3 Sep to 19 Nov. Now: Approaching."
    pub spoken: String,
}

use super::account::Account;
use super::view;
use notyet_model::calendar::Day;
use notyet_model::fact::{Judgement, Lane, Purpose, Support};
use notyet_model::level::level;
use notyet_model::plan::profile::{By, Dot, Piece, curve};
use notyet_model::select::Reason;
use notyet_store::Entry;
use notyet_words::{Speech, dates, word};
use std::collections::{BTreeMap, HashSet};

/// From the first day to the last.
const WHOLE: i64 = 1_000;

/// Draws an account. `opens` says what a result opens.
pub(crate) fn of(
    account: &Account,
    speech: &Speech,
    today: Day,
    opens: impl Fn(&Entry<Judgement>) -> Option<String>,
) -> Option<Curve> {
    let found = curve(&pieces(account), &shown(account));
    let (first, last) = (found.dots.first()?, found.dots.last()?);
    let span = Span { first: first.day, last: today.max(last.day) };
    let points = found.dots.iter().filter_map(|dot| {
        let entry = account.judgements.iter().find(|entry| entry.id == dot.id)?;
        Some(CurvePoint {
            at: span.at(dot.day),
            level: dot.level as u32,
            mark: mark(dot.by),
            with_help: dot.support == Support::Supported,
            text: said(account, speech, dot, &entry.body),
            piece: opens(entry),
        })
    });
    let day = |day| dates::short(speech, day);
    let row = |at: usize| CurveLevel {
        word: word(&account.scale, at).to_owned(),
        sign: view::sign_of(&account.scale, Some(at), false),
    };
    Some(Curve {
        levels: (0..account.scale.levels().len()).map(row).collect(),
        line: found
            .line
            .iter()
            .map(|s| CurveStep { at: span.at(s.from), level: s.level.map(|l| l as u32) })
            .collect(),
        from: day(first.day),
        to: if span.is_one_day() { String::new() } else { day(span.last) },
        spoken: speech.say(
            "curve-spoken",
            &[
                ("count", found.dots.len().into()),
                ("from", day(first.day).into()),
                ("to", day(last.day).into()),
                ("level", view::level_text(speech, &account.scale, account.standing).into()),
            ],
        ),
        points: points.collect(),
    })
}

/// The days that the drawing is as wide as.
struct Span {
    first: Day,
    last: Day,
}

impl Span {
    fn is_one_day(&self) -> bool {
        self.first == self.last
    }

    fn at(&self, day: Day) -> u32 {
        if self.is_one_day() {
            return (WHOLE / 2) as u32;
        }
        let share = i64::from(day.since(self.first)) * WHOLE / i64::from(self.last.since(self.first));
        share.clamp(0, WHOLE) as u32
    }
}

/// What was judged of the whole and stands, whether it counts or not.
fn pieces(account: &Account) -> Vec<Piece> {
    let gone = |reason| matches!(reason, Reason::TakenBack | Reason::Corrected | Reason::Excused);
    let gone: HashSet<_> =
        account.selection.excluded.iter().filter(|e| gone(e.reason)).map(|e| e.id).collect();
    let standing = account.judgements.iter().filter(|entry| !gone.contains(&entry.id));
    standing
        .map(|entry| Piece {
            id: entry.id,
            day: entry.body.work_day,
            at_ms: entry.body.work_at_ms,
            by: match &entry.body {
                Judgement { baseline: true, .. } => By::Baseline,
                Judgement { lane: Lane::Own, .. } => By::Own,
                Judgement { purpose: Purpose::Summative, .. } => By::AtBat,
                Judgement { purpose: Purpose::Formative, .. } => By::Practice,
            },
            support: entry.body.support,
            level: entry.body.level.and_then(|level| account.scale.position(level)),
            rows: BTreeMap::new(),
        })
        .collect()
}

/// The level at the end of each day of work that counts.
fn shown(account: &Account) -> BTreeMap<Day, Option<usize>> {
    let (counted, ladder) = (&account.selection.counted, account.scale.ladder());
    let until = |at: usize| level(&counted[..=at], &account.policy, ladder).position();
    // Of several on one day the last is what the day ended with.
    counted.iter().enumerate().filter_map(|(at, c)| Some((c.work_day()?, until(at)))).collect()
}

fn mark(by: By) -> CurveMark {
    match by {
        By::AtBat => CurveMark::Chance,
        By::Practice => CurveMark::Practice,
        By::Own => CurveMark::Own,
        By::Baseline => CurveMark::Before,
    }
}

fn said(account: &Account, speech: &Speech, dot: &Dot, judgement: &Judgement) -> String {
    let what = speech.text(match mark(dot.by) {
        CurveMark::Chance => "curve-chance",
        CurveMark::Practice => "curve-practice",
        CurveMark::Own => "curve-own",
        CurveMark::Before => "curve-before",
    });
    let what = match judgement.context.and_then(|kind| account.kinds.get(&kind)) {
        Some(kind) => speech.say("curve-what", &[("what", what.into()), ("kind", kind.as_str().into())]),
        None => what,
    };
    let key = if dot.support == Support::Supported { "curve-point-help" } else { "curve-point" };
    let level = word(&account.scale, dot.level).to_owned();
    let day = dates::short(speech, dot.day);
    speech.say(key, &[("day", day.into()), ("level", level.into()), ("what", what.into())])
}
