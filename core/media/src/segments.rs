//! Walks a JPEG from marker to marker without decoding it. It owns where a segment begins and ends; it never judges
//! what a segment holds.

use crate::PhotoFault;

pub(crate) const SOI: u8 = 0xD8;
pub(crate) const EOI: u8 = 0xD9;
pub(crate) const SOS: u8 = 0xDA;
pub(crate) const DQT: u8 = 0xDB;
pub(crate) const DHT: u8 = 0xC4;
pub(crate) const DAC: u8 = 0xCC;
pub(crate) const JPG: u8 = 0xC8;
pub(crate) const DRI: u8 = 0xDD;
pub(crate) const APP0: u8 = 0xE0;
pub(crate) const APP1: u8 = 0xE1;
pub(crate) const APP14: u8 = 0xEE;
const TEM: u8 = 0x01;
const RST0: u8 = 0xD0;
const RST7: u8 = 0xD7;

/// One stretch of a JPEG, in the order of the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A segment with its marker, its length bytes left out.
    Segment { marker: u8, body: &'a [u8] },
    /// Entropy-coded data with its stuffing and restart markers, as it follows a start of scan.
    Scan(&'a [u8]),
    /// Bytes that belong to nothing: decoders skip them.
    Junk(&'a [u8]),
    /// The end of the image and whatever comes after it: further pictures, videos, makers' data.
    End { trailing: &'a [u8] },
}

/// Walks over the pieces; ends after [`Piece::End`] or the first fault.
pub(crate) struct Pieces<'a> {
    jpeg: &'a [u8],
    at: usize,
    in_scan: bool,
    done: bool,
}

/// Starts a walk, or says that these bytes are no JPEG.
pub(crate) fn pieces(jpeg: &[u8]) -> Result<Pieces<'_>, PhotoFault> {
    const START: [u8; 3] = [0xFF, SOI, 0xFF];
    if jpeg.starts_with(&START) {
        return Ok(Pieces { jpeg, at: 2, in_scan: false, done: false });
    }
    let cut_in_the_start = !jpeg.is_empty() && START.starts_with(jpeg);
    Err(if cut_in_the_start { PhotoFault::Truncated } else { PhotoFault::NotAPhoto })
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, PhotoFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let piece = if self.in_scan { self.scan() } else { self.segment() };
        self.done = matches!(piece, Err(_) | Ok(Piece::End { .. }));
        Some(piece)
    }
}

impl<'a> Pieces<'a> {
    fn segment(&mut self) -> Result<Piece<'a>, PhotoFault> {
        let rest = &self.jpeg[self.at..];
        let junk = rest.iter().position(|&byte| byte == 0xFF).ok_or(PhotoFault::Truncated)?;
        if junk > 0 {
            self.at += junk;
            return Ok(Piece::Junk(&rest[..junk]));
        }
        let fill = rest.iter().position(|&byte| byte != 0xFF).ok_or(PhotoFault::Truncated)?;
        let marker = rest[fill];
        let after = self.at + fill + 1;
        match marker {
            EOI => Ok(Piece::End { trailing: &self.jpeg[after..] }),
            SOI => Err(PhotoFault::Damaged("a second start of image")),
            0x00 | TEM | RST0..=RST7 => {
                self.at = after;
                Ok(Piece::Junk(&rest[..=fill]))
            }
            _ => self.body(marker, after),
        }
    }

    fn body(&mut self, marker: u8, after: usize) -> Result<Piece<'a>, PhotoFault> {
        let rest = &self.jpeg[after..];
        let [high, low, ..] = *rest else { return Err(PhotoFault::Truncated) };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length < 2 {
            return Err(PhotoFault::Damaged("a segment shorter than its length"));
        }
        let body = rest.get(2..length).ok_or(PhotoFault::Truncated)?;
        self.at = after + length;
        self.in_scan = marker == SOS;
        Ok(Piece::Segment { marker, body })
    }

    fn scan(&mut self) -> Result<Piece<'a>, PhotoFault> {
        let rest = &self.jpeg[self.at..];
        let mut at = 0;
        loop {
            at += rest[at..].iter().position(|&byte| byte == 0xFF).ok_or(PhotoFault::Truncated)?;
            match rest.get(at + 1) {
                None => return Err(PhotoFault::Truncated),
                Some(0x00 | RST0..=RST7) => at += 2,
                // Fill bytes: the marker is yet to come.
                Some(0xFF) => at += 1,
                Some(_) => break,
            }
        }
        self.at += at;
        self.in_scan = false;
        Ok(Piece::Scan(&rest[..at]))
    }
}
