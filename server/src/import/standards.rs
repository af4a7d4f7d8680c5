//! Outcomes, rubrics and tasks of a course. A rubric's version is named by its content, so that a changed rubric is a new
//! version and an unchanged one stays the same for ever.

use super::{Refused, Report, count, named, tasks};
use crate::plan::Plan;
use crate::storage::{Stored, Tx};
use notyet_interop::case::{Kind, OutcomeSpec, RubricRow, TaskSpec};
use notyet_model::ids::{CourseId, LevelId, OutcomeId, RowId, RubricId};
use notyet_model::register::{Cell, Course, Expectation, Outcome, OutcomeKind, Row, Rubric, view};
use notyet_model::scale::Scale;
use std::collections::{HashMap, HashSet};

pub(super) fn plan(
    tx: &mut dyn Tx,
    specs: &[OutcomeSpec],
    task_specs: &[TaskSpec],
    asked: &str,
) -> Stored<Result<(Plan, Report), Refused>> {
    let (id, course) = match course(tx, asked)? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    if specs.is_empty() {
        let sentence = "The file holds no outcomes: no item has the type “Outcome”.".to_owned();
        return Ok(Err(sentence.into()));
    }
    let scale = course.scale.clone().unwrap_or_else(Scale::preset);
    let (mut plan, mut faults, mut codes, mut rubrics) = (Plan::default(), Vec::new(), HashSet::new(), 0);
    let mut taken = HashMap::new();
    for spec in specs {
        let code = spec.code.clone().unwrap_or_else(|| (spec.position + 1).to_string());
        let mut levels = Levels { scale: &scale, code: &code, faults: &mut faults };
        let outcome = OutcomeId(named(id.0, "outcome", &spec.id.to_string()));
        let mastery = spec.mastery_level.as_deref().and_then(|word| levels.find(word, "as mastery"));
        let rubric = rubric(outcome, &spec.rows, &mut levels);
        if !codes.insert(code.clone()) {
            faults.push(format!("Two outcomes have the code {code}."));
        }
        let fields = Outcome {
            course: id,
            i_can: spec.i_can.clone(),
            formal: spec.formal.clone(),
            kind: match spec.kind {
                Kind::Skill => OutcomeKind::Skill,
                Kind::Content => OutcomeKind::Content,
            },
            standards: spec.standards.clone(),
            mastery,
            rubric: rubric.as_ref().map(|(id, _)| *id),
            position: spec.position,
            school_wide: spec.school_wide,
            also_in: Vec::new(),
            progress: Expectation::default(),
            independent_mastery: Expectation::default(),
            code,
        };
        plan.outcome(outcome, &fields);
        taken.insert(spec.id, outcome);
        if let Some((id, fields)) = rubric {
            plan.rubric(id, &fields);
            rubrics += 1;
        }
    }
    faults.extend(tasks::plan(tx, id, task_specs, &taken, &mut plan)?);
    if !faults.is_empty() {
        return Ok(Err(Refused(faults)));
    }
    let (outcomes, rubrics) =
        (count(specs.len(), "outcome", "outcomes"), count(rubrics, "rubric", "rubrics"));
    let what = match task_specs.len() {
        0 => format!("{outcomes} and {rubrics}"),
        tasks => format!("{outcomes}, {rubrics} and {}", count(tasks, "task", "tasks")),
    };
    let summary = format!("{what} for {}", course.title);
    Ok(Ok((plan, Report { summary, changed: 0, notes: vec![] })))
}

fn course(tx: &mut dyn Tx, asked: &str) -> Stored<Result<(CourseId, Course), Refused>> {
    let (asked, mut known, mut found) = (asked.trim().to_lowercase(), vec![], vec![]);
    for text in tx.entities("course")? {
        let fields = tx.fields("course", &text)?;
        let Some((id, course)) = text.parse().ok().zip(view::<Course>(&fields)) else { continue };
        let code = fields.get("code").and_then(|code| code.as_str()).unwrap_or_default().to_owned();
        let is_it = [&text, &code, &course.title].iter().any(|name| name.to_lowercase() == asked);
        known.push(if code.is_empty() { course.title.clone() } else { format!("{code} ({})", course.title) });
        if is_it {
            found.push((id, course));
        }
    }
    Ok(match (found.len(), found.pop()) {
        (1, Some(course)) => Ok(course),
        (0, _) if known.is_empty() => {
            Err("The school has no courses yet. Import its roster first.".to_owned().into())
        }
        (0, _) => Err(format!("No course is called “{asked}”. There are: {}.", known.join(", ")).into()),
        _ => Err(format!("Several courses are called “{asked}”. Give the course's id.").into()),
    })
}

fn rubric(outcome: OutcomeId, rows: &[RubricRow], levels: &mut Levels<'_>) -> Option<(RubricId, Rubric)> {
    if rows.is_empty() {
        return None;
    }
    let row = |row: &RubricRow| {
        let cell = |cell: &notyet_interop::case::Cell| {
            let level = levels.find(&cell.level, &format!("in the row “{}”", row.title))?;
            Some(Cell { level, text: cell.text.clone() })
        };
        Row {
            id: RowId(row.id),
            title: row.title.clone(),
            cells: row.cells.iter().filter_map(cell).collect(),
        }
    };
    let rubric = Rubric { outcome, rows: rows.iter().map(row).collect() };
    let content = serde_json::to_string(&rubric).expect("a rubric is text and ids");
    Some((RubricId(named(outcome.0, "rubric", &content)), rubric))
}

/// The course's levels by their words.
struct Levels<'a> {
    scale: &'a Scale,
    code: &'a str,
    faults: &'a mut Vec<String>,
}

impl Levels<'_> {
    fn find(&mut self, word: &str, place: &str) -> Option<LevelId> {
        let levels = self.scale.levels();
        let found = levels.iter().find(|level| level.word.to_lowercase() == word.trim().to_lowercase());
        if found.is_none() {
            let words: Vec<&str> = levels.iter().map(|level| level.word.as_str()).collect();
            self.faults.push(format!(
                "Outcome {}: the level “{word}” {place} is none of the course's: {}.",
                self.code,
                words.join(", ")
            ));
        }
        found.map(|level| level.id)
    }
}
