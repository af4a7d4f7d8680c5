use super::super::given::{outcome, record, row};
use super::*;
use proptest::prelude::*;

fn piece(n: u8, day: i32, at_ms: i64, level: Option<usize>) -> Piece {
    Piece {
        id: record(n),
        day: Day(day),
        at_ms,
        by: By::Practice,
        support: Support::Independent,
        level,
        rows: BTreeMap::new(),
    }
}

fn at_bat(n: u8, day: i32, at_ms: i64, level: usize) -> AtBat {
    AtBat { id: record(n), day: Day(day), at_ms, context: None, level }
}

#[test]
fn a_profile_keeps_the_order_of_the_course_however_jagged() {
    let standing = |position, shown, practice| Standing { position, shown, practice, mastery: 2 };
    let standings = [
        (outcome(1), standing(3, Some(3), Some(0))),
        (outcome(2), standing(2, None, Some(1))),
        (outcome(3), standing(1, None, None)),
        (outcome(4), standing(1, Some(0), None)),
    ]
    .into();
    let entry = |n, sign| Entry { outcome: outcome(n), sign, mastery: 2 };
    assert_eq!(
        profile(&standings),
        [
            entry(3, Sign::NoWork),
            entry(4, Sign::Shown(0)),
            entry(2, Sign::InPractice(1)),
            entry(1, Sign::Shown(3)),
        ]
    );
}

#[test]
fn a_curve_has_a_dot_for_each_piece_with_its_kind_in_the_order_of_the_work() {
    let own = Piece { by: By::Own, ..piece(3, 5, 1, Some(2)) };
    let helped = Piece { support: Support::Supported, by: By::AtBat, ..piece(1, 5, 2, Some(1)) };
    let baseline = Piece { by: By::Baseline, ..piece(2, 1, 9, Some(0)) };
    let rows_alone = piece(4, 2, 0, None);
    let dot = |n, day, level, by, support| Dot { id: record(n), day: Day(day), level, by, support };
    let curve = curve(&[helped, own, rows_alone, baseline], &BTreeMap::new());
    assert_eq!(
        curve,
        Curve {
            dots: vec![
                dot(2, 1, 0, By::Baseline, Support::Independent),
                dot(3, 5, 2, By::Own, Support::Independent),
                dot(1, 5, 1, By::AtBat, Support::Supported),
            ],
            line: vec![],
        }
    );
}

#[test]
fn the_line_steps_only_where_the_shown_level_becomes_another() {
    let shown = [(0, None), (1, Some(1)), (4, Some(1)), (6, Some(2)), (7, None), (9, None), (11, Some(2))];
    let shown = shown.into_iter().map(|(day, level)| (Day(day), level)).collect();
    let step = |day, level| Step { from: Day(day), level };
    assert_eq!(
        curve(&[], &shown).line,
        [step(1, Some(1)), step(6, Some(2)), step(7, None), step(11, Some(2))]
    );
}

#[test]
fn each_row_has_its_own_dots() {
    let judged = |n, day, list: &[(u8, usize)]| Piece {
        rows: list.iter().map(|(r, l)| (row(*r), *l)).collect(),
        ..piece(n, day, 0, None)
    };
    let dots: BTreeMap<RowId, Vec<(OpId, usize)>> =
        rows(&[judged(2, 4, &[(1, 3)]), judged(1, 3, &[(1, 0), (2, 1)])])
            .into_iter()
            .map(|(row, dots)| (row, dots.into_iter().map(|d| (d.id, d.level)).collect()))
            .collect();
    let expected = [(row(1), vec![(record(1), 0), (record(2), 3)]), (row(2), vec![(record(1), 1)])];
    assert_eq!(dots, expected.into());
}

#[test]
fn there_is_a_place_for_each_at_bat_and_one_open() {
    assert_eq!(places(&[]), Places { taken: vec![], open: OpenPlace });
    let (first, second, third) = (at_bat(9, 1, 5, 3), at_bat(2, 1, 6, 0), at_bat(1, 2, 0, 2));
    assert_eq!(
        places(&[third, second, first]),
        Places { taken: vec![first, second, third], open: OpenPlace }
    );
}

/// By their types these speak of one student, and cannot count or compare: a field more, and this no longer
/// compiles.
#[test]
fn nothing_here_has_room_for_another_student_or_a_count() {
    let Places { taken, open: OpenPlace } = places(&[at_bat(1, 2, 3, 4)]);
    let AtBat { id: OpId(_), day: Day(_), at_ms: _, context: _, level } = taken[0];
    let Curve { dots, line } = curve(&[piece(1, 2, 3, Some(4))], &[(Day(2), Some(4))].into());
    let Dot { id: OpId(_), day: Day(_), level: dotted, by: By::Practice, support: _ } = dots[0] else {
        panic!("the dot is of practice")
    };
    let Step { from: Day(_), level: stepped } = line[0];
    let standing = Standing { position: 1, shown: Some(4), practice: None, mastery: 2 };
    let Entry { outcome: OutcomeId(_), sign, mastery } = profile(&[(outcome(1), standing)].into())[0];
    assert_eq!((level, dotted, stepped), (4, 4, Some(4)));
    assert_eq!((sign, mastery), (Sign::Shown(4), 2));
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn the_order_of_pieces_does_not_matter(
        list in prop::collection::vec((0i32..4, 0i64..3, prop::option::of(0usize..4), 0usize..4), 0..8),
        turn in 0usize..8,
    ) {
        let pieces: Vec<Piece> = (1u8..)
            .zip(&list)
            .map(|(n, (day, at, level, in_row))| Piece {
                rows: [(row(1), *in_row)].into(),
                ..piece(n, *day, *at, *level)
            })
            .collect();
        let mut turned = pieces.clone();
        turned.reverse();
        turned.rotate_left(turn.min(list.len()));
        let shown = BTreeMap::new();
        prop_assert_eq!(curve(&turned, &shown), curve(&pieces, &shown));
        prop_assert_eq!(rows(&turned), rows(&pieces));
        let at_bats = |pieces: &[Piece]| {
            let taken = pieces.iter().map(|p| AtBat {
                id: p.id, day: p.day, at_ms: p.at_ms, context: None, level: p.rows[&row(1)],
            });
            places(&Vec::from_iter(taken))
        };
        prop_assert_eq!(at_bats(&turned), at_bats(&pieces));
        prop_assert_eq!(at_bats(&pieces).taken.len(), pieces.len());
    }

    /// The line can be followed back: on each day it stands where the level stood.
    #[test]
    fn the_line_says_the_shown_level_of_every_day(
        shown in prop::collection::btree_map(0i32..12, prop::option::of(0usize..3), 0..8),
    ) {
        let shown: BTreeMap<Day, Option<usize>> = shown.into_iter().map(|(d, l)| (Day(d), l)).collect();
        let line = curve(&[], &shown).line;
        for (day, level) in &shown {
            let step = line.iter().rfind(|step| step.from <= *day);
            prop_assert_eq!(step.and_then(|s| s.level), *level);
        }
        prop_assert!(line.windows(2).all(|w| w[0].from < w[1].from && w[0].level != w[1].level));
    }

    #[test]
    fn levels_never_move_an_outcome_in_a_profile(levels in prop::collection::vec(0usize..4, 1..6)) {
        let of = |levels: &[usize]| -> Vec<OutcomeId> {
            let standing = |level: usize| {
                Standing { position: 1, shown: Some(level), practice: None, mastery: 2 }
            };
            let all = (1u8..).zip(levels).map(|(n, level)| (outcome(n), standing(*level))).collect();
            profile(&all).into_iter().map(|entry| entry.outcome).collect()
        };
        prop_assert_eq!(of(&levels), of(&vec![0; levels.len()]));
    }
}
