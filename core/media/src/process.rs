//! Makes the photo that travels and its thumbnail. It owns their sizes and the order of the work: shrink while
//! decoding, turn what is left, encode. It never enlarges.

use sha2::{Digest, Sha256};

use crate::decode::{Decoded, Planes, decode_to};
use crate::encode::encode;
use crate::frame::inspect;
use crate::limits::{PHOTO_QUALITY, PHOTO_SIDE, THUMB_BYTES, THUMB_SIDE};
use crate::{Orientation, PhotoFault};

/// One JPEG that was made here, upright and with nothing in it but its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The JPEG.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes`: the name under which it is kept and sent.
    pub sha256: [u8; 32],
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
}

/// A photo ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processed {
    /// At most [`PHOTO_SIDE`] pixels on the long side, at quality [`PHOTO_QUALITY`].
    pub photo: Picture,
    /// At most [`THUMB_SIDE`] pixels on the long side and [`THUMB_BYTES`] bytes.
    pub thumb: Picture,
    /// Whether the whole picture could be decoded. If not, what is missing at the bottom is grey: half a page of a
    /// child's work is better than none, but a screen should say so.
    pub complete: bool,
}

/// Turns a stripped photo upright, shrinks it and makes its thumbnail. The same input gives the same bytes.
///
/// Takes about 0.1 s for 12 MP on a laptop and blocks its thread; call it off the main thread. Needs some 20 MB beside
/// the input for a sequential JPEG, and up to 12 bytes a pixel for a progressive one.
///
/// # Errors
/// [`PhotoFault`]: what [`strip`](crate::strip) refuses as well, and [`PhotoFault::Damaged`] where nothing at all could
/// be decoded.
pub fn process(stripped: &[u8], orientation: Orientation) -> Result<Processed, PhotoFault> {
    let admitted = inspect(stripped)?;
    let size = fit((admitted.frame.width, admitted.frame.height), PHOTO_SIDE);
    let Decoded { planes, complete } = decode_to(stripped, admitted, size)?;
    let planes = planes.turned(orientation);
    let thumb = thumbnail(&planes);
    Ok(Processed { photo: Picture::of(&planes, PHOTO_QUALITY), thumb, complete })
}

/// Qualities to try in turn. Nearly every photo fits at the first: a page of handwriting takes 8 to 14 KB.
const THUMB_QUALITIES: [u8; 5] = [75, 60, 45, 30, 15];

fn thumbnail(planes: &Planes) -> Picture {
    let mut side = THUMB_SIDE;
    loop {
        let (width, height) = fit(planes.size(), side);
        let small = planes.resized(width, height);
        for quality in THUMB_QUALITIES {
            let picture = Picture::of(&small, quality);
            // A picture of 8 × 8 is a few hundred bytes; the loop ends long before.
            if picture.bytes.len() <= THUMB_BYTES || side <= 8 {
                return picture;
            }
        }
        side /= 2;
    }
}

/// The size with `side` as its long side, in proportion and at least 1; never larger than it was.
pub(crate) fn fit((width, height): (u16, u16), side: u16) -> (u16, u16) {
    let long = width.max(height);
    if long <= side {
        return (width, height);
    }
    let scaled = |length: u16| {
        let rounded = (u32::from(length) * u32::from(side) + u32::from(long) / 2) / u32::from(long);
        u16::try_from(rounded.max(1)).expect("no longer than it was")
    };
    (scaled(width), scaled(height))
}

impl Picture {
    pub(crate) fn of(planes: &Planes, quality: u8) -> Self {
        let bytes = encode(planes, quality);
        let (width, height) = planes.size();
        Self { sha256: Sha256::digest(&bytes).into(), bytes, width, height }
    }
}

impl Planes {
    fn size(&self) -> (u16, u16) {
        let side = |samples: usize| u16::try_from(samples).expect("a side of a JPEG has 16 bits");
        (side(self.luma.width), side(self.luma.height))
    }

    pub(crate) fn turned(self, orientation: Orientation) -> Self {
        Self {
            luma: self.luma.turned(orientation),
            chroma: self.chroma.map(|planes| planes.map(|plane| plane.turned(orientation))),
        }
    }
}
