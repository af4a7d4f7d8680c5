use super::*;
use notyet_model::calendar::Day;
use notyet_model::explain::{check, explain};
use notyet_model::fact::{Purpose, Support};
use notyet_model::ids::OpId;
use notyet_model::ladder::Ladder;
use notyet_model::level::{Policy, class::Stat};
use notyet_model::method::{Arithmetic, AtBats};
use notyet_model::result::{By, Mark, Question, Record, Score};
use notyet_model::scale::Scale;
use notyet_model::select::{SetAside, select};

const ESSAY: ContextId = ContextId::from_bytes([1; 16]);
const TALK: ContextId = ContextId::from_bytes([2; 16]);
/// 12 November 2026.
const NOVEMBER_12: i32 = 20_769;

/// A counting result: points, in thousandths, on the n-th day after 12 November.
fn points(at: u8, points: i64, days: i32) -> Record<'static> {
    record(at, Mark::Points(Score { units: points, double: points as f64 / 1000.0 }), days)
}

fn record(at: u8, mark: Mark, days: i32) -> Record<'static> {
    Record::chance(OpId::from_bytes([at; 16]), mark, Some(Day(NOVEMBER_12 + days)))
}

/// An at-bat on the preset's n-th level, from 1.
fn at_bat(at: u8, level: usize, context: Option<ContextId>, days: i32) -> Record<'static> {
    Record { context, ..record(at, Mark::Level(level - 1), days) }
}

fn explained(records: &[Record<'_>], policy: &Policy, ladder: &Ladder) -> Explanation {
    let selection = select(records, &SetAside::default(), ladder);
    let explanation = explain(&selection, policy, ladder, Day(NOVEMBER_12 + 14));
    assert_eq!(check(&explanation), Ok(()));
    explanation
}

/// Why and what next on the preset, by the default rule, in its words.
fn told(records: &[Record<'_>]) -> (Vec<String>, Vec<String>) {
    let scale = Scale::preset();
    let explanation = explained(records, &Policy::default(), scale.ladder());
    let kinds = HashMap::from([(ESSAY, "Letter or essay".to_owned()), (TALK, "Talk".to_owned())]);
    let speech = Speech::new("en");
    let telling = Telling { speech: &speech, names: Names::Words(&scale), kinds: &kinds };
    (plain(telling.why(&explanation)), plain(telling.next(&explanation)))
}

/// Why, on whole points from 0 to 4 with mastery at 3, without the results themselves.
fn reckoned(method: &str, n: Option<i64>, arithmetic: Arithmetic, records: &[Record<'_>]) -> Vec<String> {
    let ladder = Ladder::new(vec![0, 1000, 2000, 3000, 4000], 3000, 1000).unwrap();
    let policy = Policy { method: Method::named(method, n, None).unwrap(), arithmetic };
    let explanation = explained(records, &policy, &ladder);
    let speech = Speech::new("en");
    let telling = Telling { speech: &speech, names: Names::Points, kinds: &HashMap::new() };
    let why = plain(telling.why(&explanation));
    why.into_iter().filter(|said| !said.starts_with("You showed")).collect()
}

fn exactly(method: &str, n: Option<i64>, scores: &[i64]) -> Vec<String> {
    let records: Vec<_> = (1..).zip(scores).map(|(at, score)| points(at, *score, at.into())).collect();
    reckoned(method, n, Arithmetic::Exact, &records)
}

fn plain(said: Vec<String>) -> Vec<String> {
    said.iter().map(|text| crate::plain(text)).collect()
}

#[test]
fn without_work_the_way_to_mastery_is_named() {
    let (why, next) = told(&[]);
    assert_eq!(why, ["Nothing counts toward the level yet."]);
    assert_eq!(
        next,
        ["Next: Demonstrating.", "2 more times, in different kinds of work. The last from 3 December."]
    );
}

#[test]
fn shown_once_asks_for_one_more_in_another_kind_of_work_from_a_day() {
    let (why, next) = told(&[at_bat(1, 4, Some(ESSAY), 12)]);
    assert_eq!(why, ["You showed Exceeding on 24 Nov: Letter or essay.", "Shown once at Exceeding."]);
    assert_eq!(next, ["Next: Demonstrating.", "One more time, in another kind of work, from 1 December."]);
}

#[test]
fn each_word_of_the_rule_that_is_not_met_is_named() {
    let (why, next) = told(&[at_bat(1, 3, Some(ESSAY), 0), at_bat(2, 3, Some(ESSAY), 7)]);
    assert_eq!(
        why,
        [
            "You showed Demonstrating on 12 Nov: Letter or essay.",
            "You showed Demonstrating on 19 Nov: Letter or essay.",
            "Shown 2 times at Demonstrating.",
            "All in one kind of work."
        ]
    );
    assert_eq!(next, ["Next: Demonstrating.", "One more time, in another kind of work."]);

    let (why, next) = told(&[at_bat(1, 3, Some(ESSAY), 10), at_bat(2, 3, Some(TALK), 12)]);
    assert_eq!(why[2..], ["Shown 2 times at Demonstrating.", "2 days lie between the first and the last."]);
    assert_eq!(next, ["Next: Demonstrating.", "One more time, from 29 November."]);
}

#[test]
fn mastery_asks_for_what_comes_above_it_and_the_top_for_nothing() {
    let (why, next) = told(&[at_bat(1, 3, Some(ESSAY), 0), at_bat(2, 4, Some(TALK), 9)]);
    assert_eq!(
        why,
        [
            "You showed Demonstrating on 12 Nov: Letter or essay.",
            "You showed Exceeding on 21 Nov: Talk.",
            "Shown once at Exceeding."
        ]
    );
    assert_eq!(next, ["Next: Exceeding.", "One more time, in another kind of work, from 28 November."]);
    let (_, next) = told(&[at_bat(1, 4, Some(ESSAY), 0), at_bat(2, 4, Some(TALK), 9)]);
    assert_eq!(next, ["You are at the top of this scale."]);
}

#[test]
fn what_opens_again_stays_on_record() {
    let (why, _) = told(&[
        at_bat(1, 3, Some(ESSAY), 0),
        at_bat(2, 3, Some(TALK), 9),
        at_bat(3, 2, None, 10),
        at_bat(4, 2, None, 11),
    ]);
    assert_eq!(
        why[4..],
        ["Demonstrating is open again.", "What you showed on 21 November stays on your record."]
    );
}

#[test]
fn a_higher_level_shown_once_since_does_not_hide_what_opened_again() {
    let (why, _) = told(&[
        at_bat(1, 3, Some(ESSAY), 0),
        at_bat(2, 3, Some(TALK), 9),
        at_bat(3, 2, None, 10),
        at_bat(4, 2, None, 11),
        at_bat(5, 4, None, 12),
    ]);
    assert_eq!(
        why[5..],
        [
            "Shown once at Exceeding.",
            "Demonstrating is open again.",
            "What you showed on 21 November stays on your record."
        ]
    );
}

#[test]
fn by_the_at_bats_rule_a_score_is_the_level_that_it_reaches() {
    let scale = Scale::preset();
    let explanation = explained(&[points(1, 3500, 0)], &Policy::default(), scale.ladder());
    let speech = Speech::new("en");
    let telling = Telling { speech: &speech, names: Names::Points, kinds: &HashMap::new() };
    assert_eq!(plain(telling.why(&explanation)), ["You showed 3 on 12 Nov.", "Shown once at 3."]);
}

#[test]
fn of_many_results_the_latest_are_named_and_the_others_counted() {
    let many: Vec<_> = (1..=30).map(|at| at_bat(at, 1, None, at.into())).collect();
    let (why, _) = told(&many);
    assert_eq!(why.len(), 13);
    assert_eq!(why[0], "18 earlier results count too.");
    assert_eq!(why[12], "You showed Not yet on 12 Dec.");
}

#[test]
fn what_does_not_count_is_named_with_its_reason() {
    let mut records: Vec<_> = (1..=10).map(|at| at_bat(at, 3, None, 0)).collect();
    records[0].purpose = Purpose::Formative;
    records[1].purpose = Purpose::Formative;
    records[2].support = Support::Supported;
    records[3].by = By::Student;
    records[4].by = By::Peer;
    records[5].baseline = true;
    records[6].mark = Mark::RowsAlone;
    records[7].mark = Mark::OtherScale;
    records[8].mark = Mark::Nothing;
    let ninth = [records[8].id];
    records[9] = Record { supersedes: &ninth, mark: Mark::Level(0), ..records[9].clone() };
    let (why, _) = told(&records);
    assert_eq!(
        why[1..],
        [
            "2 practice pieces inform you and lower nothing.",
            "1 piece was done with help.",
            "1 is your own judgement. It stands beside the level.",
            "1 comes from another student. It stands beside the level.",
            "1 says where you began.",
            "1 was corrected later.",
            "1 judges rows and not the whole.",
            "1 is on another scale.",
        ]
    );
}

#[test]
fn work_of_an_unknown_day_is_said_without_one() {
    let mut records = [at_bat(1, 2, Some(TALK), 0), at_bat(2, 1, None, 0)];
    for record in &mut records {
        record.work_day = None;
    }
    let (why, _) = told(&records);
    assert_eq!(why[..2], ["You showed Approaching: Talk.", "You showed Not yet."]);
}

#[test]
fn each_method_says_its_arithmetic() {
    assert_eq!(exactly("highest", None, &[3000, 2500]), ["The highest is 3."]);
    assert_eq!(exactly("most_recent", None, &[3000, 2500]), ["The latest is 2.5."]);
    assert_eq!(exactly("mean", None, &[3000, 2000, 3000]), ["The mean of 3, 2 and 3 is 2.67."]);
    assert_eq!(exactly("mean", None, &[3000]), ["The mean of 3 is 3."]);
    assert_eq!(exactly("mean", None, &[1000; 6]), ["The mean of 1, 1, 1, 1, 1 and 1 is 1."]);
    assert_eq!(exactly("mean", None, &[1000; 7]), ["The mean of 7 results is 1."]);
    assert_eq!(exactly("mean_of_recent_n", Some(2), &[1000, 2000]), ["The mean of 1 and 2 is 1.5."]);
    assert_eq!(exactly("median", None, &[4000, 1000, 2000, 3000]), ["Halfway between 2 and 3: 2.5."]);
    assert_eq!(exactly("median", None, &[4000, 1000, 2000]), ["2 stands in the middle."]);
    assert_eq!(exactly("mode", None, &[2000, 3000, 2000]), ["2 comes most often: 2 times."]);
    assert_eq!(exactly("mode", None, &[2000, 3000]), ["No score comes twice. The latest is 3."]);
    assert_eq!(
        exactly("mean_of_recent_n", Some(2), &[1000, 2000, 3000]),
        ["The latest 2 count.", "The mean of 2 and 3 is 2.5."]
    );
    assert_eq!(
        exactly("mean_of_top_n", Some(1), &[1000, 3000, 2000]),
        ["The highest counts.", "The mean of 3 is 3."]
    );
    assert_eq!(
        exactly("n_mastery", Some(2), &[3000, 2000, 4000]),
        ["2 results are at mastery or above, and count.", "The mean of 3 and 4 is 3.5."]
    );
    assert_eq!(
        exactly("n_mastery", Some(3), &[3000, 2000, 4000]),
        ["2 results are at mastery or above, and count.", "The level takes 3 of them."]
    );
    assert_eq!(
        exactly("weighted_average", Some(65), &[1000, 2000, 4000]),
        ["The mean of 1 and 2 is 1.5.", "The latest counts 65 %, the earlier mean 35 %: 3.13."]
    );
    assert_eq!(exactly("weighted_average", None, &[1000]), ["The latest is 1."]);
    assert_eq!(
        exactly("standard_decaying_average", Some(50), &[1000, 2000, 4000]),
        ["From 1, 50 % of the way to 2: 1.5.", "From 1.5, 50 % of the way to 4: 2.75."]
    );
    assert_eq!(exactly("power_law", None, &[1000, 2000, 3000, 4000]), ["The trend of 4 results ends at 4."]);
    assert_eq!(
        exactly("power_law", None, &[0, 2000, 3000])[0],
        "A trend takes half the smallest step for zero."
    );
}

#[test]
fn canvass_rounding_is_a_step_of_its_own() {
    let records = [points(1, 3000, 0), points(2, 4000, 1), points(3, 3000, 2)];
    assert_eq!(
        reckoned("average", None, Arithmetic::Canvas, &records),
        ["The mean of 3, 4 and 3 is 3.33.", "Rounded to hundredths: 3.33."]
    );
}

#[test]
fn questions_of_one_quiz_are_said_to_stand_for_it() {
    let score = |units: i64| Score { units, double: units as f64 / 1000.0 };
    let question = |at, share: i64, possible| {
        let own = score(share * 4);
        let share = score(share);
        record(
            at,
            Mark::Question(Question { quiz: 1, own, share, possible: score(possible), worth: score(4000) }),
            0,
        )
    };
    let said = reckoned("mean", None, Arithmetic::Exact, &[question(1, 1000, 1000), question(2, 500, 3000)]);
    assert_eq!(said, ["Questions of one quiz stand for the whole quiz.", "The mean of 2.5 and 2.5 is 2.5."]);
}

#[test]
fn in_a_schools_words_the_arithmetic_has_no_numbers() {
    let scale = Scale::preset();
    let policy = Policy::of(Method::Mean);
    let explanation = explained(&[at_bat(1, 2, None, 0), at_bat(2, 4, None, 1)], &policy, scale.ladder());
    let speech = Speech::new("en");
    let telling = Telling { speech: &speech, names: Names::Words(&scale), kinds: &HashMap::new() };
    assert_eq!(
        plain(telling.why(&explanation)),
        [
            "You showed Approaching on 12 Nov.",
            "You showed Exceeding on 13 Nov.",
            "The mean of Approaching and Exceeding is Demonstrating."
        ]
    );
    let higher = explained(&[at_bat(1, 2, None, 0)], &policy, scale.ladder());
    assert_eq!(
        plain(telling.next(&higher)),
        ["Next: Demonstrating.", "One more result at Exceeding gets there."]
    );
}

#[test]
fn a_classs_figure_says_of_how_many() {
    let speech = Speech::new("en");
    let telling = Telling { speech: &speech, names: Names::Points, kinds: &HashMap::new() };
    let said = |stat, with, without| plain(telling.class(stat, with, without));
    assert_eq!(said(Stat::Mean, 23, 0), ["The mean of 23 students' levels."]);
    assert_eq!(
        said(Stat::Median, 1, 2),
        ["The middle of 1 student's level.", "2 students have no level yet and are left out."]
    );
    assert_eq!(said(Stat::Mean, 0, 0), ["Nobody has any level yet."]);
}

#[test]
fn the_default_rule_is_the_at_bats_rule() {
    assert_eq!(Policy::default().method, Method::AtBats(AtBats::default()));
}
