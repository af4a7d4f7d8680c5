//! The picture in red, green and blue, while it is changed. It owns the way there from a JPEG's planes and back, and
//! the changes that move pixels without looking at them.

use tiny_skia::{IntSize, Pixmap};

use super::Area;
use crate::decode::Planes;
use crate::plane::Plane;

/// Four bytes a pixel: red, green, blue, and an opacity that is always full.
pub(super) const PIXEL: usize = 4;

/// A picture; both sides are at least 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Canvas {
    pub(super) pixmap: Pixmap,
}

impl Canvas {
    /// From brightness and colours.
    pub(super) fn of(planes: Planes) -> Self {
        let Planes { luma, chroma } = planes;
        let chroma = chroma.map(|planes| planes.map(|plane| plane.resized(luma.width, luma.height)));
        let mut pixels = Vec::with_capacity(luma.samples.len() * PIXEL);
        match chroma {
            Some([blue, red]) => {
                for ((y, cb), cr) in luma.samples.iter().zip(&blue.samples).zip(&red.samples) {
                    let [r, g, b] = to_rgb(*y, *cb, *cr);
                    pixels.extend([r, g, b, u8::MAX]);
                }
            }
            None => pixels.extend(luma.samples.iter().flat_map(|y| [*y, *y, *y, u8::MAX])),
        }
        Self::from_pixels(pixels, (luma.width, luma.height))
    }

    /// Brightness, and colours at half the sides.
    pub(super) fn into_planes(self) -> Planes {
        let (width, height) = self.size();
        let mut planes = [(); 3].map(|()| Vec::with_capacity(width * height));
        for pixel in self.pixmap.data().chunks_exact(PIXEL) {
            let (y, cb, cr) = jpeg_encoder::rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            for (plane, sample) in planes.iter_mut().zip([y, cb, cr]) {
                plane.push(sample);
            }
        }
        let [luma, blue, red] = planes.map(|samples| Plane { width, height, samples });
        let halved = |plane: &Plane| plane.resized(width.div_ceil(2), height.div_ceil(2));
        let chroma = Some([halved(&blue), halved(&red)]);
        Planes { luma, chroma }
    }

    /// Width and height in pixels.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.pixmap.width() as usize, self.pixmap.height() as usize)
    }

    /// What lies within `area`.
    pub(super) fn cropped(&self, area: Area) -> Self {
        let (width, height) = self.size();
        let ((left, right), (top, bottom)) = (area.columns(width), area.rows(height));
        let rows = self.pixmap.data().chunks_exact(width * PIXEL).take(bottom).skip(top);
        let pixels = rows.flat_map(|row| &row[left * PIXEL..right * PIXEL]).copied().collect();
        Self::from_pixels(pixels, (right - left, bottom - top))
    }

    /// A quarter turn counter-clockwise.
    pub(super) fn turned(&self) -> Self {
        let (width, height) = self.size();
        let data = self.pixmap.data();
        let mut pixels = Vec::with_capacity(data.len());
        for x in (0..width).rev() {
            for y in 0..height {
                let start = (y * width + x) * PIXEL;
                pixels.extend_from_slice(&data[start..start + PIXEL]);
            }
        }
        Self::from_pixels(pixels, (height, width))
    }

    fn from_pixels(pixels: Vec<u8>, (width, height): (usize, usize)) -> Self {
        let side = |length: usize| u32::try_from(length).expect("a side of a JPEG has 16 bits");
        let size = IntSize::from_wh(side(width), side(height)).expect("both sides are at least 1");
        Self { pixmap: Pixmap::from_vec(pixels, size).expect("there are four bytes a pixel") }
    }
}

/// Brightness and colours to red, green and blue, as JFIF 1.02 says; its factors are in 65,536ths.
fn to_rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let byte = |value: i32| ((value + (1 << 15)) >> 16).clamp(0, 255) as u8;
    [byte(y + 91_881 * cr), byte(y - 22_554 * cb - 46_802 * cr), byte(y + 116_130 * cb)]
}
