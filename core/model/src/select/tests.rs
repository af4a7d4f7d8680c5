use super::*;
use crate::calendar::Day;
use crate::clock::Hlc;
use crate::method::testing::{at_bat, id, on_level, preset, zero_to_five};
use crate::result::Question;

fn reasons(selection: &Selection) -> Vec<(OpId, Reason)> {
    selection.excluded.iter().map(|e| (e.id, e.reason)).collect()
}

fn chosen(records: &[Record<'_>]) -> Selection {
    select(records, &SetAside::default(), &preset())
}

fn ids(selection: &Selection) -> Vec<OpId> {
    selection.counted.iter().map(Counted::id).collect()
}

#[test]
fn each_result_that_does_not_count_has_its_reason() {
    let mut records: Vec<_> = (0..10).map(|n| on_level(n, 1 + n % 4, 1, n as i32)).collect();
    records[1].purpose = Purpose::Formative;
    records[2].support = Support::Supported;
    records[3].by = By::Student;
    records[4].by = By::Peer;
    records[5].baseline = true;
    records[6].mark = Mark::RowsAlone;
    records[7].mark = Mark::OtherScale;
    records[8].mark = Mark::Nothing;
    let aside = SetAside { excused: [id(9)].into(), ..SetAside::default() };
    let selection = select(&records, &aside, &preset());
    assert_eq!(ids(&selection), [id(0)]);
    let expected = [
        Reason::Practice,
        Reason::WithHelp,
        Reason::OwnJudgement,
        Reason::PeerJudgement,
        Reason::Baseline,
        Reason::RowsAlone,
        Reason::OtherScale,
        Reason::NoMark,
        Reason::Excused,
    ];
    assert_eq!(reasons(&selection), expected.iter().zip(1..).map(|(r, n)| (id(n), *r)).collect::<Vec<_>>());
}

#[test]
fn a_level_above_the_highest_is_of_another_scale() {
    let selection = chosen(&[on_level(1, 4, 1, 0), on_level(2, 5, 1, 0)]);
    assert_eq!((ids(&selection), reasons(&selection)), (vec![id(1)], vec![(id(2), Reason::OtherScale)]));
}

#[test]
fn practice_with_help_is_practice() {
    let mut record = on_level(1, 2, 1, 0);
    (record.purpose, record.support) = (Purpose::Formative, Support::Supported);
    assert_eq!(reasons(&chosen(&[record])), [(id(1), Reason::Practice)]);
}

#[test]
fn the_latest_practice_of_a_teacher_that_stands_is_told_apart() {
    let mut records: Vec<_> = (0..4).map(|n| on_level(n, n + 1, 1, n as i32)).collect();
    records.iter_mut().for_each(|r| r.purpose = Purpose::Formative);
    records[2].by = By::Student;
    let aside = SetAside { taken_back: [id(3)].into(), ..SetAside::default() };
    assert_eq!(select(&records, &aside, &preset()).practice, Some(1));
    records[1].mark = Mark::Points(Score::of(3999, &preset()));
    assert_eq!(select(&records, &aside, &preset()).practice, Some(2));
    records[1].mark = Mark::RowsAlone;
    assert_eq!(select(&records, &aside, &preset()).practice, Some(0));
}

#[test]
fn results_come_in_the_order_of_the_work_and_unknown_times_first() {
    let mut records =
        vec![on_level(1, 1, 1, 5), on_level(2, 1, 1, 3), on_level(3, 1, 1, 3), on_level(0, 1, 1, 9)];
    (records[3].work_day, records[3].work_at_ms) = (None, None);
    records[2].work_at_ms = Some(3 * 86_400_000 - 1);
    let selection = chosen(&records);
    assert_eq!(ids(&selection), [id(0), id(3), id(2), id(1)]);
    let days: Vec<_> = selection.counted.iter().map(Counted::work_day).collect();
    assert_eq!(days, [None, Some(Day(3)), Some(Day(3)), Some(Day(5))]);
}

#[test]
fn of_one_moment_the_smaller_id_comes_first() {
    assert_eq!(ids(&chosen(&[on_level(2, 1, 1, 0), on_level(1, 4, 1, 0)])), [id(1), id(2)]);
}

#[test]
fn points_and_levels_say_what_they_reach() {
    let ladder = preset();
    let points = |units| Mark::Points(Score::of(units, &ladder));
    let records = [at_bat(0, points(999), 1, 0), at_bat(1, points(2500), 1, 1), on_level(2, 3, 2, 2)];
    let selection = chosen(&records);
    let seen: Vec<_> =
        selection.counted.iter().map(|c| (c.reached(), c.own().units, c.own().double)).collect();
    assert_eq!(seen, [(None, 999, 0.999), (Some(1), 2500, 2.5), (Some(2), 3000, 3.0)]);
    assert!(selection.counted[1].reaches(1) && !selection.counted[1].reaches(2));
    assert_eq!(selection.counted[2].context(), crate::method::testing::kind(2));
}

#[test]
fn a_correction_stands_for_what_it_corrects_until_it_is_taken_back() {
    let old = [id(1)];
    let records = [on_level(1, 2, 1, 0), Record { supersedes: &old, ..on_level(2, 3, 1, 0) }];
    assert_eq!(reasons(&chosen(&records)), [(id(1), Reason::Corrected)]);
    let aside = SetAside { taken_back: [id(2)].into(), ..SetAside::default() };
    let back = select(&records, &aside, &preset());
    assert_eq!((reasons(&back), ids(&back)), (vec![(id(2), Reason::TakenBack)], vec![id(1)]));
}

#[test]
fn of_two_corrections_of_one_record_the_later_stands_in_any_order() {
    let old = [id(1)];
    let mut records = [
        on_level(1, 2, 1, 0),
        Record { supersedes: &old, eff: Hlc(9), ..on_level(2, 3, 1, 0) },
        Record { supersedes: &old, ..on_level(3, 4, 1, 0) },
    ];
    let forward = chosen(&records);
    assert_eq!(ids(&forward), [id(2)]);
    records.reverse();
    assert_eq!(chosen(&records), forward);
    records[0].eff = Hlc(9);
    assert_eq!(ids(&chosen(&records)), [id(3)]);
}

#[test]
fn chains_of_corrections_are_told_apart() {
    let (of_one, of_two, of_both) = ([id(1)], [id(2)], [id(3), id(5)]);
    let mut records = vec![
        on_level(1, 1, 1, 0),
        on_level(2, 1, 1, 0),
        Record { supersedes: &of_one, ..on_level(3, 2, 1, 0) },
        Record { supersedes: &of_two, ..on_level(4, 3, 1, 0) },
        Record { supersedes: &of_one, ..on_level(5, 4, 1, 0) },
    ];
    assert_eq!(ids(&chosen(&records)), [id(4), id(5)]);
    records.push(Record { supersedes: &of_both, ..on_level(6, 2, 1, 0) });
    assert_eq!(ids(&chosen(&records)), [id(4), id(6)]);
}

#[test]
fn a_circle_of_corrections_ends() {
    let (one, two) = ([id(1)], [id(2)]);
    let records = [
        Record { supersedes: &two, ..on_level(1, 2, 1, 0) },
        Record { supersedes: &one, ..on_level(2, 3, 1, 0) },
    ];
    assert_eq!(ids(&chosen(&records)), []);
}

#[test]
fn only_questions_that_count_weigh_in_their_quiz() {
    let ladder = zero_to_five();
    let question = |n: usize, share| {
        let score = |units| Score::of(units, &ladder);
        let (own, share, possible) = (score(share * 5), score(share), score(1000));
        let question = Question { quiz: 7, own, share, possible, worth: score(5000) };
        at_bat(n, Mark::Question(question), 1, n as i32)
    };
    let mut records = [question(0, 400), question(1, 800), question(2, 0)];
    records[2].purpose = Purpose::Formative;
    let selection = select(&records, &SetAside::default(), &ladder);
    let points: Vec<_> =
        selection.counted.iter().map(|c| (c.own().units, c.whole().units, c.reached())).collect();
    assert_eq!(points, [(2000, 3000, Some(2)), (4000, 3000, Some(4))]);
    assert_eq!(selection.practice, Some(0));
}
