//! Recorders lay their files out each in its own way; what is cleaned is always the same.

use super::write::{numbers, of};
use super::*;
use proptest::prelude::*;

/// Where the film that a recorder writes differs from the plain one.
#[derive(Clone, Copy)]
struct Layout {
    /// Frames in each chunk, and what lies between two.
    chunk: usize,
    /// Whether places in the file are written with eight bytes.
    wide: bool,
    /// `soun` for sound.
    track: &'static [u8; 4],
    /// The second byte of what the decoder is set up with; the first says AAC-LC.
    config: [u8; 2],
}

/// 16 kHz, one channel.
const PLAIN: Layout = Layout { chunk: 3, wide: false, track: b"soun", config: [0x14, 0x08] };

/// Frames that are all different.
fn frames(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|n| (0..=n % 7).map(|byte| (n * 31 + byte) as u8).collect()).collect()
}

/// A file as a phone's recorder writes it: the sound first, in chunks, then what says where it lies; with the moment, the
/// place and the device's name in it.
fn recorded(frames: &[Vec<u8>], it: Layout) -> Vec<u8> {
    let kind = of(b"ftyp", &[b"mp42", &[0; 4], b"isommp42"]);
    let (mut data, mut places) = (vec![], vec![]);
    let begins = kind.len() + 8;
    for chunk in frames.chunks(it.chunk) {
        places.push((begins + data.len()) as u32);
        data.extend(chunk.concat());
        data.extend(b"between");
    }
    let last = frames.len() % it.chunk;
    let mut spread = vec![1, it.chunk as u32, 1];
    if last > 0 && places.len() > 1 {
        spread.extend([places.len() as u32, last as u32, 1]);
    }
    let esds = of(
        b"esds",
        &[
            &numbers(&[0]),
            &[0x03, 0x80, 0x80, 0x80, 0x22, 0, 0, 0],
            &[0x04, 0x80, 0x80, 0x80, 0x14, 0x40, 0x15, 0, 3, 0, 0, 0, 0x80, 0, 0, 0, 0x7d, 0],
            &[0x05, 0x80, 0x80, 0x80, 0x02],
            &it.config,
            &[0x06, 0x80, 0x80, 0x80, 0x01, 0x02],
        ],
    );
    let entry = of(b"mp4a", &[&[0, 0, 0, 0, 0, 0, 0, 1], &[0; 16], &numbers(&[16_000 << 16]), &esds]);
    let sizes: Vec<u32> = frames.iter().map(|frame| frame.len() as u32).collect();
    let places = match it.wide {
        false => of(b"stco", &[&numbers(&[0, places.len() as u32]), &numbers(&places)]),
        true => {
            let wide: Vec<u32> = places.iter().flat_map(|place| [0, *place]).collect();
            of(b"co64", &[&numbers(&[0, places.len() as u32]), &numbers(&wide)])
        }
    };
    let tables = of(
        b"stbl",
        &[
            &of(b"stsd", &[&numbers(&[0, 1]), &entry]),
            &of(b"stts", &[&numbers(&[0, 1, frames.len() as u32, 1024])]),
            &of(b"stsc", &[&numbers(&[0, spread.len() as u32 / 3]), &numbers(&spread)]),
            &of(b"stsz", &[&numbers(&[0, 0, sizes.len() as u32]), &numbers(&sizes)]),
            &places,
        ],
    );
    let handler = of(b"hdlr", &[&numbers(&[0, 0]), it.track, &[0; 12], b"Ms Ortiz's phone\0"]);
    let media = of(b"mdia", &[&of(b"mdhd", &[&[0x55; 24]]), &handler, &of(b"minf", &[&tables])]);
    let place = of(b"udta", &[&of(b"\xa9xyz", &[b"\0\x12\x15\xc7+48.8577+002.295/"])]);
    let movie = of(
        b"moov",
        &[&of(b"mvhd", &[&[0x55; 100]]), &of(b"trak", &[&of(b"tkhd", &[&[0x55; 84]]), &media]), &place],
    );
    [kind, of(b"mdat", &[&data]), of(b"free", &[b"made in 2026"]), movie].concat()
}

/// How clean sound of these frames is.
fn clean(frames: &[Vec<u8>]) -> Vec<u8> {
    let frames = frames.iter().map(Vec::as_slice).collect();
    write::file(&Sound { encoding: Encoding { rate: 8, channels: 1 }, frames })
}

#[test]
fn every_frame_is_kept_and_nothing_else_is() {
    let frames = frames(157);
    for layout in
        [PLAIN, Layout { chunk: 1, ..PLAIN }, Layout { chunk: 500, ..PLAIN }, Layout { wide: true, ..PLAIN }]
    {
        let voice = clean_voice(&recorded(&frames, layout)).unwrap();
        // 157 frames of 64 ms.
        assert_eq!(voice, Voice { bytes: clean(&frames), ms: 10_048 });
        for said in [&b"Ms Ortiz"[..], b"\xa9xyz", b"+48.8577", b"between", b"made in", b"free", b"udta"] {
            assert!(!voice.bytes.windows(said.len()).any(|it| it == said), "{said:?}");
        }
    }
}

#[test]
fn what_is_clean_stays_as_it_is_and_travels() {
    let voice = clean_voice(&recorded(&frames(40), PLAIN)).unwrap();
    assert_eq!(clean_voice(&voice.bytes), Ok(voice.clone()));
    assert_eq!(check_voice(&voice.bytes), Ok(()));
}

#[test]
fn what_carries_more_than_its_sound_does_not_travel() {
    let clean = clean(&frames(40));
    assert_eq!(check_voice(&recorded(&frames(40), PLAIN)), Err(NotAVoice::Metadata));
    assert_eq!(check_voice(&[&clean[..], &of(b"free", &[b"Amara"])].concat()), Err(NotAVoice::Metadata));
    // The moment of recording, in the header of the movie.
    let at = clean.windows(4).position(|it| it == b"mvhd").unwrap() + 8;
    let mut dated = clean;
    dated[at + 3] = 1;
    assert_eq!(check_voice(&dated), Err(NotAVoice::Metadata));
}

#[test]
fn a_recording_that_was_never_finished_is_told_from_what_is_none() {
    let whole = recorded(&frames(40), PLAIN);
    let movie = whole.windows(4).position(|it| it == b"moov").unwrap() - 4;
    for cut in [movie, movie + 200, whole.len() - 1] {
        assert_eq!(clean_voice(&whole[..cut]), Err(NotAVoice::CutShort), "{cut}");
    }
    for other in [&b""[..], b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WAVE"] {
        assert_eq!(clean_voice(other), Err(NotAVoice::NotMpeg4));
    }
}

#[test]
fn a_film_and_other_sound_are_refused() {
    let refused = |layout| clean_voice(&recorded(&frames(9), layout)).unwrap_err();
    assert_eq!(refused(Layout { track: b"vide", ..PLAIN }), NotAVoice::OtherSound);
    // AAC for less room (object 5), a rate that no table has, six channels.
    for config in [[0x2c, 0x08], [0x17, 0x88], [0x14, 0x30]] {
        assert_eq!(refused(Layout { config, ..PLAIN }), NotAVoice::OtherSound, "{config:?}");
    }
}

#[test]
fn a_minute_is_the_longest_and_nothing_is_too_short() {
    let of_16_khz = |count| clean_voice(&recorded(&vec![vec![1, 2]; count], PLAIN)).map(|voice| voice.ms);
    assert_eq!(of_16_khz(953), Ok(60_992));
    assert_eq!(of_16_khz(954), Err(NotAVoice::TooLong));
    assert_eq!(of_16_khz(0), Err(NotAVoice::Silent));
    let large = recorded(&vec![vec![7; 2_000]; 600], PLAIN);
    assert_eq!(clean_voice(&large), Err(NotAVoice::TooLong));
}

#[test]
fn frames_that_lie_over_each_other_are_refused() {
    let frames = vec![vec![9; 1_000]; 30];
    let mut file = recorded(&frames, Layout { chunk: 1, ..PLAIN });
    // Every chunk begins where the first one does, and each frame is as long as all of them.
    let at = file.windows(4).position(|it| it == b"stco").unwrap() + 12;
    let first = file[at..at + 4].to_vec();
    for chunk in 0..30 {
        file[at + 4 * chunk..at + 4 * chunk + 4].copy_from_slice(&first);
    }
    let at = file.windows(4).position(|it| it == b"stsz").unwrap() + 16;
    for frame in 0..30 {
        file[at + 4 * frame..at + 4 * frame + 4].copy_from_slice(&30_000_u32.to_be_bytes());
    }
    assert_eq!(clean_voice(&file), Err(NotAVoice::CutShort));
}

proptest! {
    #[test]
    fn a_file_with_any_byte_changed_is_refused_or_comes_out_clean(at in any::<prop::sample::Index>(), byte: u8) {
        let mut file = recorded(&frames(20), PLAIN);
        let at = at.index(file.len());
        file[at] = byte;
        if let Ok(voice) = clean_voice(&file) {
            prop_assert_eq!(check_voice(&voice.bytes), Ok(()));
        }
    }
}
