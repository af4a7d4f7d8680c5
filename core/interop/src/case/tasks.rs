//! The tasks of a course, picked out of a framework with the outcomes that they are judged on and what comes first. A
//! pure reading of what `read` has checked.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::TASK;
use super::framework::{Framework, Item};
use super::outcomes::{here, is_outcome, ours};

/// One task, ready to be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskSpec {
    /// The item's identifier.
    pub id: Uuid,
    /// As people say it.
    pub title: String,
    /// What to do; empty if the file says no more than the title.
    pub directions: String,
    /// Identifiers of the outcomes that it is judged on, in the file's order, each once; at least one.
    pub outcomes: Vec<Uuid>,
    /// Identifiers of the tasks that come first, in the file's order, each once.
    pub after: Vec<Uuid>,
    /// The name of its kind of work.
    pub work: Option<String>,
    /// Its depth of knowledge, 1 to 4.
    pub depth: Option<u8>,
    /// Place among the tasks, from 0.
    pub position: u32,
}

impl Framework {
    /// Items with the type `Task`, by the sequence number of their place in the document, then in the file's order.
    pub fn tasks(&self) -> Vec<TaskSpec> {
        let (outcomes, after) = (self.judged_on(), self.what_comes_first());
        let spec = |(position, item): (usize, &Item)| {
            let title = abbreviated(item);
            TaskSpec {
                id: item.identifier,
                title: title.unwrap_or(&item.full_statement).to_owned(),
                directions: title.map(|_| item.full_statement.clone()).unwrap_or_default(),
                outcomes: outcomes.get(&item.identifier).cloned().unwrap_or_default(),
                after: after.get(&item.identifier).cloned().unwrap_or_default(),
                work: ours(item, "kindOfWork").and_then(Value::as_str).map(str::to_owned),
                depth: ours(item, "depthOfKnowledge").and_then(Value::as_u64).map(|depth| depth as u8),
                position: position as u32,
            }
        };
        self.in_order(is_task).into_iter().enumerate().map(spec).collect()
    }

    /// Task → outcomes, whichever end the association begins at.
    pub(super) fn judged_on(&self) -> HashMap<Uuid, Vec<Uuid>> {
        let related = |a: &Item, b: &Item| match (is_task(a), is_outcome(b)) {
            (true, true) => Some((a.identifier, b.identifier)),
            _ => None,
        };
        self.edges("isRelatedTo", |origin, destination| {
            related(origin, destination).or_else(|| related(destination, origin))
        })
    }

    /// Task → the tasks that come before it.
    fn what_comes_first(&self) -> HashMap<Uuid, Vec<Uuid>> {
        self.edges("precedes", |origin, destination| {
            (is_task(origin) && is_task(destination)).then_some((destination.identifier, origin.identifier))
        })
    }

    fn edges(
        &self,
        kind: &str,
        pair: impl Fn(&Item, &Item) -> Option<(Uuid, Uuid)>,
    ) -> HashMap<Uuid, Vec<Uuid>> {
        let items: HashMap<Uuid, &Item> = self.items.iter().map(|item| (item.identifier, item)).collect();
        let mut found: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for edge in self.associations.iter().filter(|edge| edge.kind == kind) {
            let ends = [&edge.origin, &edge.destination].map(|link| here(link).and_then(|id| items.get(&id)));
            let [Some(origin), Some(destination)] = ends else { continue };
            let Some((of, other)) = pair(origin, destination) else { continue };
            let others = found.entry(of).or_default();
            if !others.contains(&other) {
                others.push(other);
            }
        }
        found
    }
}

pub(super) fn is_task(item: &Item) -> bool {
    item.item_type.as_deref() == Some(TASK)
}

/// The short form of what an item says.
fn abbreviated(item: &Item) -> Option<&str> {
    let text = item.extra.get("abbreviatedStatement")?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}
