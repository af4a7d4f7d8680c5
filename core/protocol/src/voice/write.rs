//! Writing sound into an MPEG-4 file that says how it is encoded and where its frames lie, and nothing else: no day, no
//! place, no name, no maker.

use super::{FRAME_SAMPLES, Sound};

/// Nothing is scaled, turned or moved.
const MATRIX: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

/// A whole file. What says where the sound lies stands before it, so that a player can begin at the beginning.
pub(super) fn file(sound: &Sound<'_>) -> Vec<u8> {
    let kind = of(b"ftyp", &[b"M4A ", &[0; 4], b"M4A ", b"mp42", b"isom"]);
    // Its length does not depend on the number.
    let begins = kind.len() + movie(sound, 0).len() + HEAD;
    let frames: Vec<u8> = sound.frames.concat();
    [kind, movie(sound, begins as u32), of(b"mdat", &[&frames])].concat()
}

/// Bytes before what is inside a box.
const HEAD: usize = 8;

fn movie(sound: &Sound<'_>, begins: u32) -> Vec<u8> {
    let rate = sound.encoding.samples_a_second();
    let length = sound.frames.len() as u32 * FRAME_SAMPLES;
    let header = of(
        b"mvhd",
        &[
            &numbers(&[0, 0, 0, rate, length, 0x1_0000]),
            // Full volume, then what is reserved.
            &[1, 0],
            &[0; 10],
            &numbers(&MATRIX),
            &[0; 24],
            // The number of a further track.
            &numbers(&[2]),
        ],
    );
    of(b"moov", &[&header, &track(sound, (rate, length), begins)])
}

fn track(sound: &Sound<'_>, (rate, length): (u32, u32), begins: u32) -> Vec<u8> {
    let header = of(
        b"tkhd",
        &[
            // In use, in the movie and in its preview; track 1.
            &numbers(&[7, 0, 0, 1, 0, length, 0, 0, 0]),
            &[1, 0, 0, 0],
            &numbers(&MATRIX),
            &numbers(&[0, 0]),
        ],
    );
    // "und": in no language that anybody said.
    let media = of(b"mdhd", &[&numbers(&[0, 0, 0, rate, length]), &[0x55, 0xc4, 0, 0]]);
    let handler = of(b"hdlr", &[&numbers(&[0, 0]), b"soun", &[0; 12], &[0]]);
    // In this file.
    let address = of(b"url ", &[&numbers(&[1])]);
    let data = of(b"dinf", &[&of(b"dref", &[&numbers(&[0, 1]), &address])]);
    let kind = of(b"smhd", &[&numbers(&[0, 0])]);
    let within = of(b"minf", &[&kind, &data, &tables(sound, begins)]);
    of(b"trak", &[&header, &of(b"mdia", &[&media, &handler, &within])])
}

/// One chunk of all frames, each of the same number of samples.
fn tables(sound: &Sound<'_>, begins: u32) -> Vec<u8> {
    let count = sound.frames.len() as u32;
    let sizes: Vec<u32> = sound.frames.iter().map(|frame| frame.len() as u32).collect();
    of(
        b"stbl",
        &[
            &of(b"stsd", &[&numbers(&[0, 1]), &description(sound)]),
            &of(b"stts", &[&numbers(&[0, 1, count, FRAME_SAMPLES])]),
            &of(b"stsc", &[&numbers(&[0, 1, 1, count, 1])]),
            &of(b"stsz", &[&numbers(&[0, 0, count]), &numbers(&sizes)]),
            &of(b"stco", &[&numbers(&[0, 1, begins])]),
        ],
    )
}

fn description(sound: &Sound<'_>) -> Vec<u8> {
    let encoding = sound.encoding;
    let rate = encoding.samples_a_second();
    let stream = stream(sound);
    of(
        b"mp4a",
        &[
            // The first of the places where data lies.
            &[0, 0, 0, 0, 0, 0, 0, 1],
            &[0; 8],
            &[0, encoding.channels, 0, 16, 0, 0, 0, 0],
            // Sixteen bits before the point; faster ones do not fit and are said by the encoding alone.
            &numbers(&[u32::from(u16::try_from(rate).unwrap_or_default()) << 16]),
            &of(b"esds", &[&numbers(&[0]), &stream]),
        ],
    )
}

/// The descriptors of ISO/IEC 14496-1: a stream, its decoder, what that is set up with.
fn stream(sound: &Sound<'_>) -> Vec<u8> {
    let encoding = sound.encoding;
    let config = [2 << 3 | encoding.rate >> 1, encoding.rate << 7 | encoding.channels << 3];
    let bytes: u64 = sound.frames.iter().map(|frame| frame.len() as u64).sum();
    let samples = sound.frames.len() as u64 * u64::from(FRAME_SAMPLES);
    let bits = (bytes * 8 * u64::from(encoding.samples_a_second()) / samples) as u32;
    // AAC in a stream of sound; no buffer is asked for, and the greatest rate is not known.
    let decoder = [&[0x40, 0x15, 0, 0, 0][..], &numbers(&[0, bits]), &descriptor(0x05, &config)].concat();
    let inside = [&[0, 0, 0][..], &descriptor(0x04, &decoder), &descriptor(0x06, &[2])].concat();
    descriptor(0x03, &inside)
}

/// All of these are shorter than 128 bytes.
fn descriptor(tag: u8, inside: &[u8]) -> Vec<u8> {
    [&[tag, inside.len() as u8][..], inside].concat()
}

pub(super) fn of(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let inside = parts.concat();
    [&numbers(&[(HEAD + inside.len()) as u32])[..], kind, &inside].concat()
}

pub(super) fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}
