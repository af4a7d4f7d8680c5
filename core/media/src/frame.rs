//! What the header of a JPEG promises: its size, its kind and its colours, and whether that is decoded here. It
//! owns the limits on pixels; it never looks at the pixels.

use crate::PhotoFault;
use crate::limits::{MAX_BASELINE_PIXELS, MAX_BYTES, MAX_PIXELS, MAX_PROGRESSIVE_PIXELS};
use crate::segments::{DAC, DHT, JPG, Piece, SOS, pieces};

/// The start of frame, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) components: u8,
    pub(crate) progressive: bool,
}

impl Frame {
    /// Reads a segment if it starts a frame; `None` for every other segment.
    pub(crate) fn read(marker: u8, body: &[u8]) -> Result<Option<Self>, PhotoFault> {
        let progressive = match marker {
            0xC0 | 0xC1 => false,
            0xC2 => true,
            DHT => return Ok(None),
            JPG => return Err(PhotoFault::Unsupported("reserved")),
            0xC9..=0xCB | DAC | 0xCD..=0xCF => return Err(PhotoFault::Unsupported("arithmetic coding")),
            0xC3 | 0xC5..=0xC7 => return Err(PhotoFault::Unsupported("lossless or hierarchical")),
            _ => return Ok(None),
        };
        let [bits, h1, h0, w1, w0, components, specs @ ..] = body else {
            return Err(PhotoFault::Damaged("a short frame header"));
        };
        if *bits != 8 {
            return Err(PhotoFault::Unsupported("more than 8 bits"));
        }
        match components {
            1 | 3 => {}
            4 => return Err(PhotoFault::Unsupported("four colours")),
            _ => return Err(PhotoFault::Unsupported("number of colours")),
        }
        if specs.len() != usize::from(*components) * 3 {
            return Err(PhotoFault::Damaged("a frame header of the wrong length"));
        }
        let factor_is_sound =
            |sampling: u8| (1..=4).contains(&(sampling >> 4)) && (1..=4).contains(&(sampling & 15));
        if !specs.chunks_exact(3).all(|spec| factor_is_sound(spec[1])) {
            return Err(PhotoFault::Damaged("a sampling factor out of range"));
        }
        let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
        if width == 0 {
            return Err(PhotoFault::Damaged("no width"));
        }
        if height == 0 {
            return Err(PhotoFault::Unsupported("a height told after the picture"));
        }
        Ok(Some(Self { width, height, components: *components, progressive }))
    }

    /// Refuses what is not decoded here, and says how the rest is. `first_scan` is the number of colours in the first
    /// scan: a sequential image that spreads them over several must be held whole like a progressive one.
    pub(crate) fn admit(self, first_scan: u8) -> Result<Admitted, PhotoFault> {
        let pixels = u64::from(self.width) * u64::from(self.height);
        if pixels > MAX_PIXELS {
            return Err(PhotoFault::TooLarge { pixels, limit: MAX_PIXELS });
        }
        let held_whole = self.progressive || first_scan < self.components;
        let limit = if held_whole { MAX_PROGRESSIVE_PIXELS } else { MAX_BASELINE_PIXELS };
        if pixels > limit {
            return Err(PhotoFault::NeedsHostDecoder { pixels, limit });
        }
        Ok(Admitted { frame: self, held_whole })
    }
}

/// A frame within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Admitted {
    pub(crate) frame: Frame,
    /// Whether no row of the picture is known before its last scan.
    pub(crate) held_whole: bool,
}

/// The number of colours in a scan, from the body of its start of scan.
pub(crate) fn scan_components(body: &[u8]) -> Result<u8, PhotoFault> {
    match body {
        [count @ 1..=4, rest @ ..] if rest.len() == usize::from(*count) * 2 + 3 => Ok(*count),
        _ => Err(PhotoFault::Damaged("a scan header of the wrong length")),
    }
}

/// Refuses more bytes than are ever looked at.
pub(crate) fn admit_bytes(jpeg: &[u8]) -> Result<(), PhotoFault> {
    if jpeg.len() > MAX_BYTES {
        return Err(PhotoFault::TooManyBytes { bytes: jpeg.len(), limit: MAX_BYTES });
    }
    Ok(())
}

/// Reads on to the first scan and says what will be decoded, if it is admitted.
pub(crate) fn inspect(jpeg: &[u8]) -> Result<Admitted, PhotoFault> {
    admit_bytes(jpeg)?;
    let mut frame = None;
    for piece in pieces(jpeg)? {
        let Piece::Segment { marker, body } = piece? else { continue };
        if marker == SOS {
            let frame: Frame = frame.ok_or(PhotoFault::Damaged("a scan without a frame"))?;
            return frame.admit(scan_components(body)?);
        }
        if let Some(found) = Frame::read(marker, body)?
            && frame.replace(found).is_some()
        {
            return Err(PhotoFault::Damaged("a second frame"));
        }
    }
    Err(PhotoFault::Damaged("no picture"))
}
