//! Taking the sound out of an MPEG-4 file (ISO/IEC 14496-12 and -14): boxes within boxes, and a table that says where in
//! the file each frame lies.

use super::{Encoding, MOST_BYTES, MOST_MS, NotAVoice, RATES, Sound};

/// The one sound track of a file.
pub(super) fn sound(file: &[u8]) -> Result<Sound<'_>, NotAVoice> {
    if file.get(4..8) != Some(b"ftyp".as_slice()) {
        return Err(NotAVoice::NotMpeg4);
    }
    if file.len() > MOST_BYTES {
        return Err(NotAVoice::TooLong);
    }
    // A recorder that is ended in the middle has not written it yet.
    let movie = child(file, b"moov")?.ok_or(NotAVoice::CutShort)?;
    let mut tracks = children(movie, b"trak")?;
    let (Some(track), None) = (tracks.pop(), tracks.pop()) else { return Err(NotAVoice::OtherSound) };
    let media = inside(track, &[b"mdia"])?;
    if at(inside(media, &[b"hdlr"])?, 8, 4)? != b"soun" {
        return Err(NotAVoice::OtherSound);
    }
    let tables = inside(media, &[b"minf", b"stbl"])?;
    let encoding = encoding(inside(tables, &[b"stsd"])?)?;
    Ok(Sound { encoding, frames: frames(file, tables, encoding)? })
}

/// What the description of the samples says, of which there is one.
fn encoding(description: &[u8]) -> Result<Encoding, NotAVoice> {
    let entries = description.get(8..).ok_or(NotAVoice::CutShort)?;
    if number(description, 4)? != 1 {
        return Err(NotAVoice::OtherSound);
    }
    let entry = child(entries, b"mp4a")?.ok_or(NotAVoice::OtherSound)?;
    // QuickTime's first version has four numbers more before what is inside.
    let within = match at(entry, 8, 2)? {
        [0, 0] => 28,
        [0, 1] => 44,
        _ => return Err(NotAVoice::OtherSound),
    };
    let config = decoder_config(inside(entry.get(within..).ok_or(NotAVoice::CutShort)?, &[b"esds"])?)?;
    let &[first, second, ..] = config else { return Err(NotAVoice::OtherSound) };
    let (object, rate, channels) = (first >> 3, (first & 7) << 1 | second >> 7, second >> 3 & 15);
    // AAC-LC, in frames of 1,024 samples that stand by themselves.
    let is_plain = object == 2 && second & 7 == 0;
    if !is_plain || usize::from(rate) >= RATES.len() || !matches!(channels, 1 | 2) {
        return Err(NotAVoice::OtherSound);
    }
    Ok(Encoding { rate, channels })
}

/// The bytes that a decoder is set up with, inside the descriptors of an `esds` box.
fn decoder_config(esds: &[u8]) -> Result<&[u8], NotAVoice> {
    let stream = descriptor(esds.get(4..).ok_or(NotAVoice::CutShort)?, 0x03)?;
    let flags = at(stream, 2, 1)?[0];
    // Streams of a file of their own name no other stream, no address and no clock.
    if flags & 0xe0 != 0 {
        return Err(NotAVoice::OtherSound);
    }
    let decoder = descriptor(&stream[3..], 0x04)?;
    if at(decoder, 0, 1)? != [0x40] {
        return Err(NotAVoice::OtherSound);
    }
    descriptor(decoder.get(13..).ok_or(NotAVoice::CutShort)?, 0x05)
}

/// What is inside the descriptor that these bytes begin with, which is to be of this kind.
fn descriptor(bytes: &[u8], tag: u8) -> Result<&[u8], NotAVoice> {
    if at(bytes, 0, 1)? != [tag] {
        return Err(NotAVoice::OtherSound);
    }
    // Seven bits of its length in each of at most four bytes; the last has no eighth.
    let mut length = 0;
    for place in 1..=4 {
        let byte = at(bytes, place, 1)?[0];
        length = length << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return at(bytes, place + 1, length);
        }
    }
    Err(NotAVoice::OtherSound)
}

/// The frames in their order: how many each chunk of the file holds, where that begins, how long each frame is.
fn frames<'a>(file: &'a [u8], tables: &[u8], encoding: Encoding) -> Result<Vec<&'a [u8]>, NotAVoice> {
    let sizes = inside(tables, &[b"stsz"])?;
    let (of_all, count) = (number(sizes, 4)? as usize, number(sizes, 8)?);
    if count == 0 {
        return Err(NotAVoice::Silent);
    }
    if encoding.ms(count) > u64::from(MOST_MS) {
        return Err(NotAVoice::TooLong);
    }
    let size =
        |frame: usize| if of_all > 0 { Ok(of_all) } else { Ok(number(sizes, 12 + 4 * frame)? as usize) };
    let spread = inside(tables, &[b"stsc"])?;
    let chunks = Chunks::of(tables)?;
    let mut frames = Vec::with_capacity(count as usize);
    let (mut chunk, mut row) = (0, 0);
    while frames.len() < count as usize {
        // A row holds from its first chunk on, which are counted from 1, until that of the next row.
        if row + 1 < number(spread, 4)? as usize && number(spread, 8 + 12 * (row + 1))? as usize == chunk + 1
        {
            row += 1;
        }
        let in_chunk = number(spread, 8 + 12 * row + 4)? as usize;
        let mut place = chunks.place(chunk)?;
        for _ in 0..in_chunk.min(count as usize - frames.len()) {
            let length = size(frames.len())?;
            if length == 0 {
                return Err(NotAVoice::Silent);
            }
            frames.push(at(file, place, length)?);
            place += length;
        }
        chunk += 1;
    }
    // Frames that lie over each other would make more of a file than was given.
    let bytes: usize = frames.iter().map(|frame: &&[u8]| frame.len()).sum();
    if bytes > file.len() { Err(NotAVoice::CutShort) } else { Ok(frames) }
}

/// Where in the file each chunk begins, in four bytes or in eight.
enum Chunks<'a> {
    Short(&'a [u8]),
    Long(&'a [u8]),
}

impl<'a> Chunks<'a> {
    fn of(tables: &'a [u8]) -> Result<Self, NotAVoice> {
        Ok(match child(tables, b"stco")? {
            Some(table) => Self::Short(table),
            None => Self::Long(inside(tables, &[b"co64"])?),
        })
    }

    fn place(&self, chunk: usize) -> Result<usize, NotAVoice> {
        let (table, width) = match self {
            Self::Short(table) => (table, 4),
            Self::Long(table) => (table, 8),
        };
        if chunk >= number(table, 4)? as usize {
            return Err(NotAVoice::CutShort);
        }
        let digits = at(table, 8 + width * chunk, width)?;
        // Beyond what a number holds it is beyond the file, too.
        Ok(digits.iter().fold(0_usize, |so_far, digit| so_far.saturating_mul(256) | usize::from(*digit)))
    }
}

/// What is inside boxes that lie in each other.
fn inside<'a>(mut bytes: &'a [u8], path: &[&[u8; 4]]) -> Result<&'a [u8], NotAVoice> {
    for kind in path {
        bytes = child(bytes, kind)?.ok_or(NotAVoice::CutShort)?;
    }
    Ok(bytes)
}

/// What is inside the first box of this kind.
fn child<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Result<Option<&'a [u8]>, NotAVoice> {
    Ok(children(bytes, kind)?.into_iter().next())
}

/// What is inside each box of this kind, of those that follow each other here.
fn children<'a>(mut bytes: &'a [u8], kind: &[u8; 4]) -> Result<Vec<&'a [u8]>, NotAVoice> {
    let mut found = vec![];
    while !bytes.is_empty() {
        let (mut head, mut length) = (8, number(bytes, 0)? as usize);
        let its = at(bytes, 4, 4)?;
        match length {
            // As far as what it lies in.
            0 => length = bytes.len(),
            1 => {
                head = 16;
                if number(bytes, 8)? != 0 {
                    return Err(NotAVoice::CutShort);
                }
                length = number(bytes, 12)? as usize;
            }
            _ => {}
        }
        let whole = at(bytes, 0, length)?;
        let body = whole.get(head..).ok_or(NotAVoice::CutShort)?;
        if its == kind {
            found.push(body);
        }
        bytes = &bytes[length..];
    }
    Ok(found)
}

fn number(bytes: &[u8], from: usize) -> Result<u32, NotAVoice> {
    let digits = at(bytes, from, 4)?;
    Ok(u32::from_be_bytes([digits[0], digits[1], digits[2], digits[3]]))
}

fn at(bytes: &[u8], from: usize, length: usize) -> Result<&[u8], NotAVoice> {
    let end = from.checked_add(length).ok_or(NotAVoice::CutShort)?;
    bytes.get(from..end).ok_or(NotAVoice::CutShort)
}
