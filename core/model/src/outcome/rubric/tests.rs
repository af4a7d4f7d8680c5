use super::*;
use crate::register::{Cell, Row as Written};
use crate::scale::preset_level;
use serde_json::json;

const C3: OutcomeId = OutcomeId::from_bytes([3; 16]);
const CHOOSING: RowId = RowId::from_bytes([1; 16]);
const EXPLAINING: RowId = RowId::from_bytes([2; 16]);

fn row(id: RowId, title: &str, words: &[(u8, &str)]) -> Written {
    let cell = |(n, text): &(u8, &str)| Cell { level: preset_level(*n), text: (*text).to_owned() };
    Written { id, title: title.to_owned(), cells: words.iter().map(cell).collect() }
}

/// Two rows of C3 of the demonstration course; the second says nothing at the top.
fn rubric() -> Rubric {
    let choosing = [
        (4, "I choose the strongest evidence."),
        (1, "I say what I think."),
        (2, "I use one piece of evidence."),
        (3, "I use two or more."),
    ];
    let explaining =
        [(1, "I put evidence near my claim."), (2, "I say what it means."), (3, "I explain it."), (4, " ")];
    let rows = vec![row(CHOOSING, "Choosing", &choosing), row(EXPLAINING, "Explaining", &explaining)];
    Rubric { outcome: C3, rows }
}

fn refused(rows: Vec<Written>) -> BadRubric {
    Criteria::new(&Rubric { outcome: C3, rows }, &Scale::preset()).unwrap_err()
}

fn id(n: u8) -> RubricId {
    RubricId::from_bytes([n; 16])
}

#[test]
fn the_gap_is_the_words_of_this_level_and_of_the_next() {
    let rubric = rubric();
    let criteria = Criteria::new(&rubric, &Scale::preset()).unwrap();
    let described = |level, words| Some(Described { level, words: Some(words) });
    assert_eq!(
        criteria.gap(Some(1)),
        [
            RowGap {
                row: CHOOSING,
                title: "Choosing",
                now: described(1, "I use one piece of evidence."),
                next: described(2, "I use two or more."),
            },
            RowGap {
                row: EXPLAINING,
                title: "Explaining",
                now: described(1, "I say what it means."),
                next: described(2, "I explain it."),
            },
        ]
    );
}

#[test]
fn before_the_first_level_the_next_is_the_lowest_and_at_the_top_there_is_none() {
    let rubric = rubric();
    let criteria = Criteria::new(&rubric, &Scale::preset()).unwrap();
    let first = &criteria.gap(None)[0];
    assert_eq!(
        (first.now, first.next),
        (None, Some(Described { level: 0, words: Some("I say what I think.") }))
    );
    let top = &criteria.gap(Some(3))[1];
    assert_eq!((top.now, top.next), (Some(Described { level: 3, words: None }), None));
    assert_eq!(criteria.gap(Some(99)), criteria.gap(Some(3)));
}

#[test]
fn a_focus_is_one_row_one_level_up_and_the_rest_stands_back() {
    let rubric = rubric();
    let criteria = Criteria::new(&rubric, &Scale::preset()).unwrap();
    let focus = criteria.focus(EXPLAINING, Some(2)).unwrap();
    assert_eq!(focus.aim, Described { level: 3, words: None });
    assert_eq!((focus.row.row, focus.dimmed), (EXPLAINING, vec![CHOOSING]));
    assert_eq!(criteria.focus(EXPLAINING, Some(3)), Err(NoFocus::AtTheTop));
    let other = RowId::from_bytes([9; 16]);
    assert_eq!(criteria.focus(other, None), Err(NoFocus::UnknownRow(other)));
}

#[test]
fn what_is_left_to_write_is_listed() {
    let rubric = Rubric { outcome: C3, rows: vec![row(CHOOSING, "Choosing", &[(2, "I use one."), (4, "")])] };
    let criteria = Criteria::new(&rubric, &Scale::preset()).unwrap();
    assert_eq!(criteria.unworded(), [(CHOOSING, 0), (CHOOSING, 2), (CHOOSING, 3)]);
}

#[test]
fn a_rubric_has_one_to_four_rows_of_their_own() {
    let rows = |n: u8| (0..n).map(|n| row(RowId::from_bytes([n; 16]), "Row", &[])).collect::<Vec<_>>();
    assert_eq!(refused(vec![]), BadRubric::Rows(0));
    assert_eq!(refused(rows(5)), BadRubric::Rows(5));
    assert!(Criteria::new(&Rubric { outcome: C3, rows: rows(4) }, &Scale::preset()).is_ok());
    assert_eq!(
        refused(vec![row(CHOOSING, "A", &[]), row(CHOOSING, "B", &[])]),
        BadRubric::Repeated(CHOOSING)
    );
}

#[test]
fn a_row_describes_levels_of_its_scale_each_once() {
    let unknown = BadRubric::UnknownLevel { row: "A".into(), level: preset_level(9) };
    assert_eq!(refused(vec![row(CHOOSING, "A", &[(9, "Further")])]), unknown);
    let twice = BadRubric::Twice { row: "A".into(), level: "Approaching".into() };
    assert_eq!(refused(vec![row(CHOOSING, "A", &[(2, ""), (2, "One")])]), twice);
}

#[test]
fn a_judgement_keeps_the_version_that_it_saw() {
    let (first, mut second, other) =
        (rubric(), rubric(), Rubric { outcome: OutcomeId::from_bytes([4; 16]), ..rubric() });
    second.rows[0].cells[1].text = "I say what I think about it.".into();
    let versions = Versions::of(C3, [(id(1), &first), (id(2), &second), (id(4), &other)]);
    let judgement = |rubric_version: Option<RubricId>| -> Judgement {
        let fields = json!({"outcome": C3, "rubric_version": rubric_version, "purpose": "summative",
            "support": "independent", "lane": "teacher", "work_at_ms": 0, "work_day": 0});
        serde_json::from_value(fields).unwrap()
    };
    assert_eq!(versions.seen(&judgement(Some(id(1)))), Seen::Version(&first));
    assert_eq!(versions.seen(&judgement(Some(id(2)))), Seen::Version(&second));
    assert_eq!(versions.seen(&judgement(None)), Seen::None);
    assert_eq!(versions.seen(&judgement(Some(id(4)))), Seen::NotHere(id(4)));
}

#[test]
fn rows_that_changed_came_or_went_are_named() {
    let then = rubric();
    let mut now = rubric();
    now.rows.reverse();
    now.rows[0].cells.reverse();
    assert_eq!(reworded(&then, &now), []);
    now.rows[0].title = "Saying how".into();
    let added = RowId::from_bytes([7; 16]);
    now.rows[1] = row(added, "Weighing", &[]);
    assert_eq!(reworded(&then, &now), [CHOOSING, EXPLAINING, added]);
    let mut now = rubric();
    now.rows[1].cells[0].text.push('!');
    assert_eq!(reworded(&then, &now), [EXPLAINING]);
}

#[test]
fn one_level_up_the_next_words_are_the_words_now() {
    let rubric = rubric();
    let criteria = Criteria::new(&rubric, &Scale::preset()).unwrap();
    for level in 0..4usize {
        let next: Vec<_> = criteria.gap(level.checked_sub(1)).into_iter().map(|gap| gap.next).collect();
        let now: Vec<_> = criteria.gap(Some(level)).into_iter().map(|gap| gap.now).collect();
        assert_eq!(next, now);
    }
}

#[test]
fn the_row_to_work_on_is_the_lowest_that_was_judged_and_the_first_of_equals() {
    let (rubric, scale) = (rubric(), Scale::preset());
    let judged = |levels: &[(RowId, u8)]| -> Vec<RowLevel> {
        let level = |(row_id, n): &(RowId, u8)| RowLevel { row_id: *row_id, level_id: preset_level(*n) };
        levels.iter().map(level).collect()
    };
    let row = |levels: &[(RowId, u8)]| row_to_work_on(&rubric, &scale, &judged(levels));
    assert_eq!(row(&[(CHOOSING, 3), (EXPLAINING, 2)]), Some(EXPLAINING));
    assert_eq!(row(&[(EXPLAINING, 2), (CHOOSING, 2)]), Some(CHOOSING));
    assert_eq!(row(&[(EXPLAINING, 4)]), Some(EXPLAINING));
    assert_eq!(row(&[]), None);
    assert_eq!(row(&[(RowId::from_bytes([9; 16]), 1), (CHOOSING, 9)]), None, "neither row nor level is here");
}
