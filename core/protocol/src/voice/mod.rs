//! What bytes must be to travel as a voice note: sound in the AAC that every phone records and plays, in an MPEG-4 file
//! that holds this and nothing else. Nothing is decoded.
//!
//! A recorder writes more than sound into its file: when and where it was made, on which device, under which name.
//! [`clean_voice`] takes the sound out and writes the file anew, so that nothing is carried over that nobody thought of;
//! and what is clean is what it writes as it is ([`check_voice`]).

mod read;
#[cfg(test)]
mod tests;
mod write;

/// Milliseconds of a voice note: a minute, and what an encoder adds before and after it.
pub const MOST_MS: u32 = 61_000;
/// Bytes of a voice note: four times what a minute takes at 32 kbit/s. A recorder's own file may be as large.
pub const MOST_BYTES: usize = 1 << 20;

/// Sound, and the file that holds it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// An MPEG-4 file.
    pub bytes: Vec<u8>,
    /// How long it is, in milliseconds; at least 1.
    pub ms: u32,
}

/// Why bytes are not taken for a voice note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAVoice {
    /// Something else.
    #[error("not an MPEG-4 file")]
    NotMpeg4,
    /// Its end is missing, as that of a recording which was never finished, or what it says of itself does not fit.
    #[error("not a whole MPEG-4 file")]
    CutShort,
    /// A film, several tracks, another encoding, more than two channels.
    #[error("the MPEG-4 file holds something else than one track of AAC-LC")]
    OtherSound,
    /// No sound at all.
    #[error("the MPEG-4 file holds no sound")]
    Silent,
    /// Beyond [`MOST_MS`] or [`MOST_BYTES`].
    #[error("the MPEG-4 file is longer than {} s or larger than {} KiB", MOST_MS / 1000, MOST_BYTES / 1024)]
    TooLong,
    /// More than the sound.
    #[error("the MPEG-4 file carries more than its sound")]
    Metadata,
}

/// How the sound is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Encoding {
    /// Samples a second, as the place in the table of ISO/IEC 14496-3; see [`RATES`].
    rate: u8,
    /// 1 or 2.
    channels: u8,
}

/// Samples a second by the number that stands for them.
const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];
/// Samples of one frame of AAC-LC.
const FRAME_SAMPLES: u32 = 1024;

impl Encoding {
    fn samples_a_second(self) -> u32 {
        RATES[usize::from(self.rate)]
    }

    /// Milliseconds of so many frames, rounded up.
    fn ms(self, frames: u32) -> u64 {
        (u64::from(frames) * u64::from(FRAME_SAMPLES) * 1000).div_ceil(u64::from(self.samples_a_second()))
    }
}

/// The sound of a file: its frames, one after the other.
struct Sound<'a> {
    encoding: Encoding,
    frames: Vec<&'a [u8]>,
}

/// Takes the sound out of an MPEG-4 file and writes it into one that holds nothing else.
pub fn clean_voice(mpeg4: &[u8]) -> Result<Voice, NotAVoice> {
    let sound = read::sound(mpeg4)?;
    let frames = sound.frames.len() as u32;
    let bytes = write::file(&sound);
    if bytes.len() > MOST_BYTES {
        return Err(NotAVoice::TooLong);
    }
    let ms = sound.encoding.ms(frames);
    Ok(Voice { bytes, ms: u32::try_from(ms).map_err(|_| NotAVoice::TooLong)? })
}

/// Checks that bytes are a file as [`clean_voice`] writes it: whole, short enough, and with nothing in it but sound.
pub fn check_voice(bytes: &[u8]) -> Result<(), NotAVoice> {
    if clean_voice(bytes)?.bytes == bytes { Ok(()) } else { Err(NotAVoice::Metadata) }
}
