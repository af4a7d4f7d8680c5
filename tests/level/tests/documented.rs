//! Levels that other gradebooks have published, and the at-bats of the product's own examples.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_level::Answers;
use serde_json::{Value, json};

fn answer(case: &Value) -> Value {
    let answer = Answers::default().answer(1, case.to_string().as_bytes()).expect("a case is no empty line");
    serde_json::from_str(&answer).unwrap()
}

fn near(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        _ => a.is_null() && b.is_null(),
    }
}

/// The numbers of Canvas's own checks of its learning mastery gradebook: github.com/instructure/canvas-lms,
/// `spec/lib/outcomes/result_analytics_spec.rb` and the checks of its stored rollups, read in November 2026.
#[test]
fn canvass_own_examples_come_out_as_canvas_has_them() {
    let mut tried = 0;
    for line in include_str!("cases/canvas.jsonl").lines() {
        let example: Value = serde_json::from_str(line).unwrap();
        let answer = answer(&example["case"]);
        assert!(near(&answer["level"], &example["level"]), "{line}\n{answer}");
        tried += 1;
    }
    assert_eq!(tried, 52);
}

/// The table of JumpRope's article "The power of the Power Law" (support.jumpro.pe, article 203185740), which gives
/// hundredths.
#[test]
fn the_power_law_gives_jumpropes_table() {
    for (scores, published) in
        [([1, 2, 3, 4], 4.00), ([1, 3, 2, 4], 3.66), ([2, 4, 1, 3], 2.16), ([4, 3, 2, 1], 1.28)]
    {
        let results: Vec<Value> = scores.iter().map(|score| json!({"score": score})).collect();
        let scale = json!({"points_possible": 4, "mastery_points": 3, "levels": [1, 2, 3, 4]});
        let level = |rounding: Value| {
            let case =
                json!({"method": "power_law", "scale": scale, "rounding": rounding, "results": results});
            answer(&case)["level"].as_f64().unwrap()
        };
        assert!((level(Value::Null) - published).abs() <= 0.005 + 1e-9, "{scores:?}");
        assert!((level(json!("canvas")) - published).abs() < 1e-9, "{scores:?}");
    }
}

#[test]
fn a_hair_below_mastery_is_not_mastery() {
    for rounding in [Value::Null, json!("canvas")] {
        let mastered = |mastery: &str| {
            let scale: Value = serde_json::from_str(&format!(r#"{{"mastery_points": {mastery}}}"#)).unwrap();
            let case =
                json!({"method": "mean", "rounding": rounding, "scale": scale, "results": [{"score": 3}]});
            answer(&case)["mastered"].as_bool().unwrap()
        };
        assert_eq!(["2.99999999999999", "3.0", "3.00000000000001"].map(mastered), [true, true, false]);
    }
}

#[test]
fn a_question_without_a_percent_was_answered_as_far_as_its_score_says() {
    let results = json!([
        {"score": 3, "possible": 4, "quiz": "q"}, {"score": 0, "possible": 2, "quiz": "q"},
        {"score": 1, "possible": 0, "quiz": "q"}, {"score": 1, "quiz": "q"},
    ]);
    for rounding in [Value::Null, json!("canvas")] {
        let case = json!({"method": "mean", "rounding": rounding, "results": results});
        // 3 of 6 points are half of 5; the last two weigh nothing, and stand for the quiz all the same.
        assert_eq!((&answer(&case)["level"], &answer(&case)["counted"]), (&json!(2.5), &json!(4)));
    }
}

fn at_bats(results: &[(&str, f64, Option<&str>)], zone: &str) -> (Value, Value, Value) {
    let results: Vec<Value> = results
        .iter()
        .map(|(at, score, context)| json!({"submitted_at": at, "score": score, "context": context}))
        .collect();
    let scale = json!({"points_possible": 4, "mastery_points": 3, "levels": [1, 2, 3, 4]});
    let mut answer = answer(&json!({"method": "at_bats", "zone": zone, "scale": scale, "results": results}));
    (answer["level"].take(), answer["mastered"].take(), answer["next"].take())
}

#[test]
fn one_exceeding_at_bat_stands_below_mastery_and_asks_for_one_more() {
    let (level, mastered, next) = at_bats(&[("2026-11-26T09:00:00Z", 4.0, Some("essay"))], "UTC");
    assert_eq!((level, mastered), (json!(2.0), json!(false)));
    assert_eq!(next, json!(["Next: 3.", "One more time, in another kind of work, from 3 December."]));
}

#[test]
fn two_of_three_in_two_kinds_of_work_a_week_apart_are_mastery() {
    let three = [
        ("2026-11-12T09:00:00Z", 3.0, Some("essay")),
        ("2026-11-15T09:00:00Z", 2.0, Some("talk")),
        ("2026-11-19T09:00:00Z", 3.0, Some("talk")),
    ];
    let level = |results: &[_]| at_bats(results, "UTC").0;
    assert_eq!(level(&three), json!(3.0));
    let mut sooner = three;
    sooner[2].0 = "2026-11-18T09:00:00Z";
    assert_eq!(level(&sooner), json!(2.0));
    let mut alike = three;
    alike[2].2 = Some("essay");
    assert_eq!(level(&alike), json!(2.0));
    let missed = |at| (at, 1.0, None);
    assert_eq!(level(&[&three[..], &[missed("2026-11-20")]].concat()), json!(3.0));
    assert_eq!(level(&[&three[..], &[missed("2026-11-20"), missed("2026-11-21")]].concat()), json!(1.0));
}

/// Seven calendar days are seven days of the school's clock, on either side of the night when it is put back.
#[test]
fn days_are_counted_by_the_schools_clock() {
    // In New York 24 October, 23:30, and 31 October, 00:30; in UTC both are a day later.
    let week = [("2026-10-25T03:30:00Z", 3.0, Some("essay")), ("2026-10-31T04:30:00Z", 3.0, Some("talk"))];
    assert_eq!(at_bats(&week, "America/New_York").0, json!(3.0));
    assert_eq!(at_bats(&week, "UTC").0, json!(2.0));
    // 31 October, 23:30, and 7 November, 00:30, with the night of 1 November between them.
    let shift = [("2026-11-01T03:30:00Z", 3.0, Some("essay")), ("2026-11-07T05:30:00Z", 3.0, Some("talk"))];
    assert_eq!(at_bats(&shift, "America/New_York").0, json!(3.0));
    assert_eq!(at_bats(&shift, "UTC").0, json!(2.0));
}

#[test]
fn a_result_that_does_not_count_changes_nothing_but_the_reasons() {
    let with = |extra: Value| {
        let mut results = vec![json!({"score": 3, "context": "essay"})];
        results.push(extra);
        answer(&json!({"id": 1, "method": "mean", "results": results}))
    };
    for (extra, reason) in [
        (
            json!({"score": 0, "context": "quiz", "kind": "formative"}),
            "1 practice piece informs you and lowers nothing.",
        ),
        (json!({"score": 0, "support": "supported"}), "1 piece was done with help."),
        (json!({"score": 0, "by": "student"}), "1 is your own judgement. It stands beside the level."),
        (json!({"score": 0, "by": "peer"}), "1 comes from another student. It stands beside the level."),
        (json!({}), "1 has neither level nor points."),
    ] {
        assert_eq!(
            with(extra),
            json!({
                "id": 1, "level": 3.0, "mastered": true, "counted": 1,
                "why": ["You showed 3: essay.", "The mean of 3 is 3.", reason],
                "next": ["Next: 4.", "One more result at 5 gets there."],
            })
        );
    }
}

#[test]
fn a_class_is_the_figure_of_those_who_have_a_level() {
    let students = json!({"a": [{"score": 3}], "b": [{"score": 1}, {"score": 2}], "c": [], "d": []});
    let case = json!({"id": 7, "method": "class", "of": "mean", "stat": "mean", "by_student": students});
    assert_eq!(
        answer(&case),
        json!({
            "id": 7, "level": 2.25, "mastered": false, "counted": 2,
            "why": ["The mean of 2 students' levels.", "2 students have no level yet and are left out."],
            "next": [],
        })
    );
}

#[test]
fn a_forecast_is_two_numbers_and_no_level() {
    let case = json!({"id": "f", "method": "forecast", "obs": [1, 0, -1],
        "params": {"p_L0": 0.3, "p_T": 0.1, "p_G": 0.2, "p_S": 0.1, "p_F": null}});
    let answer = answer(&case);
    // By hand: after right and wrong .297832…, then one more step of learning.
    let known = 0.297_832_8 + (1.0 - 0.297_832_8) * 0.1;
    assert!((answer["known"].as_f64().unwrap() - known).abs() < 1e-6, "{answer}");
    assert!((answer["p"].as_f64().unwrap() - (known * 0.9 + (1.0 - known) * 0.2)).abs() < 1e-6, "{answer}");
    assert_eq!((&answer["level"], &answer["counted"], &answer["id"]), (&Value::Null, &json!(2), &json!("f")));
}

/// What a class of ours is told by: levels by their words, and results that later records took out of the count.
#[test]
fn results_that_were_corrected_excused_or_taken_back_do_not_count_and_levels_are_said_by_their_words() {
    let scale = json!({
        "mastery_points": 3, "levels": [1, 2, 3, 4],
        "words": ["Not yet", "Approaching", "Demonstrating", "Exceeding"],
    });
    let results = json!([
        {"score": 1, "recorded": 0},
        {"score": 4, "recorded": 1, "corrects": [0]},
        {"score": 2, "recorded": 2, "corrects": [0]},
        {"score": 1, "set_aside": "excused"},
        {"score": 1, "set_aside": "taken_back"},
        {"score": 1, "baseline": true},
        {"mark": "rows"},
        {"mark": "other_scale"},
    ]);
    let answer = answer(&json!({"id": 1, "method": "highest", "scale": scale, "results": results}));
    assert_eq!((&answer["level"], &answer["word"]), (&json!(2.0), &json!("Approaching")));
    assert_eq!(answer["counted"], json!(1), "the later of two corrections stands: {answer}");
    let why: Vec<&str> = answer["why"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    assert_eq!(why[0], "You showed Approaching.");
    assert!(why.iter().any(|it| it.starts_with("2 were corrected")), "{why:?}");
    assert_eq!(why.iter().filter(|it| it.starts_with("1 ")).count(), 5, "{why:?}");
}
