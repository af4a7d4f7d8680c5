//! Each way in which a standards file can be broken is named with the place inside the JSON and the rule.

mod support;

use notyet_interop::case::{Fault, Rule, read};
use serde_json::{Value, json};
use support::fixture;

const FILE: &str = "standards.json";
const ROW: &str = "/CFRubrics/2/CFRubricCriteria/1";

fn demo() -> Value {
    serde_json::from_slice(&fixture("demo/standards.json")).expect("the fixture is JSON")
}

fn faults(bytes: &[u8]) -> Vec<Fault> {
    read(FILE, bytes).expect_err("the file is broken").all().to_vec()
}

/// Puts a value at a place of the demonstration school's file; null takes away what is there.
fn with(places: &[(&str, Value)]) -> Vec<u8> {
    let mut package = demo();
    for (pointer, value) in places {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let parent = package.pointer_mut(parent).expect("the place is there");
        match name.parse::<usize>() {
            Ok(index) => parent[index] = value.clone(),
            Err(_) => parent[name] = value.clone(),
        }
    }
    serde_json::to_vec(&package).expect("JSON can be written")
}

/// Breaks one place and expects one fault and its sentence.
fn one(pointer: &str, put: Value, path: &str, rule: Rule, value: Option<&str>, sentence: &str) {
    let found = faults(&with(&[(pointer, put)]));
    let value = value.map(str::to_owned);
    assert_eq!(found, [Fault { file: FILE.to_owned(), path: path.to_owned(), rule, value }]);
    assert_eq!(found[0].to_string(), sentence);
}

#[test]
fn something_that_is_no_json() {
    let found = faults(b"{\n \"CFDocument\": nothing");
    assert_eq!(
        found,
        [Fault {
            file: FILE.into(),
            path: String::new(),
            rule: Rule::Json { line: 2, column: 17 },
            value: None
        }]
    );
    assert_eq!(
        found[0].to_string(),
        "standards.json: this is not readable JSON from line 2, column 17 on. Export it again."
    );
}

#[test]
fn text_in_another_encoding() {
    let found = faults(b"{\"CFDocument\": \"caf\xe9\"}");
    assert_eq!(found[0].to_string(), "standards.json: this file is not UTF-8. Export it again as UTF-8.");
}

#[test]
fn nesting_without_end_is_refused() {
    let found = faults("[".repeat(100_000).as_bytes());
    assert!(matches!(found[..], [Fault { rule: Rule::Json { line: 1, .. }, .. }]), "{found:?}");
}

#[test]
fn json_that_is_no_package() {
    assert_eq!(faults(b"[]")[0].to_string(), "standards.json: \"[…]\" stands where an object belongs.");
    assert_eq!(
        faults(b"{\"CFItems\": 3}").iter().map(Fault::to_string).collect::<Vec<_>>(),
        [
            "standards.json, CFDocument: this is needed and is not there.",
            "standards.json, CFItems: \"3\" stands where a list belongs.",
        ]
    );
}

#[test]
fn an_item_without_its_statement() {
    one(
        "/CFItems/3/fullStatement",
        json!(null),
        "CFItems[3].fullStatement",
        Rule::Present,
        None,
        "standards.json, CFItems[3].fullStatement: this is needed and is not there.",
    );
}

#[test]
fn text_where_something_else_stands() {
    one(
        "/CFItems/3/alternativeLabel",
        json!(["I can"]),
        "CFItems[3].alternativeLabel",
        Rule::Text,
        Some("[…]"),
        "standards.json, CFItems[3].alternativeLabel: \"[…]\" stands where text belongs.",
    );
}

#[test]
fn an_identifier_that_is_no_uuid() {
    one(
        "/CFItems/15/identifier",
        json!("W.7.1e"),
        "CFItems[15].identifier",
        Rule::Uuid,
        Some("W.7.1e"),
        "standards.json, CFItems[15].identifier: \"W.7.1e\" is not a UUID.",
    );
}

#[test]
fn an_identifier_that_stands_twice() {
    let taken = demo()["CFItems"][12]["identifier"].clone();
    let taken = taken.as_str().unwrap();
    one(
        "/CFItems/15/identifier",
        json!(taken),
        "CFItems[15].identifier",
        Rule::IdOnce { first: "CFItems[12]".to_owned() },
        Some(taken),
        &format!("standards.json, CFItems[15].identifier: \"{taken}\" already stands in CFItems[12]."),
    );
}

#[test]
fn an_association_that_leads_nowhere() {
    one(
        "/CFAssociations/0/destinationNodeURI",
        json!(null),
        "CFAssociations[0].destinationNodeURI",
        Rule::Present,
        None,
        "standards.json, CFAssociations[0].destinationNodeURI: this is needed and is not there.",
    );
}

#[test]
fn a_rubric_row_about_an_item_that_is_not_there() {
    let nobody = "00000000-0000-4000-8000-000000000001";
    one(
        &format!("{ROW}/CFItemURI/identifier"),
        json!(nobody),
        "CFRubrics[2].CFRubricCriteria[1].CFItemURI.identifier",
        Rule::ItemExists,
        Some(nobody),
        &format!(
            "standards.json, CFRubrics[2].CFRubricCriteria[1].CFItemURI.identifier: \"{nobody}\" is no item of this file."
        ),
    );
}

#[test]
fn a_score_that_is_no_number() {
    one(
        &format!("{ROW}/CFRubricCriterionLevels/0/score"),
        json!("one"),
        "CFRubrics[2].CFRubricCriteria[1].CFRubricCriterionLevels[0].score",
        Rule::Number,
        Some("one"),
        concat!(
            "standards.json, CFRubrics[2].CFRubricCriteria[1].CFRubricCriterionLevels[0].score: ",
            "\"one\" stands where a number belongs."
        ),
    );
}

#[test]
fn a_score_beyond_measure() {
    for score in [json!(1e300), json!("NaN"), json!("inf")] {
        let found = faults(&with(&[(&format!("{ROW}/CFRubricCriterionLevels/0/score"), score)]));
        assert_eq!(found.iter().map(|fault| &fault.rule).collect::<Vec<_>>(), [&Rule::Number]);
    }
}

#[test]
fn a_cell_without_its_text() {
    one(
        &format!("{ROW}/CFRubricCriterionLevels/2/description"),
        json!("  "),
        "CFRubrics[2].CFRubricCriteria[1].CFRubricCriterionLevels[2].description",
        Rule::Present,
        None,
        concat!(
            "standards.json, CFRubrics[2].CFRubricCriteria[1].CFRubricCriterionLevels[2].description: ",
            "this is needed and is not there."
        ),
    );
}

#[test]
fn rows_of_one_outcome_with_different_levels() {
    let levels = ["Not yet", "Approaching", "Demonstrating", "Exceeding"].map(str::to_owned).to_vec();
    one(
        &format!("{ROW}/CFRubricCriterionLevels/3/quality"),
        json!("Beyond"),
        "CFRubrics[2].CFRubricCriteria[1]",
        Rule::SameLevels { levels },
        Some("Not yet, Approaching, Demonstrating, Beyond"),
        concat!(
            "standards.json, CFRubrics[2].CFRubricCriteria[1]: the levels \"Not yet, Approaching, Demonstrating, ",
            "Beyond\" differ from the first row's: Not yet, Approaching, Demonstrating, Exceeding."
        ),
    );
}

#[test]
fn a_level_that_stands_twice_in_a_row() {
    let found = faults(&with(&[(
        "/CFRubrics/0/CFRubricCriteria/0/CFRubricCriterionLevels/3/quality",
        json!("Not yet"),
    )]));
    assert_eq!(
        found.iter().map(Fault::to_string).collect::<Vec<_>>(),
        ["standards.json, CFRubrics[0].CFRubricCriteria[0]: the level \"Not yet\" stands twice in this row."]
    );
}

#[test]
fn an_outcome_with_five_rows() {
    let mut package = demo();
    let item = package["CFItems"][0].clone();
    let rows = package["CFRubrics"][0]["CFRubricCriteria"].as_array_mut().unwrap();
    for index in 1..5 {
        let mut row = rows[0].clone();
        row["identifier"] = json!(format!("00000000-0000-4000-8000-00000000000{index}"));
        row["CFItemURI"]["identifier"] = item["identifier"].clone();
        row["CFRubricCriterionLevels"] = json!([]);
        rows.push(row);
    }
    rows[0]["CFRubricCriterionLevels"] = json!([]);
    let found = faults(&serde_json::to_vec(&package).unwrap());
    assert_eq!(
        found.iter().map(Fault::to_string).collect::<Vec<_>>(),
        ["standards.json, CFRubrics[0].CFRubricCriteria[4]: the outcome \"C1\" has more than 4 rubric rows."]
    );
}

#[test]
fn a_kind_that_nobody_knows() {
    one(
        "/CFItems/9/extensions/notyet/kind",
        json!("knowledge"),
        "CFItems[9].extensions.notyet.kind",
        Rule::OneOf(vec!["skill".to_owned(), "content".to_owned()]),
        Some("knowledge"),
        "standards.json, CFItems[9].extensions.notyet.kind: \"knowledge\" is none of: skill, content.",
    );
}

#[test]
fn a_mastery_level_that_the_rubric_does_not_have() {
    one(
        "/CFItems/9/extensions/notyet/masteryLevel",
        json!("Aproaching"),
        "CFItems[9].extensions.notyet.masteryLevel",
        Rule::OneOf(["Not yet", "Approaching", "Demonstrating", "Exceeding"].map(str::to_owned).to_vec()),
        Some("Aproaching"),
        concat!(
            "standards.json, CFItems[9].extensions.notyet.masteryLevel: \"Aproaching\" is none of: ",
            "Not yet, Approaching, Demonstrating, Exceeding."
        ),
    );
}

#[test]
fn school_wide_says_true_or_false() {
    one(
        "/CFItems/2/extensions/notyet/schoolWide",
        json!("yes"),
        "CFItems[2].extensions.notyet.schoolWide",
        Rule::Flag,
        Some("yes"),
        "standards.json, CFItems[2].extensions.notyet.schoolWide: \"yes\" stands where true or false belongs.",
    );
}

#[test]
fn a_task_that_is_judged_on_nothing() {
    let mut package = demo();
    let edges = package["CFAssociations"].as_array_mut().unwrap();
    let of_ticket =
        |edge: &Value| edge["associationType"] == "isRelatedTo" && edge["originNodeURI"]["title"] == "T2";
    edges.retain(|edge| !of_ticket(edge));
    let sentence = faults(&serde_json::to_vec(&package).unwrap())[0].to_string();
    assert!(
        sentence.starts_with("standards.json, CFItems[24]: the task \"Read the three quotations."),
        "{sentence}"
    );
    assert!(sentence.ends_with("is related to no outcome of this file."), "{sentence}");
}

#[test]
fn a_tasks_depth_of_knowledge_is_one_to_four_and_its_kind_of_work_a_name() {
    one(
        "/CFItems/25/extensions/notyet/depthOfKnowledge",
        json!(5),
        "CFItems[25].extensions.notyet.depthOfKnowledge",
        Rule::OneOf(["1", "2", "3", "4"].map(str::to_owned).to_vec()),
        Some("5"),
        "standards.json, CFItems[25].extensions.notyet.depthOfKnowledge: \"5\" is none of: 1, 2, 3, 4.",
    );
    one(
        "/CFItems/25/extensions/notyet/kindOfWork",
        json!(3),
        "CFItems[25].extensions.notyet.kindOfWork",
        Rule::Text,
        Some("3"),
        "standards.json, CFItems[25].extensions.notyet.kindOfWork: \"3\" stands where text belongs.",
    );
}

#[test]
fn every_fault_is_told_at_once() {
    let bytes = with(&[
        ("/CFDocument/title", json!("")),
        ("/CFItems/0/fullStatement", json!(null)),
        ("/CFAssociations/4/associationType", json!(7.5)),
        ("/CFAssociations/5/originNodeURI", json!("here")),
        ("/CFRubrics/1", json!(false)),
    ]);
    assert_eq!(
        read(FILE, &bytes).unwrap_err().to_string(),
        "standards.json, CFItems[0].fullStatement: this is needed and is not there.\n\
         standards.json, CFAssociations[5].originNodeURI: \"here\" stands where an object belongs.\n\
         standards.json, CFRubrics[1]: \"false\" stands where an object belongs.\n\
         standards.json, CFDocument.title: this is needed and is not there."
    );
}
