//! What a standards file may look like without anyone having to mend it, and what is read from real ones.

mod support;

use notyet_interop::case::{Framework, Kind, read};
use serde_json::{Value, json};
use support::{fixture, schema};

fn sample(name: &str) -> Framework {
    read(name, &fixture(&format!("samples/case/{name}"))).unwrap_or_else(|faults| panic!("{faults}"))
}

fn demo() -> Value {
    serde_json::from_slice(&fixture("demo/standards.json")).expect("the fixture is JSON")
}

fn read_value(value: &Value) -> Framework {
    let bytes = serde_json::to_vec(value).expect("JSON can be written");
    read("standards.json", &bytes).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn real_packages_are_read_whole() {
    let sizes = [
        ("opensalt_AdoptedTestFramework.json", 1, 1),
        ("opensalt_EmptyExternalFramework.json", 0, 0),
        ("opensalt_ItemTypeTestFramework.json", 1, 1),
        ("opensalt_MarkdownFramework.json", 2, 2),
        ("opensalt_Ordering.json", 28, 28),
        ("opensalt_SequenceNumberFramework.json", 2, 2),
    ];
    for (name, items, associations) in sizes {
        let framework = sample(name);
        assert_eq!((framework.items.len(), framework.associations.len()), (items, associations), "{name}");
        assert_eq!(framework.outcomes(), [], "{name}");
    }
}

#[test]
fn extra_keys_of_a_real_package_are_kept() {
    let framework = sample("opensalt_Ordering.json");
    assert_eq!(framework.document.title, "ACT Holistic Framework, Math");
    assert_eq!(framework.document.extra["CFPackageURI"]["title"], "ACT Holistic Framework, Math");
    let item = &framework.items[0];
    assert_eq!(item.human_coding_scheme.as_deref(), Some("H.A.MATH.GM"));
    assert_eq!(item.extra["abbreviatedStatement"], "Geometry and Measurement");
    assert_eq!(item.extra["CFDocumentURI"]["identifier"], "a33fc64e-5c40-11e7-82c4-3d54268aa9ee");
}

#[test]
fn the_schema_check_of_these_tests_finds_what_other_validators_find() {
    let schema: Value =
        serde_json::from_slice(&fixture("samples/case/schema/case-v1p1-cfpackage.official.json")).unwrap();
    let count = |name: &str| {
        let package = serde_json::from_slice(&fixture(&format!("samples/case/{name}"))).unwrap();
        schema::violations(&schema, &package).len()
    };
    assert_eq!(count("opensalt_Ordering.json"), 57);
    assert_eq!(count("opensalt_MarkdownFramework.json"), 0);
    assert_eq!(count("opensalt_ItemTypeTestFramework.json"), 0);
}

#[test]
fn items_of_the_sequence_sample_keep_their_numbers() {
    let framework = sample("opensalt_SequenceNumberFramework.json");
    let numbers: Vec<_> =
        framework.associations.iter().map(|it| (it.origin.title.as_deref(), it.sequence)).collect();
    assert_eq!(numbers, [(Some("SNT.1"), Some(2)), (Some("SNT.2"), Some(1))]);
}

#[test]
fn a_grade_may_be_one_text_under_its_older_name() {
    let mut package = demo();
    package["CFItems"][0]["educationLevel"] = Value::Null;
    package["CFItems"][0]["educationalLevel"] = json!("07");
    assert_eq!(read_value(&package).items[0].education_level, ["07"]);
}

#[test]
fn null_counts_as_absent_and_a_number_as_text() {
    let mut package = demo();
    package["CFItems"][0]["notes"] = Value::Null;
    package["CFItems"][0]["humanCodingScheme"] = json!(11);
    package["CFDefinitions"] = Value::Null;
    let item = &read_value(&package).items[0];
    assert_eq!((item.notes.as_deref(), item.human_coding_scheme.as_deref()), (None, Some("11")));
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let plain = fixture("demo/standards.json");
    let marked = [b"\xef\xbb\xbf".as_slice(), &plain].concat();
    assert_eq!(read("a", &marked), read("a", &plain));
}

#[test]
fn unknown_fields_are_kept_in_every_part() {
    let mut package = demo();
    let row = "/CFRubrics/0/CFRubricCriteria/0";
    let level = format!("{row}/CFRubricCriterionLevels/0");
    for place in ["", "/CFDocument", "/CFItems/0", "/CFAssociations/0", "/CFRubrics/0", row, &level] {
        package.pointer_mut(place).unwrap()["colour"] = json!({"ink": 3});
    }
    let framework = read_value(&package);
    let rubric = &framework.rubrics[0];
    let extras = [
        &framework.extra,
        &framework.document.extra,
        &framework.items[0].extra,
        &framework.associations[0].extra,
        &rubric.extra,
        &rubric.criteria[0].extra,
        &rubric.criteria[0].levels[0].extra,
    ];
    assert!(extras.iter().all(|extra| extra["colour"] == json!({"ink": 3})));
}

#[test]
fn outcomes_and_cells_follow_their_numbers_wherever_they_stand_in_the_file() {
    let expected = read_value(&demo()).outcomes();
    let mut package = demo();
    for list in ["/CFItems", "/CFRubrics"] {
        package.pointer_mut(list).unwrap().as_array_mut().unwrap().reverse();
    }
    for rubric in package["CFRubrics"].as_array_mut().unwrap() {
        let rows = rubric["CFRubricCriteria"].as_array_mut().unwrap();
        rows.reverse();
        rows.iter_mut().for_each(|row| row["CFRubricCriterionLevels"].as_array_mut().unwrap().reverse());
    }
    assert_eq!(read_value(&package).outcomes(), expected);
}

#[test]
fn an_alignment_may_point_either_way_and_out_of_the_file() {
    let mut package = demo();
    let edges = package["CFAssociations"].as_array_mut().unwrap();
    let edge = edges.iter_mut().find(|it| it["destinationNodeURI"]["title"] == "W.7.5").unwrap();
    let (origin, destination) = (edge["originNodeURI"].take(), edge["destinationNodeURI"].take());
    edge["originNodeURI"] = destination;
    edge["destinationNodeURI"] = origin.clone();
    let mut out = edge.clone();
    out["identifier"] = json!("00000000-0000-4000-8000-000000000001");
    out["associationType"] = json!("isPartOf");
    out["originNodeURI"] = origin;
    out["destinationNodeURI"] =
        json!({"title": "ELA.7.W.5", "identifier": "state:4711", "uri": "https://state.example/4711"});
    edges.push(out);
    let outcomes = read_value(&package).outcomes();
    assert_eq!(outcomes[11].standards, ["W.7.5", "ELA.7.W.5"]);
}

#[test]
fn an_outcome_needs_neither_rubric_nor_student_wording_nor_our_extensions() {
    let package = json!({
        "CFDocument": {"identifier": "00000000-0000-4000-8000-000000000001", "title": "Plain"},
        "CFItems": [{
            "identifier": "00000000-0000-4000-8000-000000000002",
            "fullStatement": "Multiplies fractions.",
            "CFItemType": "Outcome",
        }],
    });
    let outcomes = read_value(&package).outcomes();
    assert_eq!(outcomes.len(), 1);
    let outcome = &outcomes[0];
    assert_eq!(
        (outcome.i_can.as_str(), &outcome.code, outcome.kind),
        ("Multiplies fractions.", &None, Kind::Skill)
    );
    assert_eq!((outcome.rows.len(), &outcome.mastery_level, outcome.school_wide), (0, &None, false));
}

#[test]
fn points_between_whole_numbers_are_kept_in_thousandths() {
    let mut package = demo();
    *package.pointer_mut("/CFRubrics/0/CFRubricCriteria/0/CFRubricCriterionLevels/1/score").unwrap() =
        json!(2.5);
    assert_eq!(read_value(&package).outcomes()[0].rows[0].cells[1].points_thousandths, Some(2500));
}
