//! Why a photo was not taken in. Each case is one that a screen can explain in its own words and answer with a
//! way out; nothing here is a sentence for users.

/// Why a photo could not be stripped or processed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoFault {
    /// The bytes are no JPEG at all: empty, text, or another format. Hosts convert those in memory first.
    #[error("not a JPEG")]
    NotAPhoto,
    /// The bytes end before the picture does. Take it again, or fetch the file again.
    #[error("the JPEG is cut short")]
    Truncated,
    /// The structure contradicts itself, or nothing could be decoded.
    #[error("the JPEG is damaged: {0}")]
    Damaged(&'static str),
    /// More bytes than [`MAX_BYTES`](crate::MAX_BYTES).
    #[error("{bytes} bytes, at most {limit}")]
    TooManyBytes {
        /// What was handed over, in bytes.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// More pixels than any decoder should be asked for.
    #[error("{pixels} pixels, at most {limit}")]
    TooLarge {
        /// Width × height.
        pixels: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// Too much to decode here within memory; the host's decoder can give it at a lower resolution. Ask it for
    /// [`PHOTO_SIDE`](crate::PHOTO_SIDE) pixels on the long side, as a JPEG, and hand that over instead.
    #[error("{pixels} pixels, at most {limit} decoded here")]
    NeedsHostDecoder {
        /// Width × height.
        pixels: u64,
        /// The most that is decoded here for this kind of JPEG.
        limit: u64,
    },
    /// A JPEG of a kind that cameras do not make: arithmetic coding, 12 bits, lossless, CMYK. The host's decoder may
    /// know it.
    #[error("unsupported JPEG: {0}")]
    Unsupported(&'static str),
}
