//! Over pixels, where a JPEG's own losses do not hide what is claimed.

use super::canvas::{Canvas, PIXEL};
use super::*;
use crate::decode::Planes;
use crate::plane::Plane;
use proptest::prelude::*;

fn grey(width: usize, height: usize, sample: impl Fn(usize, usize) -> u8) -> Canvas {
    let samples = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| sample(x, y));
    let luma = Plane { width, height, samples: samples.collect() };
    Canvas::of(Planes { luma, chroma: None })
}

fn noise(width: usize, height: usize, seed: u32) -> Canvas {
    grey(width, height, |x, y| {
        let mixed = (x as u32).wrapping_mul(2_654_435_761) ^ (y as u32).wrapping_mul(40_503) ^ seed;
        (mixed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) >> 24) as u8
    })
}

fn applied(canvas: &Canvas, edits: &[Edit]) -> Canvas {
    edits.iter().fold(canvas.clone(), |canvas, edit| edit.applied(canvas))
}

fn spot() -> impl Strategy<Value = Spot> {
    (any::<Side>(), any::<Side>()).prop_map(|(x, y)| Spot(x, y))
}

fn area() -> impl Strategy<Value = Area> {
    (spot(), spot()).prop_filter_map("no room", |(a, b)| Area::between(a, b))
}

fn stroke() -> impl Strategy<Value = Stroke> {
    (prop::collection::vec(spot(), 1..20), 1_u16..6_000)
        .prop_map(|(points, width)| Stroke::through(&points, width).unwrap())
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        area().prop_map(Edit::Crop),
        Just(Edit::Turn),
        (stroke(), any::<Rgb>()).prop_map(|(stroke, colour)| Edit::Draw { stroke, colour }),
        area().prop_map(Edit::Blur),
        stroke().prop_map(Edit::Rub),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_changes_give_the_same_picture_and_none_of_them_the_first(
        edits in prop::collection::vec(edit(), 0..5), seed in any::<u32>(),
        (width, height) in (1_usize..90, 1_usize..90),
    ) {
        let first = noise(width, height, seed);
        prop_assert_eq!(applied(&first, &edits), applied(&first, &edits));
        // What is undone is left out.
        prop_assert_eq!(applied(&first, &edits[..0]), first);
    }

    #[test]
    fn turning_four_times_is_nothing((width, height) in (1_usize..60, 1_usize..60), seed in any::<u32>()) {
        let first = noise(width, height, seed);
        let once = applied(&first, &[Edit::Turn]);
        prop_assert_eq!(once.size(), (height, width));
        prop_assert_eq!(applied(&once, &[Edit::Turn, Edit::Turn, Edit::Turn]), first);
    }

    #[test]
    fn what_is_hidden_does_not_depend_on_what_was_finer_than_a_square(
        hidden in prop_oneof![area().prop_map(Edit::Blur), stroke().prop_map(Edit::Rub)],
        seed in any::<u32>(),
    ) {
        // 240 × 240 has squares of 10 × 10; the two pictures have the same pixels in each, in another order.
        let first = noise(240, 240, seed);
        let mut other = first.clone();
        let (from, to) = (first.pixmap.data(), other.pixmap.data_mut());
        for y in 0..240 {
            for x in 0..240 {
                let (a, b) = ((y / 10 * 10 + 9 - y % 10) * 240 + x, y * 240 + x);
                to[b * PIXEL..][..PIXEL].copy_from_slice(&from[a * PIXEL..][..PIXEL]);
            }
        }
        let [shown, shown_other] = [&first, &other].map(|c| applied(c, std::slice::from_ref(&hidden)));
        let is_hidden: Vec<bool> = {
            let [white, black] = [255, 0].map(|sample| grey(240, 240, |x, y| {
                if (x / 10 + y / 10) % 2 == 0 && x % 10 == 0 && y % 10 == 0 { sample } else { 128 }
            }));
            let [white, black] = [&white, &black].map(|c| applied(c, std::slice::from_ref(&hidden)));
            // One pixel of a square was changed: a hidden one no longer shows which.
            white.pixmap.data().iter().zip(black.pixmap.data()).map(|(w, b)| w.abs_diff(*b) < 200).collect()
        };
        for (at, hidden) in is_hidden.iter().enumerate() {
            let is_untouched = shown.pixmap.data()[at] == first.pixmap.data()[at]
                && shown_other.pixmap.data()[at] == other.pixmap.data()[at];
            prop_assert!(*hidden && shown.pixmap.data()[at] == shown_other.pixmap.data()[at] || is_untouched);
        }
    }

    #[test]
    fn a_change_lies_in_the_same_place_at_every_size(edit in edit()) {
        // A smooth picture is the same at both sizes but for its edges.
        let sample = |x: usize, y: usize, side: usize| ((x + y) * 255 / (2 * side)) as u8;
        let small = applied(&grey(240, 240, |x, y| sample(x, y, 240)), std::slice::from_ref(&edit));
        let large = applied(&grey(480, 480, |x, y| sample(x, y, 480)), std::slice::from_ref(&edit));
        let (width, height) = small.size();
        let scaled = large.size();
        prop_assert!(scaled.0.abs_diff(width * 2) <= 2 && scaled.1.abs_diff(height * 2) <= 2, "{scaled:?}");
        let mut off = 0;
        for y in 0..height.min(scaled.1 / 2) {
            for x in 0..width.min(scaled.0 / 2) {
                let a = small.pixmap.data()[(y * width + x) * PIXEL];
                let b = large.pixmap.data()[(2 * y * scaled.0 + 2 * x) * PIXEL];
                off += usize::from(a.abs_diff(b) > 24);
            }
        }
        // The rims of lines and squares fall a pixel to one side or the other.
        prop_assert!(off <= width * height / 4, "{off} of {}", width * height);
    }

    #[test]
    fn changes_are_kept_and_read_as_they_are(edits in prop::collection::vec(edit(), 0..6)) {
        let text = serde_json::to_string(&edits).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Edit>>(&text).unwrap(), edits);
    }
}

#[test]
fn a_cut_keeps_what_lies_within() {
    let half = Area::between(Spot(0, 0), Spot(Side::MAX / 2, Side::MAX)).unwrap();
    let first = noise(40, 30, 1);
    let cut = applied(&first, &[Edit::Crop(half)]);
    assert_eq!(cut.size(), (20, 30));
    assert_eq!(cut.pixmap.data()[..20 * PIXEL], first.pixmap.data()[..20 * PIXEL]);
    assert_eq!(applied(&first, &[Edit::Crop(Area::WHOLE)]), first);
}

#[test]
fn a_dot_and_a_line_have_the_colour_and_the_width_that_were_asked_for() {
    let white = grey(100, 100, |_, _| 255);
    let middle = Side::MAX / 2;
    for points in [vec![Spot(middle, middle)], vec![Spot(0, middle), Spot(Side::MAX, middle)]] {
        let stroke = Stroke::through(&points, Side::MAX / 10).unwrap();
        let drawn = applied(&white, &[Edit::Draw { stroke, colour: [10, 20, 30] }]);
        let pixel = |x: usize, y: usize| &drawn.pixmap.data()[(y * 100 + x) * PIXEL..][..3];
        assert_eq!(pixel(50, 50), [10, 20, 30]);
        assert_eq!(pixel(50, 46), [10, 20, 30]);
        assert_eq!(pixel(50, 43), [255, 255, 255]);
    }
}

#[test]
fn a_slip_of_the_finger_is_no_area_and_a_line_needs_a_point() {
    assert_eq!(Area::between(Spot(5, 5), Spot(9, 60_000)), None);
    assert_eq!(Stroke::through(&[], 9), None);
    assert_eq!(Stroke::through(&[Spot(1, 1)], 0), None);
    let far: Vec<Spot> = (0..5_000).map(|n| Spot(if n % 2 == 0 { 0 } else { 9_000 }, 0)).collect();
    assert_eq!(Stroke::through(&far, 9), None);
    let near: Vec<Spot> = (0..5_000).map(|n| Spot(n, n)).collect();
    assert!(Stroke::through(&near, 9).unwrap().points().len() < 100);
    assert!(serde_json::from_str::<Area>("[5,5,5,5]").is_err());
}
