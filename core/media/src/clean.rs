//! What a server checks before it keeps a photo: that it is a JPEG of bearable size with nothing in it but its
//! picture. It owns no limits of its own; it is as strict as what [`strip`](crate::strip) and
//! [`process`](crate::process) write.

use crate::frame::{Frame, admit_bytes};
use crate::segments::{APP0, APP14, DHT, DQT, DRI, Piece, SOS, pieces};
use crate::strip::colour_transform;

/// Whether these bytes are a JPEG within [`MAX_BYTES`](crate::MAX_BYTES) that holds its picture alone: no APP1 nor any
/// other metadata, no comment, no thumbnail, nothing between the segments and nothing after the end.
///
/// It decodes nothing and allocates nothing.
#[must_use]
pub fn is_clean_photo(bytes: &[u8]) -> bool {
    if admit_bytes(bytes).is_err() {
        return false;
    }
    let Ok(mut walk) = pieces(bytes) else { return false };
    let mut framed = false;
    let mut ended = false;
    let mut scans = 0_usize;
    let clean = walk.all(|piece| match piece {
        Ok(Piece::Segment { marker: APP0, body }) => is_plain_jfif(body),
        Ok(Piece::Segment { marker: APP14, body }) => colour_transform(body).is_some_and(|kept| kept == body),
        Ok(Piece::Segment { marker: DQT | DHT | DRI, .. }) => true,
        Ok(Piece::Segment { marker: SOS, .. }) => framed,
        Ok(Piece::Segment { marker, body }) => {
            let starts_a_frame = matches!(Frame::read(marker, body), Ok(Some(_)));
            starts_a_frame && !std::mem::replace(&mut framed, true)
        }
        Ok(Piece::Scan(_)) => {
            scans += 1;
            true
        }
        Ok(Piece::End { trailing }) => {
            ended = true;
            trailing.is_empty()
        }
        Ok(Piece::Junk(_)) | Err(_) => false,
    });
    clean && ended && scans > 0
}

/// A JFIF header of 14 bytes whose thumbnail is 0 × 0.
fn is_plain_jfif(body: &[u8]) -> bool {
    body.len() == 14 && body.starts_with(b"JFIF\0") && body.ends_with(&[0, 0])
}
