//! Takes everything out of a JPEG that is not its picture, by copying segments; nothing is decoded. It owns the list
//! of what may stay, which is short: whatever is not on it goes, so that a maker's new idea of metadata goes too.
//!
//! Colour profiles go as well. Their headers name the maker and the model of a device, and a notebook page looks the
//! same without one; a photo taken in a wide gamut shows slightly duller colours. That is the price.

use crate::frame::{Frame, admit_bytes, scan_components};
use crate::segments::{APP1, APP14, DHT, DQT, DRI, EOI, Piece, SOI, SOS, pieces};
use crate::{Orientation, PhotoFault, exif};

/// A JPEG with its picture alone, and what the picture needs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stripped {
    /// The JPEG. Its pixels are those of the camera, to the bit.
    pub bytes: Vec<u8>,
    /// Which way up it is to be shown; [`process`](crate::process) wants it back.
    pub orientation: Orientation,
    /// Width in pixels as stored, before the orientation is applied.
    pub width: u16,
    /// Height in pixels as stored, before the orientation is applied.
    pub height: u16,
    /// Whether the picture comes in scans of growing detail, which costs more memory to process.
    pub progressive: bool,
}

/// Strips a camera's JPEG of location, device data, thumbnails, comments, colour profiles and anything after its end.
///
/// Takes about as long as copying the bytes. Call it before the first byte is written anywhere.
///
/// # Errors
/// Every [`PhotoFault`]; [`PhotoFault::NeedsHostDecoder`] before anything large is allocated, so that a photo that
/// could not be processed later is never saved in that form.
pub fn strip(jpeg: &[u8]) -> Result<Stripped, PhotoFault> {
    admit_bytes(jpeg)?;
    let mut bytes = Vec::with_capacity(jpeg.len());
    bytes.extend_from_slice(&[0xFF, SOI]);
    let mut orientation = None;
    let mut frame: Option<Frame> = None;
    let mut scans = 0_usize;
    for piece in pieces(jpeg)? {
        match piece? {
            Piece::Segment { marker: APP1, body } => {
                orientation = orientation.or_else(|| exif::orientation(body))
            }
            Piece::Segment { marker: APP14, body } => copy_colour_transform(&mut bytes, body),
            Piece::Segment { marker: marker @ (DQT | DHT | DRI), body } => {
                copy_segment(&mut bytes, marker, body)
            }
            Piece::Segment { marker: SOS, body } => {
                let frame = frame.ok_or(PhotoFault::Damaged("a scan without a frame"))?;
                let components = scan_components(body)?;
                if scans == 0 {
                    frame.admit(components)?;
                }
                scans += 1;
                copy_segment(&mut bytes, SOS, body);
            }
            Piece::Segment { marker, body } => {
                if let Some(found) = Frame::read(marker, body)? {
                    if frame.replace(found).is_some() {
                        return Err(PhotoFault::Damaged("a second frame"));
                    }
                    copy_segment(&mut bytes, marker, body);
                }
            }
            Piece::Scan(data) => bytes.extend_from_slice(data),
            Piece::Junk(_) => {}
            Piece::End { .. } => bytes.extend_from_slice(&[0xFF, EOI]),
        }
    }
    let frame = frame.filter(|_| scans > 0).ok_or(PhotoFault::Damaged("no picture"))?;
    Ok(Stripped {
        bytes,
        orientation: orientation.unwrap_or_default(),
        width: frame.width,
        height: frame.height,
        progressive: frame.progressive,
    })
}

/// The only bytes of an Adobe segment that may stay: its name and the colour transform, which decoders need. The
/// version and the flags, the same in every photo, are written anew.
pub(crate) fn colour_transform(body: &[u8]) -> Option<[u8; 12]> {
    let transform = *body.strip_prefix(b"Adobe")?.get(6)?;
    let mut kept = *b"Adobe\0\x64\0\0\0\0\0";
    kept[11] = transform;
    Some(kept)
}

fn copy_colour_transform(bytes: &mut Vec<u8>, body: &[u8]) {
    if let Some(kept) = colour_transform(body) {
        copy_segment(bytes, APP14, &kept);
    }
}

fn copy_segment(bytes: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let length = u16::try_from(body.len() + 2).expect("a body was read from a segment, whose length fits");
    bytes.extend_from_slice(&[0xFF, marker]);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(body);
}
