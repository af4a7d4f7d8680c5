//! The demonstration school's outcomes and rubrics say what the demonstration course says, and keep to the official
//! schema.

mod support;

use notyet_interop::case::{Kind, OutcomeSpec, read};
use serde_json::Value;
use support::{fixture, schema};

const LEVELS: [&str; 4] = ["Not yet", "Approaching", "Demonstrating", "Exceeding"];

fn outcomes() -> Vec<OutcomeSpec> {
    read("standards.json", &fixture("demo/standards.json")).expect("the file is without fault").outcomes()
}

#[test]
fn it_is_valid_under_the_official_schema_of_case_1_1() {
    let schema = json("samples/case/schema/case-v1p1-cfpackage.official.json");
    assert_eq!(schema::violations(&schema, &json("demo/standards.json")), Vec::<String>::new());
}

#[test]
fn the_twelve_outcomes_stand_in_order_with_words_standards_and_kind() {
    let outcomes = outcomes();
    let told: Vec<_> = outcomes
        .iter()
        .map(|it| (it.code.as_deref().unwrap_or(""), it.i_can.as_str(), it.standards.join(", "), it.kind))
        .collect();
    let skill = Kind::Skill;
    let expected = [
        ("C1", "I can make a clear claim that someone could disagree with.", "W.7.1a", skill),
        (
            "C2",
            "I can give reasons that fit my claim, in an order that helps my reader.",
            "W.7.1a, W.7.1b",
            skill,
        ),
        (
            "C3",
            "I can back up a claim with evidence and explain how it helps.",
            "W.7.1b, RI.7.1, RH.6-8.1",
            skill,
        ),
        ("C4", "I can state another view fairly and answer it.", "W.7.1a", skill),
        ("C5", "I can use words that show how my ideas connect.", "W.7.1c", skill),
        ("C6", "I can write an ending that follows from my argument.", "W.7.1e", skill),
        ("S1", "I can decide if a source can be trusted for my question.", "W.7.8", skill),
        ("S2", "I can quote or retell a source and say where it came from.", "W.7.8", skill),
        ("R1", "I can follow a writer's argument and say if the evidence is enough.", "RI.7.8", skill),
        (
            "R2",
            "I can name the claim, reasons and evidence in a text and say what each does.",
            "RI.7.8, L.7.6",
            Kind::Content,
        ),
        ("D1", "I can build on what others say with a question or with evidence.", "SL.7.1c", skill),
        ("V1", "I can use feedback to improve my writing and say what I changed.", "W.7.5", skill),
    ];
    assert_eq!(
        told,
        expected.map(|(code, words, standards, kind)| (code, words, standards.to_owned(), kind))
    );
    assert!(outcomes.iter().enumerate().all(|(index, it)| it.position as usize == index));
}

#[test]
fn r2_counts_from_approaching_and_c3_is_shared_across_the_school() {
    let outcomes = outcomes();
    let own: Vec<_> =
        outcomes.iter().filter_map(|it| Some((it.code.clone()?, it.mastery_level.clone()?))).collect();
    assert_eq!(own, [("R2".to_owned(), "Approaching".to_owned())]);
    let wide: Vec<_> = outcomes.iter().filter(|it| it.school_wide).filter_map(|it| it.code.clone()).collect();
    assert_eq!(wide, ["C3"]);
}

#[test]
fn the_four_tasks_stand_in_order_with_their_outcomes_and_what_comes_first() {
    let framework = read("standards.json", &fixture("demo/standards.json")).unwrap();
    let (outcomes, tasks) = (framework.outcomes(), framework.tasks());
    let code = |id: &uuid::Uuid| outcomes.iter().find(|it| it.id == *id)?.code.as_deref();
    let told: Vec<_> = tasks
        .iter()
        .map(|it| {
            let codes: Vec<&str> = it.outcomes.iter().filter_map(code).collect();
            (it.title.as_str(), codes.join(" "), it.work.as_deref().unwrap_or(""), it.depth, it.position)
        })
        .collect();
    let expected = [
        ("One paragraph: should school start later?", "C1 C3 R2", "Notebook page", Some(2), 0),
        ("Exit ticket: which quotation fits best, and why?", "C3 S2", "Exit ticket", Some(2), 1),
        ("Letter to the town council", "C1 C2 C3 C4 C6", "Letter or essay", Some(3), 2),
        ("Show it your way", "C3 C4 D1 S1", "Project", Some(4), 3),
    ];
    assert_eq!(
        told,
        expected.map(|(title, codes, work, depth, at)| (title, codes.to_owned(), work, depth, at))
    );
    assert!(tasks.iter().all(|task| task.directions.len() > task.title.len()));
    let first: Vec<_> = tasks.iter().map(|task| task.after.clone()).collect();
    assert_eq!(first, [vec![], vec![tasks[0].id], vec![], vec![]]);
}

#[test]
fn c3_has_its_two_rows_word_for_word() {
    let outcomes = outcomes();
    let c3 = outcomes.iter().find(|it| it.code.as_deref() == Some("C3")).unwrap();
    let rows: Vec<_> = c3
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        rows,
        [
            (
                "Choosing",
                vec![
                    "I say what I think. I am starting to look for parts of the text that fit.",
                    "I use one piece of evidence that fits my claim.",
                    "I use two or more pieces of evidence that fit my claim.",
                    "I choose the strongest evidence from more than one source and say why.",
                ]
            ),
            (
                "Explaining",
                vec![
                    "I put evidence near my claim.",
                    "I say in my own words what the evidence means.",
                    "I explain how each piece of evidence supports my claim.",
                    "I explain how the pieces work together, and answer evidence that points the other way.",
                ]
            ),
        ]
    );
}

#[test]
fn every_rubric_is_complete_and_its_cells_all_differ() {
    let mut texts = Vec::new();
    for outcome in outcomes() {
        assert!((1..=2).contains(&outcome.rows.len()), "{:?}", outcome.code);
        for row in outcome.rows {
            let levels: Vec<_> =
                row.cells.iter().map(|cell| (cell.level.as_str(), cell.points_thousandths)).collect();
            let expected = [1000, 2000, 3000, 4000].map(Some);
            assert_eq!(levels, LEVELS.into_iter().zip(expected).collect::<Vec<_>>(), "{}", row.title);
            texts.extend(row.cells.into_iter().map(|cell| cell.text));
        }
    }
    let all = texts.len();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), all);
}

#[test]
fn students_read_what_is_there_in_the_first_person_and_in_plain_words() {
    let unwelcome = [
        "only",
        "just",
        "still",
        "behind",
        "late",
        "missing",
        "wrong",
        "unfortunately",
        "fail",
        "failed",
        "failing",
        "not",
        "no",
        "never",
        "without",
        "lack",
        "lacks",
        "can't",
        "don't",
        "cannot",
        "!",
    ];
    for cell in outcomes().into_iter().flat_map(|it| it.rows).flat_map(|row| row.cells) {
        let lower = cell.text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic() && c != '\'').collect();
        assert!(words.contains(&"i"), "first person: {}", cell.text);
        let found: Vec<_> = unwelcome.iter().filter(|word| words.contains(word)).collect();
        assert!(found.is_empty(), "{found:?} in: {}", cell.text);
        assert!(
            lower.split_terminator('.').all(|it| it.split_whitespace().count() <= 15),
            "long: {}",
            cell.text
        );
    }
}

#[test]
fn ids_are_made_from_names_so_that_they_never_change() {
    let outcomes = outcomes();
    let rows = outcomes.iter().flat_map(|it| &it.rows);
    let cells = rows.clone().flat_map(|row| &row.cells).map(|cell| cell.id);
    let ids = outcomes.iter().map(|it| it.id).chain(rows.map(|row| row.id)).chain(cells);
    assert!(ids.into_iter().all(|id| id.get_version_num() == 5));
    // The name-based UUID of https://harborstreet.example/ims/case/v1p1/outcome/C3.
    assert_eq!(outcomes[2].id.to_string(), "a79ab89e-2f86-5f44-b4fd-3103b33422d6");
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&fixture(path)).expect("the fixture is JSON")
}
