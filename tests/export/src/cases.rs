//! The rows of a class as cases for `cargo xtask level`: plain results, of which another gradebook could be asked, too.

use crate::rows::{Row, Rows};
use anyhow::{Context, ensure};
use chrono::DateTime;
use notyet_model::calendar::Day;
use notyet_model::fact::{Lane, Purpose, Support};
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_model::level::Policy;
use notyet_model::scale::{Scale, UNIT};
use notyet_model::select::SetAside;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A case a line, for every student and every outcome of the class.
pub fn cases(rows: &Rows) -> anyhow::Result<String> {
    let mut all = String::new();
    for (student, outcome) in rows.pairs() {
        all.push_str(&case(rows, student, outcome)?.to_string());
        all.push('\n');
    }
    Ok(all)
}

fn case(rows: &Rows, student: UserId, outcome: OutcomeId) -> anyhow::Result<Value> {
    let (scale, policy) = rows.rule(outcome);
    let found = rows.results(student, outcome);
    let mut case = method(&policy)?;
    case["id"] = json!({"outcome": outcome, "student": student});
    case["zone"] = json!(rows.zone.name());
    case["today"] = json!(rows.today.date().context("today is a day")?.to_string());
    case["scale"] = told(&scale);
    case["results"] = Results { rows, scale: &scale, aside: rows.aside(student), found: &found }.told()?;
    Ok(case)
}

/// `method`, `n` and `at_bats`, as settings write them.
fn method(policy: &Policy) -> anyhow::Result<Value> {
    Ok(serde_json::to_value(policy.method)?)
}

fn told(scale: &Scale) -> Value {
    let points: Vec<f64> = scale.levels().iter().map(|level| points(level.points)).collect();
    let words: Vec<&str> = scale.levels().iter().map(|level| level.word.as_str()).collect();
    json!({"mastery_points": points[scale.mastery()], "levels": points, "words": words})
}

/// Of the model's thousandths.
fn points(units: i64) -> f64 {
    units as f64 / UNIT as f64
}

/// The results of one student on one outcome, in the order of the work.
struct Results<'a> {
    rows: &'a Rows,
    scale: &'a Scale,
    aside: &'a SetAside,
    found: &'a [&'a Row],
}

impl Results<'_> {
    fn told(&self) -> anyhow::Result<Value> {
        let mut recorded: Vec<&&Row> = self.found.iter().collect();
        recorded.sort_by_key(|row| (row.eff, row.id));
        let recorded: BTreeMap<OpId, usize> =
            recorded.iter().zip(0..).map(|(row, at)| (row.id, at)).collect();
        let places: BTreeMap<OpId, usize> =
            self.found.iter().zip(0..).map(|(row, at)| (row.id, at)).collect();
        let result = |row: &&Row| self.result(row, &places, recorded[&row.id]);
        self.found.iter().map(result).collect::<anyhow::Result<Vec<_>>>().map(Value::from)
    }

    fn result(&self, row: &Row, places: &BTreeMap<OpId, usize>, recorded: usize) -> anyhow::Result<Value> {
        let body = &row.body;
        let moment = DateTime::from_timestamp_millis(body.work_at_ms).context("the time of a work")?;
        ensure!(
            Day::of_ms(body.work_at_ms, self.rows.zone) == body.work_day,
            "{} names a time that is not on its day",
            row.id
        );
        let mut result = json!({
            "submitted_at": moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "kind": match body.purpose {
                Purpose::Summative => "summative",
                Purpose::Formative => "formative",
            },
            "support": match body.support {
                Support::Independent => "independent",
                Support::Supported => "supported",
            },
            "by": match body.lane {
                Lane::Teacher => "teacher",
                Lane::Own => "student",
            },
            "baseline": body.baseline,
            "recorded": recorded,
        });
        match body.level.map(|level| self.scale.position(level)) {
            None => result["mark"] = json!("rows"),
            Some(None) => result["mark"] = json!("other_scale"),
            Some(Some(at)) => result["score"] = json!(points(self.scale.levels()[at].points)),
        }
        if let Some(kind) = body.context {
            result["context"] = json!(self.rows.kinds.get(&kind).context("the name of a kind of work")?);
        }
        if self.aside.taken_back.contains(&row.id) {
            result["set_aside"] = json!("taken_back");
        } else if self.aside.excused.contains(&row.id) {
            result["set_aside"] = json!("excused");
        }
        // What it corrects on another outcome is none of this list.
        let corrects: Vec<usize> = body.supersedes.iter().filter_map(|id| places.get(id).copied()).collect();
        if !corrects.is_empty() {
            result["corrects"] = json!(corrects);
        }
        Ok(result)
    }
}
