//! Stripping: what goes, what stays, and what is refused.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made ends the test")]

mod support;

use notyet_media::fixtures::{CANARIES, dress, sample_photo};
use notyet_media::{
    MAX_BASELINE_PIXELS, MAX_BYTES, MAX_PIXELS, MAX_PROGRESSIVE_PIXELS, Orientation, PhotoFault,
    is_clean_photo, process, strip,
};
use support::{KINDS, Kind, decode, holds, page};

#[test]
fn a_camera_photo_loses_every_word_about_place_and_device() {
    let photo = sample_photo(640, 480, 3);
    for canary in CANARIES {
        assert!(holds(&photo, canary), "{canary} is not in the fixture: this test would prove nothing");
    }
    let stripped = strip(&photo).unwrap();
    let processed = process(&stripped.bytes, stripped.orientation).unwrap();
    for bytes in [&stripped.bytes, &processed.photo.bytes, &processed.thumb.bytes] {
        for canary in CANARIES {
            assert!(!holds(bytes, canary), "{canary}");
        }
        assert!(!holds(bytes, "CANARY") && !holds(bytes, "Exif") && !holds(bytes, "GPS"));
        assert!(is_clean_photo(bytes));
    }
    assert!(!is_clean_photo(&photo));
}

#[test]
fn stripping_leaves_the_pixels_as_they_were() {
    for kind in KINDS {
        let plain = page(203, 131, kind);
        let stripped = strip(&dress(&plain, Orientation::Clockwise)).unwrap();
        assert_eq!(decode(&stripped.bytes), decode(&plain), "{kind:?}");
        assert_eq!((stripped.width, stripped.height), (203, 131));
        assert_eq!(stripped.orientation, Orientation::Clockwise);
        assert_eq!(stripped.progressive, kind == Kind::Progressive);
    }
}

#[test]
fn stripping_twice_changes_nothing() {
    let once = strip(&sample_photo(320, 240, 1)).unwrap();
    assert_eq!(strip(&once.bytes).unwrap(), once);
}

#[test]
fn every_orientation_survives_in_either_byte_order() {
    let plain = page(32, 24, Kind::Baseline);
    for value in 1..=8 {
        let orientation = Orientation::from_exif(value).unwrap();
        assert_eq!(u16::from(orientation.exif()), value);
        assert_eq!(strip(&dress(&plain, orientation)).unwrap().orientation, orientation);
        let big_endian =
            [&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[value as u8, 0, 0]].concat();
        assert_eq!(strip(&with_segment(&plain, 0xE1, &big_endian)).unwrap().orientation, orientation);
    }
}

#[test]
fn an_orientation_out_of_range_counts_as_upright() {
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0";
    let photo = with_segment(&page(32, 24, Kind::Baseline), 0xE1, exif);
    assert_eq!(strip(&photo).unwrap().orientation, Orientation::Upright);
}

#[test]
fn other_files_are_no_photos() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for bytes in
        [&b""[..], b"Dear diary", png, b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\xFF\xD9\xFF", b"\0\0\0\x18ftypheic"]
    {
        assert_eq!(strip(bytes), Err(PhotoFault::NotAPhoto), "{bytes:?}");
        assert!(!is_clean_photo(bytes));
        assert_eq!(process(bytes, Orientation::Upright), Err(PhotoFault::NotAPhoto));
    }
}

#[test]
fn too_many_bytes_are_refused_unread() {
    let bytes = vec![0; MAX_BYTES + 1];
    let fault = PhotoFault::TooManyBytes { bytes: MAX_BYTES + 1, limit: MAX_BYTES };
    assert_eq!(strip(&bytes), Err(fault.clone()));
    assert_eq!(process(&bytes, Orientation::Upright), Err(fault));
    assert!(!is_clean_photo(&bytes));
}

#[test]
fn great_pictures_go_to_the_host_and_absurd_ones_nowhere() {
    let host = |pixels, limit| PhotoFault::NeedsHostDecoder { pixels, limit };
    for (kind, width, height, fault) in [
        (Kind::Baseline, 10_000, 8_000, host(80_000_000, MAX_BASELINE_PIXELS)),
        (Kind::Progressive, 8_000, 6_000, host(48_000_000, MAX_PROGRESSIVE_PIXELS)),
        (Kind::ScanPerColour, 8_000, 6_000, host(48_000_000, MAX_PROGRESSIVE_PIXELS)),
        (Kind::Baseline, 65_535, 65_535, PhotoFault::TooLarge { pixels: 65_535 * 65_535, limit: MAX_PIXELS }),
    ] {
        let photo = claiming(&page(64, 64, kind), width, height);
        assert_eq!(strip(&photo), Err(fault.clone()), "{kind:?}");
        assert_eq!(process(&photo, Orientation::Upright), Err(fault), "{kind:?}");
    }
    assert!(strip(&claiming(&page(64, 64, Kind::Baseline), 9_248, 6_936)).is_ok(), "a 64 MP phone");
    assert!(strip(&claiming(&page(64, 64, Kind::Progressive), 6_000, 4_000)).is_ok(), "a 24 MP phone");
}

#[test]
fn kinds_that_cameras_do_not_make_are_named() {
    let plain = page(64, 64, Kind::Baseline);
    let frame = frame_at(&plain);
    for (offset, value) in [(1, 0xC9), (1, 0xC3), (4, 12), (9, 4), (9, 2)] {
        let mut photo = plain.clone();
        photo[frame + offset] = value;
        assert!(matches!(strip(&photo), Err(PhotoFault::Unsupported(_))), "{offset} {value:x}");
    }
}

#[test]
fn a_server_refuses_whatever_stripping_would_have_taken_out() {
    let clean = strip(&page(64, 48, Kind::Baseline)).unwrap().bytes;
    assert!(is_clean_photo(&clean));
    for marker in [0xE1, 0xE2, 0xED, 0xEF, 0xFE] {
        assert!(!is_clean_photo(&with_segment(&clean, marker, b"Exif\0\0words")), "{marker:x}");
    }
    let jfif = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    assert!(is_clean_photo(&with_segment(&clean, 0xE0, jfif)));
    let jfif_with_thumbnail = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb";
    assert!(!is_clean_photo(&with_segment(&clean, 0xE0, jfif_with_thumbnail)));
    assert!(!is_clean_photo(&[&clean[..], b"more"].concat()));
    assert!(!is_clean_photo(&clean[..clean.len() - 2]));
}

#[test]
fn the_colour_transform_stays_and_nothing_else_of_its_segment() {
    let adobe = b"Adobe\0\x65HIDE\x01WORDS";
    let stripped = strip(&with_segment(&page(64, 48, Kind::Baseline), 0xEE, adobe)).unwrap();
    assert!(
        holds(&stripped.bytes, "Adobe")
            && !holds(&stripped.bytes, "HIDE")
            && !holds(&stripped.bytes, "WORDS")
    );
    assert!(is_clean_photo(&stripped.bytes));
}

fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, body, &jpeg[2..]].concat()
}

/// Where the start of frame lies.
fn frame_at(jpeg: &[u8]) -> usize {
    jpeg.windows(2).position(|pair| matches!(pair, [0xFF, 0xC0 | 0xC2])).unwrap()
}

/// The same JPEG with another size written in its header.
fn claiming(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut photo = jpeg.to_vec();
    let frame = frame_at(jpeg);
    photo[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    photo[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    photo
}
