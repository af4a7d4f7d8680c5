//! What a framework's parts must be for each other: identifiers once, rubrics about items that are here, outcomes that
//! can be taken over whole. It looks and reports, and changes nothing.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use uuid::Uuid;

use super::MAX_ROWS;
use super::fault::Rule;
use super::framework::{Criterion, Framework, Item};
use super::json::{Report, shown};
use super::outcomes::{KINDS, is_outcome, level_name, ordered_levels, ours};
use super::tasks::is_task;

pub(super) fn framework(framework: &Framework, report: &mut Report<'_>) {
    identifiers(framework, report);
    let items: HashSet<Uuid> = framework.items.iter().map(|item| item.identifier).collect();
    let mut rows: HashMap<Uuid, Vec<(String, &Criterion)>> = HashMap::new();
    for (r, rubric) in framework.rubrics.iter().enumerate() {
        for (c, row) in rubric.criteria.iter().enumerate() {
            let place = format!("CFRubrics[{r}].CFRubricCriteria[{c}]");
            let Some(item) = row.item.filter(|item| !item.is_nil()) else { continue };
            if items.contains(&item) {
                rows.entry(item).or_default().push((place, row));
            } else {
                report.say(
                    &format!("{place}.CFItemURI.identifier"),
                    Rule::ItemExists,
                    Some(item.to_string()),
                );
            }
        }
    }
    for (index, item) in framework.items.iter().enumerate().filter(|(_, item)| is_outcome(item)) {
        let rows = rows.remove(&item.identifier).unwrap_or_default();
        let levels = rubric_rows(item, &rows, report);
        extensions(item, &format!("CFItems[{index}].extensions"), &levels, report);
    }
    let judged_on = framework.judged_on();
    for (index, item) in framework.items.iter().enumerate().filter(|(_, item)| is_task(item)) {
        let place = format!("CFItems[{index}]");
        if !judged_on.contains_key(&item.identifier) {
            report.say(&place, Rule::Judged, Some(item.full_statement.clone()));
        }
        task_extensions(item, &format!("{place}.extensions.notyet"), report);
    }
}

fn identifiers(framework: &Framework, report: &mut Report<'_>) {
    let items = framework.items.iter().enumerate().map(|(i, it)| (format!("CFItems[{i}]"), it.identifier));
    once(items, report);
    let edges = framework.associations.iter().enumerate();
    once(edges.map(|(i, it)| (format!("CFAssociations[{i}]"), it.identifier)), report);
    let (mut rubrics, mut criteria, mut levels) = (Vec::new(), Vec::new(), Vec::new());
    for (r, rubric) in framework.rubrics.iter().enumerate() {
        rubrics.push((format!("CFRubrics[{r}]"), rubric.identifier));
        for (c, row) in rubric.criteria.iter().enumerate() {
            let place = format!("CFRubrics[{r}].CFRubricCriteria[{c}]");
            for (l, level) in row.levels.iter().enumerate() {
                levels.push((format!("{place}.CFRubricCriterionLevels[{l}]"), level.identifier));
            }
            criteria.push((place, row.identifier));
        }
    }
    [rubrics, criteria, levels].into_iter().for_each(|kind| once(kind.into_iter(), report));
}

fn once(places: impl Iterator<Item = (String, Uuid)>, report: &mut Report<'_>) {
    let mut seen: HashMap<Uuid, String> = HashMap::new();
    for (place, identifier) in places.filter(|(_, identifier)| !identifier.is_nil()) {
        match seen.get(&identifier) {
            None => _ = seen.insert(identifier, place),
            Some(first) => {
                let rule = Rule::IdOnce { first: first.clone() };
                report.say(&format!("{place}.identifier"), rule, Some(identifier.to_string()));
            }
        }
    }
}

/// Checks the rows of one outcome and returns the names of its levels, lowest first.
fn rubric_rows(item: &Item, rows: &[(String, &Criterion)], report: &mut Report<'_>) -> Vec<String> {
    if let Some((place, _)) = rows.get(MAX_ROWS) {
        let name = item.human_coding_scheme.clone().unwrap_or_else(|| item.full_statement.clone());
        report.say(place, Rule::RowCount { limit: MAX_ROWS }, Some(name));
    }
    let mut first: Option<Vec<String>> = None;
    for (place, row) in rows {
        for (index, level) in row.levels.iter().enumerate() {
            let place = format!("{place}.CFRubricCriterionLevels[{index}]");
            if level.quality.is_none() {
                report.say(&format!("{place}.quality"), Rule::Present, None);
            }
            if level.description.is_none() {
                report.say(&format!("{place}.description"), Rule::Present, None);
            }
        }
        let levels: Vec<String> = ordered_levels(row).iter().map(|level| level_name(level)).collect();
        let mut seen = HashSet::new();
        if let Some(twice) = levels.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())) {
            report.say(place, Rule::LevelOnce, Some(twice.clone()));
        }
        match &first {
            None => first = Some(levels),
            Some(first) if *first != levels => {
                report.say(place, Rule::SameLevels { levels: first.clone() }, Some(levels.join(", ")));
            }
            Some(_) => {}
        }
    }
    first.unwrap_or_default()
}

fn task_extensions(item: &Item, place: &str, report: &mut Report<'_>) {
    let given = |name| ours(item, name).filter(|value| !value.is_null());
    if let Some(work) = given("kindOfWork").filter(|work| !work.is_string()) {
        report.say(&format!("{place}.kindOfWork"), Rule::Text, Some(shown(work)));
    }
    let is_depth = |value: &Value| value.as_u64().is_some_and(|depth| (1..=4).contains(&depth));
    if let Some(depth) = given("depthOfKnowledge").filter(|depth| !is_depth(depth)) {
        let depths = (1..=4).map(|depth| depth.to_string()).collect();
        report.say(&format!("{place}.depthOfKnowledge"), Rule::OneOf(depths), Some(shown(depth)));
    }
}

/// Our own fields: a slip of the pen here would change what counts as mastery without a word.
fn extensions(item: &Item, place: &str, levels: &[String], report: &mut Report<'_>) {
    let mut word = |name: &str, allowed: Vec<String>| {
        let Some(value) = ours(item, name).filter(|value| !value.is_null()) else { return };
        if !value.as_str().is_some_and(|text| allowed.iter().any(|word| word == text)) {
            report.say(&format!("{place}.notyet.{name}"), Rule::OneOf(allowed), Some(shown(value)));
        }
    };
    word("kind", KINDS.map(str::to_owned).to_vec());
    word("masteryLevel", levels.to_vec());
    match ours(item, "schoolWide") {
        None | Some(Value::Null | Value::Bool(_)) => {}
        Some(other) => report.say(&format!("{place}.notyet.schoolWide"), Rule::Flag, Some(shown(other))),
    }
}
