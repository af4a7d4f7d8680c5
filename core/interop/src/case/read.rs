//! From JSON to a framework, object by object. What the objects mean for each other is checked in `check`.

use serde_json::Value;

use crate::Faults;

use super::check;
use super::fault::{Fault, Rule};
use super::framework::{Association, Criterion, Document, Framework, Item, Level, Link, Rubric};
use super::json::{Fields, Report};

/// The largest file that is read: 64 MiB, about ten times the largest state's standards for all subjects.
pub const MAX_BYTES: usize = 64 << 20;

/// Reads a package. `file` is the name that faults carry. Nesting beyond 128 levels is refused as unreadable JSON.
pub fn read(file: &str, bytes: &[u8]) -> Result<Framework, Faults<Fault>> {
    let mut report = Report { file, faults: Vec::new() };
    let framework = parse(bytes, &mut report).and_then(|value| package(value, &mut report));
    match framework {
        Some(framework) => Faults::or(report.faults, framework),
        None => Err(Faults::of(report.faults)),
    }
}

fn parse(bytes: &[u8], report: &mut Report<'_>) -> Option<Value> {
    if bytes.len() > MAX_BYTES {
        report.say("", Rule::Size { limit: MAX_BYTES }, None);
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if std::str::from_utf8(bytes).is_err() {
        report.say("", Rule::Utf8, None);
        return None;
    }
    serde_json::from_slice(bytes)
        .map_err(|error| report.say("", Rule::Json { line: error.line(), column: error.column() }, None))
        .ok()
}

fn package(value: Value, report: &mut Report<'_>) -> Option<Framework> {
    let mut fields = Fields::of(value, "", report)?;
    let before = report.faults.len();
    let document = fields.object("CFDocument", report);
    if document.is_none() && report.faults.len() == before {
        report.say("CFDocument", Rule::Present, None);
    }
    let items = fields.objects("CFItems", report).into_iter().map(|item| read_item(item, report)).collect();
    let associations =
        fields.objects("CFAssociations", report).into_iter().map(|edge| association(edge, report)).collect();
    let rubrics = fields.objects("CFRubrics", report).into_iter().map(|it| rubric(it, report)).collect();
    let mut framework = Framework {
        document: read_document(document?, report),
        items,
        associations,
        rubrics,
        extra: fields.rest(),
    };
    check::framework(&framework, report);
    sort_rubrics(&mut framework.rubrics);
    Some(framework)
}

fn read_document(mut fields: Fields, report: &mut Report<'_>) -> Document {
    Document {
        identifier: fields.needed_uuid("identifier", report),
        title: fields.needed_text("title", report),
        creator: fields.text("creator", report),
        extra: fields.rest(),
    }
}

fn read_item(mut fields: Fields, report: &mut Report<'_>) -> Item {
    let mut education_level = fields.texts("educationLevel", report);
    education_level.extend(fields.texts("educationalLevel", report));
    Item {
        identifier: fields.needed_uuid("identifier", report),
        human_coding_scheme: fields.text("humanCodingScheme", report),
        full_statement: fields.needed_text("fullStatement", report),
        alternative_label: fields.text("alternativeLabel", report),
        item_type: fields.text("CFItemType", report),
        notes: fields.text("notes", report),
        education_level,
        extra: fields.rest(),
    }
}

fn association(mut fields: Fields, report: &mut Report<'_>) -> Association {
    Association {
        identifier: fields.needed_uuid("identifier", report),
        kind: fields.needed_text("associationType", report),
        origin: needed_link(&mut fields, "originNodeURI", report),
        destination: needed_link(&mut fields, "destinationNodeURI", report),
        sequence: fields.integer("sequenceNumber", report),
        extra: fields.rest(),
    }
}

fn needed_link(fields: &mut Fields, name: &str, report: &mut Report<'_>) -> Link {
    let before = report.faults.len();
    let Some(mut link) = fields.object(name, report) else {
        if report.faults.len() == before {
            report.say(&fields.place(name), Rule::Present, None);
        }
        return Link { identifier: String::new(), title: None, uri: None };
    };
    Link {
        identifier: link.needed_text("identifier", report),
        title: link.text("title", report),
        uri: link.text("uri", report),
    }
}

fn rubric(mut fields: Fields, report: &mut Report<'_>) -> Rubric {
    Rubric {
        identifier: fields.needed_uuid("identifier", report),
        title: fields.text("title", report),
        criteria: fields
            .objects("CFRubricCriteria", report)
            .into_iter()
            .map(|row| criterion(row, report))
            .collect(),
        extra: fields.rest(),
    }
}

fn criterion(mut fields: Fields, report: &mut Report<'_>) -> Criterion {
    let item = fields.object("CFItemURI", report).map(|mut link| link.needed_uuid("identifier", report));
    Criterion {
        identifier: fields.needed_uuid("identifier", report),
        category: fields.text("category", report),
        description: fields.text("description", report),
        item,
        position: fields.integer("position", report),
        levels: fields
            .objects("CFRubricCriterionLevels", report)
            .into_iter()
            .map(|cell| level(cell, report))
            .collect(),
        extra: fields.rest(),
    }
}

fn level(mut fields: Fields, report: &mut Report<'_>) -> Level {
    Level {
        identifier: fields.needed_uuid("identifier", report),
        quality: fields.text("quality", report),
        description: fields.text("description", report),
        score_thousandths: fields.thousandths("score", report),
        position: fields.integer("position", report),
        extra: fields.rest(),
    }
}

/// After the checks, whose places are those of the file. Rows and levels without a position stay where they are, after
/// those that have one.
fn sort_rubrics(rubrics: &mut [Rubric]) {
    for rubric in rubrics {
        rubric.criteria.sort_by_key(|row| row.position.unwrap_or(i64::MAX));
        for row in &mut rubric.criteria {
            row.levels.sort_by_key(|level| level.position.unwrap_or(i64::MAX));
        }
    }
}
