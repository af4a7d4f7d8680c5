//! An outcome over time, as the student's screen draws and says it.

use super::{Device, all_plain, plain};
use crate::curve::{Curve, CurveMark, CurveStep};
use notyet_model::fact::{Body, Judgement, Lane, Purpose, Support};
use notyet_store::testing::{AMARA, C3, ESSAY, Feed, ORTIZ, PROJECT, at_bat, retraction};

async fn drawn(feed: &mut Feed) -> Option<Curve> {
    let device = Device::of_amara(feed).await;
    device.core.learning().outcome(C3.to_string()).await.unwrap().curve
}

fn practice(level: u8, days_later: i32) -> Judgement {
    Judgement { purpose: Purpose::Formative, ..at_bat(C3, level, PROJECT, days_later) }
}

#[tokio::test]
async fn each_result_stands_on_its_day_and_says_what_it_is() {
    let mut feed = Feed::of_school();
    let mut record = |judgement| feed.record(ORTIZ, Some(AMARA), &Body::Judgement(judgement));
    record(Judgement { baseline: true, context: None, ..at_bat(C3, 1, ESSAY, -20) });
    record(Judgement { support: Support::Supported, ..practice(2, -15) });
    record(at_bat(C3, 3, ESSAY, -10));
    record(at_bat(C3, 3, PROJECT, 0));
    let own = Judgement { lane: Lane::Own, ..practice(2, -5) };
    feed.record(AMARA, Some(AMARA), &Body::Judgement(own));

    let curve = drawn(&mut feed).await.unwrap();
    let points: Vec<_> = curve.points.iter().map(|p| (p.at, p.level, p.mark, p.with_help)).collect();
    assert_eq!(
        points,
        [
            (0, 0, CurveMark::Before, false),
            (250, 1, CurveMark::Practice, true),
            (500, 2, CurveMark::Chance, false),
            (750, 1, CurveMark::Own, false),
            (1_000, 2, CurveMark::Chance, false),
        ]
    );
    let said: Vec<String> = curve.points.iter().map(|p| plain(&p.text)).collect();
    assert_eq!(
        said,
        [
            "23 Oct: Not yet. Before the course.",
            "28 Oct: Approaching. Practice: Project, with help.",
            "2 Nov: Demonstrating. Chance to show: Letter or essay.",
            "7 Nov: Approaching. Own judgement: Project.",
            "12 Nov: Demonstrating. Chance to show: Project.",
        ]
    );
    assert_eq!((plain(&curve.from), plain(&curve.to)), ("23 Oct".to_owned(), "12 Nov".to_owned()));
    assert_eq!(plain(&curve.spoken), "5 results, from 23 Oct to 12 Nov. Now: Demonstrating.");
    let words: Vec<String> = curve.levels.iter().map(|l| l.word.clone()).collect();
    assert_eq!(all_plain(&words), ["Not yet", "Approaching", "Demonstrating", "Exceeding"]);
}

#[tokio::test]
async fn the_line_is_the_level_that_stood_and_practice_never_moves_it() {
    let mut feed = Feed::of_school();
    let mut record = |judgement| feed.record(ORTIZ, Some(AMARA), &Body::Judgement(judgement));
    record(practice(4, -20));
    record(at_bat(C3, 3, ESSAY, -10));
    record(at_bat(C3, 3, PROJECT, 0));
    record(practice(1, 0));
    let step = |at, level| CurveStep { at, level: Some(level) };
    // Shown once is the level below; the second kind of work a week later makes it mastery.
    assert_eq!(drawn(&mut feed).await.unwrap().line, [step(500, 1), step(1_000, 2)]);
}

#[tokio::test]
async fn what_was_corrected_or_taken_back_is_no_point() {
    let mut feed = Feed::of_school();
    let first = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, -4)));
    let better = Judgement { supersedes: vec![first], ..at_bat(C3, 2, ESSAY, -4) };
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(better));
    let gone = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 0)));
    feed.record(ORTIZ, Some(AMARA), &retraction(&[gone]));
    let curve = drawn(&mut feed).await.unwrap();
    assert_eq!(curve.points.iter().map(|p| (p.at, p.level)).collect::<Vec<_>>(), [(0, 1)]);
    let ends = [&curve.from, &curve.to].map(|day| plain(day));
    assert_eq!(ends, ["8 Nov", "12 Nov"], "to the present day");
    assert_eq!(plain(&curve.spoken), "1 result, on 8 Nov. Now: Approaching.");
}

#[tokio::test]
async fn one_day_stands_in_the_middle_and_nothing_is_no_curve() {
    let mut feed = Feed::of_school();
    assert_eq!(drawn(&mut feed).await, None);
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    let curve = drawn(&mut feed).await.unwrap();
    assert_eq!((curve.points[0].at, plain(&curve.from), curve.to.as_str()), (500, "12 Nov".to_owned(), ""));
}
