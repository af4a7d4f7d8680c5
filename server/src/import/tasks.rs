//! Tasks of a course, in their order and with what comes first.

use super::named;
use crate::plan::Plan;
use crate::storage::{Stored, Tx};
use notyet_interop::case::TaskSpec;
use notyet_model::flow::path::Path;
use notyet_model::ids::{ContextId, CourseId, OutcomeId, TaskId};
use notyet_model::register::{Context, Task, view};
use notyet_model::taxonomy::Depth;
use std::collections::HashMap;
use uuid::Uuid;

/// Adds the tasks to the plan; says what cannot be taken over.
pub(super) fn plan(
    tx: &mut dyn Tx,
    course: CourseId,
    specs: &[TaskSpec],
    outcomes: &HashMap<Uuid, OutcomeId>,
    plan: &mut Plan,
) -> Stored<Vec<String>> {
    let kinds = if specs.is_empty() { vec![] } else { kinds_of_work(tx)? };
    let mut faults = vec![];
    let id_of = |spec: &Uuid| TaskId(named(course.0, "task", &spec.to_string()));
    let mut tasks: Vec<(TaskId, Task)> = vec![];
    for spec in specs {
        let task = Task {
            course,
            title: spec.title.clone(),
            directions: spec.directions.clone(),
            outcomes: spec.outcomes.iter().filter_map(|id| outcomes.get(id).copied()).collect(),
            context: spec.work.as_deref().and_then(|work| kind_of_work(work, spec, &kinds, &mut faults)),
            dok: spec.depth.and_then(|depth| Depth::try_from(depth).ok()),
            position: spec.position,
            step: None,
            after: spec.after.iter().map(id_of).collect(),
            retake: None,
            ways: vec![],
            own_ideas: false,
            resources: vec![],
        };
        if let Err(fault) = task.check() {
            faults.push(format!("Task “{}”: {fault}.", spec.title));
        }
        plan.task(id_of(&spec.id), &task);
        tasks.push((id_of(&spec.id), task));
    }
    let all: Vec<(TaskId, &Task)> = tasks.iter().map(|(id, task)| (*id, task)).collect();
    if let Err(circle) = Path::of(&all) {
        let title =
            |id| tasks.iter().find(|(task, _)| *task == id).map(|(_, task)| format!("“{}”", task.title));
        let titles: Vec<String> = circle.tasks.into_iter().filter_map(title).collect();
        faults.push(format!("These tasks wait for each other: {}.", titles.join(", ")));
    }
    Ok(faults)
}

fn kinds_of_work(tx: &mut dyn Tx) -> Stored<Vec<(ContextId, Context)>> {
    let mut kinds = vec![];
    for text in tx.entities("context")? {
        let fields = tx.fields("context", &text)?;
        kinds.extend(text.parse().ok().zip(view::<Context>(&fields)));
    }
    Ok(kinds)
}

fn kind_of_work(
    work: &str,
    spec: &TaskSpec,
    kinds: &[(ContextId, Context)],
    faults: &mut Vec<String>,
) -> Option<ContextId> {
    let asked = work.trim().to_lowercase();
    let found = kinds.iter().find(|(_, kind)| kind.name.to_lowercase() == asked);
    if found.is_none() {
        let names: Vec<&str> = kinds.iter().map(|(_, kind)| kind.name.as_str()).collect();
        faults.push(format!(
            "Task “{}”: the kind of work “{work}” is none of the school's: {}.",
            spec.title,
            names.join(", ")
        ));
    }
    found.map(|(id, _)| *id)
}
