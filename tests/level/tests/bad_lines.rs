//! What cannot be read is named with line, field and rule, and the next line is answered all the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

fn said(line: &str) -> String {
    let mut output = Vec::new();
    notyet_level::answer_all(line.as_bytes(), &mut output).unwrap();
    String::from_utf8(output).unwrap().trim_end().to_owned()
}

#[test]
fn each_fault_names_its_field_and_the_rule() {
    for (case, error) in [
        (r#""method": "guess", "results": []"#, "method: there is no method “guess”"),
        (r#""method": 3"#, "method: 3 is not a text"),
        (r#""method": "mean""#, "results: is not there"),
        (r#""method": "mean", "results": {}"#, "results: {} is not a list"),
        (r#""method": "mean", "results": [1]"#, "results[0]: 1 is not an object"),
        (r#""method": "mean", "results": [{}, {"score": "3"}]"#, "results[1].score: \"3\" is not a number"),
        (
            r#""method": "mean", "results": [{"score": 1e400}]"#,
            "results[0].score: 1e400 is too large; at most 15 digits stand before the point",
        ),
        (
            r#""method": "mean", "scale": {"points_possible": 1e10, "mastery_points": 3}, "results": [{"percent": 1e10}]"#,
            "results[0].percent: comes to too many points; at most 15 digits stand before the point",
        ),
        (
            r#""method": "mean", "scale": {"mastery_points": 3}, "results": [{"percent": 1}]"#,
            "results[0].percent: needs scale.points_possible, which is not there",
        ),
        (
            r#""method": "mean", "results": [{"submitted_at": "12 Nov"}]"#,
            "results[0].submitted_at: “12 Nov” is no ISO 8601 date, with or without a time",
        ),
        (r#""method": "mean", "results": [{"assessed_at": 17}]"#, "results[0].assessed_at: 17 is not a text"),
        (
            r#""method": "mean", "results": [{"kind": "exam"}]"#,
            "results[0].kind: \"exam\" is not “summative” or “formative”",
        ),
        (
            r#""method": "mean", "results": [{"by": "self"}]"#,
            "results[0].by: \"self\" is not “teacher” or “student” or “peer”",
        ),
        (r#""method": "mean", "results": [{"context": []}]"#, "results[0].context: [] is not a text"),
        (
            r#""method": "n_mastery", "n": 11, "results": []"#,
            "n: n is 11; for this method it is a whole number from 1 to 10",
        ),
        (r#""method": "mean_of_top_n", "n": 2.5, "results": []"#, "n: 2.5 is not a whole number"),
        (
            r#""method": "mean", "rounding": "half-up", "results": []"#,
            "rounding: \"half-up\" is not “canvas”",
        ),
        (
            r#""method": "at_bats", "zone": "Mars/Base", "results": []"#,
            "zone: there is no time zone “Mars/Base”",
        ),
        (
            r#""method": "mean", "today": "soon", "results": []"#,
            "today: “soon” is no ISO 8601 date, with or without a time",
        ),
        (
            r#""method": "at_bats", "at_bats": {"chances": 2, "successes": 3}, "results": []"#,
            "at_bats: an at-bats rule needs 1 to 2 successes and at most 2 kinds of work",
        ),
        (
            r#""method": "at_bats", "at_bats": {"chances": -1}, "results": []"#,
            "at_bats.chances: -1 is not 0 to 4294967295",
        ),
        (
            r#""method": "mean", "scale": {"mastery_points": 3, "levels": [1, 1]}, "results": []"#,
            "scale.levels[1]: the points of level 2 (counted from 1) do not rise above the level below it",
        ),
        (r#""method": "mean", "scale": 4, "results": []"#, "scale: 4 is not an object"),
        (
            r#""method": "class", "of": "vibes", "stat": "mean", "by_student": {}"#,
            "of: there is no method “vibes”",
        ),
        (r#""method": "class", "of": "mean", "by_student": {}"#, "stat: is not there"),
        (
            r#""method": "class", "of": "mean", "stat": "mean", "by_student": {"Ada": [], "Ben": [{"score": []}]}"#,
            "by_student[1][0].score: [] is not a number",
        ),
        (
            r#""method": "class", "of": "mean", "stat": "mean", "by_student": {"Ada": 3}"#,
            "by_student[0]: 3 is not a list",
        ),
        (r#""method": "forecast", "obs": [1, 2]"#, "obs[1]: 2 is not 1, 0 or -1"),
        (r#""method": "forecast", "params": {"p_S": 1.5}, "obs": []"#, "params.p_S: 1.5 is not 0 to 1"),
        (r#""method": "forecast""#, "obs: is not there"),
        (r#""method": "mean", "results": [{"score": NaN}]"#, "score: NaN is no number in JSON (column 53)"),
        (
            r#""method": "mean", "results": [{"percent": -Infinity}]"#,
            "percent: Infinity is no number in JSON (column 56)",
        ),
        (r#""method": "forecast", "obs": [1, NaN]"#, "NaN is no number in JSON (column 46)"),
        (r#""method": "mean", "results": ["#, "is no JSON object: EOF while parsing a list (column 42)"),
    ] {
        let line = format!(r#"{{"id": "x", {case}{}"#, if error.contains("EOF") { "" } else { "}" });
        let expected = serde_json::json!({"id": "x", "error": format!("line 1: {error}")});
        assert_eq!(said(&line), expected.to_string(), "{line}");
    }
}

#[test]
fn a_line_that_is_no_object_has_no_id() {
    for line in ["3", "null", "[{\"id\": 1}]", "\"id\"", "{id: 1}", "}"] {
        let said = said(line);
        assert!(said.starts_with(r#"{"id":null,"error":"line 1: is no JSON object: "#), "{said}");
    }
}

#[test]
fn what_stands_in_the_place_of_an_object_is_said() {
    let expected = r#"{"id":null,"error":"line 1: is no JSON object: invalid type: sequence, expected an object (column 1)"}"#;
    assert_eq!(said("[1]"), expected);
}

#[test]
fn odd_but_meaningful_cases_have_an_answer() {
    let level = |case: &str| {
        let answer: serde_json::Value = serde_json::from_str(&said(case)).unwrap();
        assert!(answer.get("error").is_none(), "{answer}");
        (answer["level"].as_f64(), answer["counted"].as_u64().unwrap())
    };
    let mean = |results: &str| level(&format!(r#"{{"method": "mean", "results": {results}}}"#));
    assert_eq!(mean("[]"), (None, 0));
    assert_eq!(mean(r#"[{"score": -2}, {"score": 0.5e1}]"#), (Some(1.5), 2));
    assert_eq!(mean(r#"[{"score": 999999999999999}]"#), (Some(999_999_999_999_999.0), 1));
    assert_eq!(mean(r#"[{"score": 1e-30}, {"score": 4}]"#), (Some(2.0), 2));
    assert_eq!(mean(r#"[{"score": 1, "score": 2, "colour": [{}]}]"#), (Some(2.0), 1));
    let many = vec![r#"{"score": 3, "submitted_at": "1969-12-31T23:59:59Z"}"#; 5000].join(",");
    assert_eq!(mean(&format!("[{many}]")), (Some(3.0), 5000));
    let far = r#"[{"score": 1, "submitted_at": "0001-01-01"}, {"score": 4, "submitted_at": "9999-12-31T23:59:59-12:00"},
        {"score": 2, "submitted_at": "2024-02-29"}]"#
        .replace('\n', " ");
    assert_eq!(level(&format!(r#"{{"method": "latest", "results": {far}}}"#)), (Some(4.0), 3));
    let one = r#""scale": {"mastery_points": 2, "levels": [2]}, "results": [{"score": 1}, {"score": 3}]"#;
    assert_eq!(level(&format!(r#"{{"method": "at_bats", {one}}}"#)), (None, 2));
    // A trend ends at the score of the only level, whatever it is.
    let three = r#""scale": {"mastery_points": 2, "levels": [2]}, "results": [{"score": 1}, {"score": 3}, {"score": 5}]"#;
    assert_eq!(level(&format!(r#"{{"method": "power_law", {three}}}"#)), (Some(2.0), 3));
    // A quiz may score more than any number of the case.
    let quiz = r#"{"score": 100, "quiz": 1, "possible": 1}, {"score": 300, "quiz": 1, "possible": 1}"#;
    let hundred = r#""scale": {"mastery_points": 70, "points_possible": 100}"#;
    assert_eq!(
        level(&format!(r#"{{"method": "mean", {hundred}, "results": [{quiz}]}}"#)),
        (Some(20_000.0), 2)
    );
    // What a method does not take is not looked at.
    assert_eq!(
        level(r#"{"method": "mean", "n": 2.5, "at_bats": 3, "results": [{"score": 1}]}"#),
        (Some(1.0), 1)
    );
    let below = r#"{"method": "at_bats", "results": [{"score": -1}]}"#;
    assert_eq!(level(below), (None, 1));
}

#[test]
fn whoever_stops_reading_answers_ends_the_program_well() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_notyet-level"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut cases = program.stdin.take().unwrap();
    // The program ends at its first answer; what is written after that has no reader either.
    let _ = cases.write_all(b"{}\n");
    drop(cases);
    assert!(program.wait().unwrap().success());
}

#[test]
fn there_is_one_zero_only() {
    let zero = r#"{"method": "highest", "rounding": "canvas", "results": [{"score": -0.001}]}"#;
    assert!(said(zero).starts_with(r#"{"id":null,"level":0.0,"#), "{}", said(zero));
}

#[test]
fn the_program_answers_each_line_before_the_next_is_written_and_ends_well() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_notyet-level"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut cases = program.stdin.take().unwrap();
    let mut answers = BufReader::new(program.stdout.take().unwrap()).lines();
    for line in
        ["{\"id\": 1}\n", "no\n", "{\"id\": 3, \"method\": \"mean\", \"results\": [{\"score\": 2.5}]}\n"]
    {
        cases.write_all(line.as_bytes()).unwrap();
        cases.flush().unwrap();
        let answer = answers.next().unwrap().unwrap();
        assert!(answer.starts_with("{\"id\":"), "{answer}");
    }
    drop(cases);
    assert!(answers.next().is_none());
    assert!(program.wait().unwrap().success());
}
