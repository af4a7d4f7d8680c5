//! Torn and tampered photos: an error or a picture, never a panic, never memory beyond the limits.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made ends the test")]

mod support;

use notyet_media::fixtures::{dress, sample_photo};
use notyet_media::{Orientation, PhotoFault, is_clean_photo, process, strip};
use support::{Chance, KINDS, page};

#[test]
fn a_photo_cut_anywhere_is_cut_short() {
    for kind in KINDS {
        let photo = dress(&page(120, 90, kind), Orientation::Half);
        let end = strip_end(&photo);
        for length in 1..end {
            assert_eq!(
                strip(&photo[..length]),
                Err(PhotoFault::Truncated),
                "{kind:?} cut at {length} of {end}"
            );
            assert!(!is_clean_photo(&photo[..length]));
        }
        for length in end..photo.len() {
            assert!(strip(&photo[..length]).is_ok(), "{kind:?}: only what comes after the picture is gone");
        }
    }
}

#[test]
fn processing_a_photo_cut_anywhere_is_an_error_or_says_that_something_is_missing() {
    let mut chance = Chance(0xC0FFEE);
    for kind in KINDS {
        let photo = page(200, 160, kind);
        for _ in 0..150 {
            let length = chance.below(photo.len() - 2);
            if let Ok(processed) = process(&photo[..length], Orientation::Upright) {
                assert!(
                    !processed.complete || length > photo.len() - 16,
                    "{kind:?} cut at {length} of {}",
                    photo.len()
                );
            }
        }
    }
}

#[test]
fn flipped_bytes_never_panic_nor_take_more_memory_than_the_limits_allow() {
    let base = peak_kib();
    for kind in KINDS {
        let photo = dress(&page(96, 80, kind), Orientation::Transverse);
        for seed in 1..=400_u64 {
            let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut torn = photo.clone();
            for _ in 0..=chance.below(6) {
                // Half of the flips go to the headers, where they do most harm.
                let end = if chance.below(2) == 0 { torn.len() } else { torn.len().min(1600) };
                let at = chance.below(end);
                torn[at] = chance.below(256) as u8;
            }
            let tried = std::panic::catch_unwind(|| tamper(&torn));
            assert!(tried.is_ok(), "{kind:?}, seed {seed}");
        }
    }
    if let (Some(base), Some(peak)) = (base, peak_kib()) {
        // The worst that is admitted: 24 Mi pixels of 3 full colours, coefficients of 2 bytes, held twice.
        let limit = (24 * 3 * 2 * 2 + 40) * 1024;
        assert!(peak - base < limit, "{} KiB over the base", peak - base);
    }
}

fn tamper(torn: &[u8]) {
    let Ok(stripped) = strip(torn) else { return };
    assert!(is_clean_photo(&stripped.bytes));
    if let Ok(processed) = process(&stripped.bytes, stripped.orientation) {
        assert!(is_clean_photo(&processed.photo.bytes) && is_clean_photo(&processed.thumb.bytes));
    }
}

#[test]
fn loose_bytes_between_segments_are_dropped() {
    let photo = sample_photo(64, 48, 2);
    let padded = [&photo[..2], &[0xFF, 0xFF, 0xFF], &photo[3..]].concat();
    assert_eq!(strip(&padded), strip(&photo));
}

/// Where the picture ends: just after its end of image.
fn strip_end(photo: &[u8]) -> usize {
    let mut at = 2;
    loop {
        let marker = photo[at + 1];
        if marker == 0xD9 {
            return at + 2;
        }
        at += 2 + usize::from(u16::from_be_bytes([photo[at + 2], photo[at + 3]]));
        if marker == 0xDA {
            at += photo[at..]
                .windows(2)
                .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
                .unwrap();
        }
    }
}

/// The greatest memory this process has had, where the system tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
