//! Changes of a photo, from JPEG to JPEG.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made ends the test")]

mod support;

use notyet_media::{
    Area, Edit, Orientation, PHOTO_SIDE, PhotoFault, Side, Spot, Stroke, is_clean_photo, mark_up, process,
};
use support::{KINDS, Kind, decode, page};

const HALF: Side = Side::MAX / 2;

fn left_half() -> Edit {
    Edit::Crop(Area::between(Spot(0, 0), Spot(HALF, Side::MAX)).unwrap())
}

fn line() -> Edit {
    let stroke = Stroke::through(&[Spot(0, HALF), Spot(Side::MAX, HALF)], Side::MAX / 20).unwrap();
    Edit::Draw { stroke, colour: [217, 107, 11] }
}

#[test]
fn every_kind_of_photo_can_be_changed_and_comes_out_clean_and_upright() {
    for kind in KINDS {
        let photo = page(640, 480, kind);
        let made =
            mark_up(&photo, Orientation::Clockwise, &[left_half(), Edit::Turn, line()], PHOTO_SIDE).unwrap();
        // 480 × 640 upright, 240 × 640 cut, then on its side.
        assert_eq!((made.width, made.height), (640, 240), "{kind:?}");
        assert!(is_clean_photo(&made.bytes), "{kind:?}");
        let (width, _, pixels) = decode(&made.bytes);
        let [red, green, blue] = pixels[(120 * width + 320) * 3..][..3] else { unreachable!() };
        let off = [red.abs_diff(217), green.abs_diff(107), blue.abs_diff(11)];
        assert!(off.iter().all(|part| *part < 24), "{kind:?}: the line is {red}, {green}, {blue}");
        assert_eq!(
            mark_up(&photo, Orientation::Clockwise, &[left_half(), Edit::Turn, line()], PHOTO_SIDE).unwrap(),
            made,
            "the same once more"
        );
    }
}

#[test]
fn a_list_without_changes_is_the_photo_itself() {
    let photo = page(640, 480, Kind::Baseline);
    let made = mark_up(&photo, Orientation::Upright, &[], PHOTO_SIDE).unwrap();
    let (was, is) = (decode(&photo).2, decode(&made.bytes).2);
    let off: u64 = was.iter().zip(&is).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(off / (was.len() as u64) < 4, "off by {} in all", off);
}

#[test]
fn a_large_photo_is_changed_at_the_size_in_which_it_is_kept_and_at_the_screens() {
    let photo = page(4032, 3024, Kind::Baseline);
    let edits = [left_half(), Edit::Blur(Area::WHOLE)];
    let kept = mark_up(&photo, Orientation::Upright, &edits, u16::MAX).unwrap();
    assert_eq!((kept.width, kept.height), (1024, 1536));
    let shown = mark_up(&photo, Orientation::Upright, &edits, 1280).unwrap();
    assert_eq!((shown.width, shown.height), (640, 960));
    // What was made goes on as a photo like any other.
    let done = process(&kept.bytes, Orientation::Upright).unwrap();
    assert_eq!((done.photo.width, done.photo.height), (1024, 1536));
}

#[test]
fn what_is_no_photo_or_far_too_large_is_refused() {
    let refused = |bytes: &[u8]| mark_up(bytes, Orientation::Upright, &[], PHOTO_SIDE).unwrap_err();
    assert_eq!(refused(b"no photo at all"), PhotoFault::NotAPhoto);
    let mut large = page(64, 64, Kind::Baseline);
    let frame = large.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0x21, 0x34, 0x2E, 0xE0]);
    assert!(matches!(refused(&large), PhotoFault::NeedsHostDecoder { pixels: 102_000_000, .. }));
}
