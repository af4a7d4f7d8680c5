//! What a person changes of a photo: cut, turned, drawn on, hidden in part. It owns what each change does to the
//! picture ([`Edit`]) and applying a list of them to a clean photo ([`mark_up`]). A list is nothing but its entries:
//! undoing is leaving the last one out. Places are fractions of the picture as it stood when the change was made, so
//! that the small picture on a screen and the one that is kept agree.

mod blur;
mod canvas;
mod edit;
mod line;

pub use edit::{Area, Edit, Rgb, Side, Spot, Stroke};

use crate::decode::decode_to;
use crate::frame::inspect;
use crate::limits::PHOTO_SIDE;
use crate::process::fit;
use crate::{Orientation, PhotoFault, Picture};
use canvas::Canvas;

/// The JPEG quality of a picture with changes, 1–100: [`process`](crate::process) encodes it once more.
const MARKED_QUALITY: u8 = 92;

/// Applies changes to a stripped photo, in their order, and gives the picture upright: at most `side` pixels on its long
/// side before anything is cut off, and never more than [`PHOTO_SIDE`]. The same input gives the same bytes, and what was
/// hidden is nowhere in them.
///
/// Blocks its thread; call it off the main thread. Needs 8 bytes a pixel of what it gives beside the input, 25 MB at
/// the most for a photo of 4 : 3, whatever the photo's own size, and what [`process`](crate::process) needs.
///
/// # Errors
/// [`PhotoFault`], as [`process`](crate::process).
pub fn mark_up(
    stripped: &[u8],
    orientation: Orientation,
    edits: &[Edit],
    side: u16,
) -> Result<Picture, PhotoFault> {
    let admitted = inspect(stripped)?;
    let size = fit((admitted.frame.width, admitted.frame.height), side.clamp(1, PHOTO_SIDE));
    let planes = decode_to(stripped, admitted, size)?.planes.turned(orientation);
    let mut canvas = Canvas::of(planes);
    for edit in edits {
        canvas = edit.applied(canvas);
    }
    Ok(Picture::of(&canvas.into_planes(), MARKED_QUALITY))
}

impl Edit {
    fn applied(&self, mut canvas: Canvas) -> Canvas {
        match self {
            Self::Crop(area) => canvas.cropped(*area),
            Self::Turn => canvas.turned(),
            Self::Draw { stroke, colour } => {
                line::draw(&mut canvas, stroke, *colour);
                canvas
            }
            Self::Blur(area) => {
                blur::area(&mut canvas, *area);
                canvas
            }
            Self::Rub(stroke) => {
                blur::along(&mut canvas, stroke);
                canvas
            }
        }
    }
}

#[cfg(test)]
mod tests;
