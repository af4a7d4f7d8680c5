//! One colour of a picture: a rectangle of bytes. It owns turning and resizing a plane that is whole in memory; rows
//! that are still coming belong to [`shrink`](crate::shrink).

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

use crate::Orientation;

/// Samples row by row without padding; both sides are at least 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) samples: Vec<u8>,
}

impl Plane {
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.width..(y + 1) * self.width]
    }

    /// The plane as it is to be shown.
    pub(crate) fn turned(self, orientation: Orientation) -> Self {
        if orientation == Orientation::Upright {
            return self;
        }
        let (width, height) =
            if orientation.swaps_sides() { (self.height, self.width) } else { (self.width, self.height) };
        let mut samples = Vec::with_capacity(self.samples.len());
        for y in 0..height {
            samples.extend((0..width).map(|x| {
                let (from_x, from_y) = orientation.source(x, y, self.width, self.height);
                self.samples[from_y * self.width + from_x]
            }));
        }
        Self { width, height, samples }
    }

    /// The plane at another size.
    pub(crate) fn resized(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let mut samples = vec![0; width * height];
        resize_window(
            &mut Resizer::new(),
            Window { samples: &self.samples, width: self.width, rows: self.height },
            (0.0, self.height as f64),
            (&mut samples, width, height),
        );
        Self { width, height, samples }
    }
}

/// The rows that a resize may look at.
pub(crate) struct Window<'a> {
    pub(crate) samples: &'a [u8],
    pub(crate) width: usize,
    pub(crate) rows: usize,
}

/// How far the filter reaches to either side, in samples of the smaller of the two pictures.
///
/// Catmull-Rom keeps pencil lines crisp without the rings that Lanczos draws around them, at two thirds of its cost.
pub(crate) const FILTER_REACH: f64 = 2.0;

/// Resizes the rows of `window` from `top`, `height` of them and neither need be whole, to all of `into`.
pub(crate) fn resize_window(
    resizer: &mut Resizer,
    window: Window<'_>,
    (top, height): (f64, f64),
    (into, to_width, to_height): (&mut [u8], usize, usize),
) {
    let from = TypedImageRef::<U8>::from_buffer(side(window.width), side(window.rows), window.samples)
        .expect("the window holds its rows");
    let mut to = TypedImage::<U8>::from_buffer(side(to_width), side(to_height), into)
        .expect("the target holds its rows");
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).crop(
        0.0,
        top,
        window.width as f64,
        height,
    );
    resizer.resize_typed(&from, &mut to, &options).expect("the crop lies within the window");
}

fn side(samples: usize) -> u32 {
    u32::try_from(samples).expect("a side of a JPEG has 16 bits")
}
