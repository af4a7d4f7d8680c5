//! Voice notes that can be found again: what a recorder writes, with a text where the sound would be. Nobody on the way
//! decodes it, so that it stands in the bytes wherever they lie.

use notyet_protocol::voice::{Voice, clean_voice};

/// 16,000 samples a second (8), one channel, AAC-LC (2), in the bits that set up a decoder.
const CONFIG: [u8; 2] = [2 << 3 | 8 >> 1, 1 << 3];
/// Where in the file the frames lie: behind its first box and the head of the second.
const BEGINS: u32 = 24 + 8;

/// What a recorder writes: this text as its frames, and a name beside it.
pub(crate) fn recorded(text: &str) -> Vec<u8> {
    let frames: Vec<&[u8]> = text.as_bytes().chunks(8).chain([&[0x21, 0x10][..]]).collect();
    let (count, sizes) = (frames.len() as u32, frames.iter().map(|frame| frame.len() as u32));
    let sizes: Vec<u32> = sizes.collect();
    let decoder = [&[0x04, 17, 0x40, 0x15][..], &[0; 11], &[0x05, 2], &CONFIG].concat();
    let stream = [&[0x03, 3 + decoder.len() as u8, 0, 0, 0][..], &decoder].concat();
    let sound = of(b"mp4a", &[&[0; 7], &[1], &[0; 20], &of(b"esds", &[&[0; 4], &stream])]);
    let tables = of(
        b"stbl",
        &[
            &of(b"stsd", &[&numbers(&[0, 1]), &sound]),
            &of(b"stsz", &[&numbers(&[0, 0, count]), &numbers(&sizes)]),
            &of(b"stsc", &[&numbers(&[0, 1, 1, count, 1])]),
            &of(b"stco", &[&numbers(&[0, 1, BEGINS])]),
        ],
    );
    let kind = of(b"hdlr", &[&[0; 8], b"soun", &[0; 12], b"Ms Ortiz's phone\0"]);
    let media = of(b"mdia", &[&kind, &of(b"minf", &[&tables])]);
    let first = of(b"ftyp", &[b"mp42", &[0; 4], b"isommp42"]);
    [first, of(b"mdat", &[&frames.concat()]), of(b"moov", &[&of(b"trak", &[&media])])].concat()
}

/// The same as it is saved.
pub(crate) fn voice(text: &str) -> Voice {
    clean_voice(&recorded(text)).expect("a recording of a history is whole and short")
}

fn of(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let inside = parts.concat();
    [&(inside.len() as u32 + 8).to_be_bytes()[..], kind, &inside].concat()
}

fn numbers(them: &[u32]) -> Vec<u8> {
    them.iter().flat_map(|number| number.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notyet_protocol::voice::{NotAVoice, check_voice};

    #[test]
    fn the_text_travels_and_the_recorders_name_does_not() {
        let (recorded, voice) = (recorded("cnry-12345678"), voice("cnry-12345678"));
        let says = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|it| it == text);
        assert!(says(&recorded, b"cnry-12345678") && says(&recorded, b"Ms Ortiz"));
        assert!(says(&voice.bytes, b"cnry-12345678") && !says(&voice.bytes, b"Ms Ortiz"));
        assert_eq!(check_voice(&recorded), Err(NotAVoice::Metadata));
        // Three frames of 64 ms.
        assert_eq!((check_voice(&voice.bytes), voice.ms), (Ok(()), 192));
    }
}
