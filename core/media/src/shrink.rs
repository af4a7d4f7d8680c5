//! Shrinks a plane whose rows are still being decoded. It owns a window of some hundred rows, never the whole plane:
//! a 12 MP photo that takes 18 MB decoded passes through 1.5 MB.

use fast_image_resize::Resizer;

use crate::plane::{FILTER_REACH, Plane, Window, resize_window};

/// Rows taken in before the next ones go out. Each round works out the filter's weights anew, about 0.1 ms.
const BAND: usize = 256;

/// One plane on its way from one size to another.
pub(crate) struct Shrinker {
    width: usize,
    height: usize,
    /// Rows of `height` for one row of the target.
    step: f64,
    window: Vec<u8>,
    /// The first row of the plane that `window` still holds.
    first: usize,
    /// The number of rows that `window` holds.
    rows: usize,
    target: Plane,
    finished: usize,
    resizer: Resizer,
}

impl Shrinker {
    /// From `width` × `height` to `to`; rows come at most `most` at a time. All are at least 1.
    pub(crate) fn new((width, height): (usize, usize), to: (usize, usize), most: usize) -> Self {
        let step = height as f64 / to.1 as f64;
        // The window keeps what the filter reaches back to, and takes a whole delivery on top of a band.
        let kept = 2 * reach(step) + step.ceil() as usize + 3;
        Self {
            width,
            height,
            step,
            window: vec![0; width * (BAND + kept + most)],
            first: 0,
            rows: 0,
            target: Plane { width: to.0, height: to.1, samples: vec![0; to.0 * to.1] },
            finished: 0,
            resizer: Resizer::new(),
        }
    }

    /// The place for the next rows, to be filled from its start and then told to [`Shrinker::take`].
    pub(crate) fn room(&mut self) -> &mut [u8] {
        &mut self.window[self.rows * self.width..]
    }

    /// Takes the rows that were written to [`Shrinker::room`].
    pub(crate) fn take(&mut self, rows: usize) {
        self.rows += rows;
        if self.rows >= BAND {
            self.shrink();
        }
    }

    /// Rows of the plane taken so far.
    pub(crate) fn taken(&self) -> usize {
        self.first + self.rows
    }

    /// Rows of the plane still to come.
    pub(crate) fn missing(&self) -> usize {
        self.height.saturating_sub(self.taken())
    }

    /// The plane at its new size, once all rows are in.
    pub(crate) fn finish(mut self) -> Plane {
        self.shrink();
        self.target
    }

    /// Writes every row of the target whose surroundings are here, and lets go of what no later one looks at.
    fn shrink(&mut self) {
        let end = if self.missing() == 0 { self.target.height } else { self.ready() };
        if end > self.finished {
            let top = self.finished as f64 * self.step - self.first as f64;
            // The last product may exceed the rows by a rounding error, which the resizer would refuse.
            let height = ((end - self.finished) as f64 * self.step).min(self.rows as f64 - top);
            let window = Window {
                samples: &self.window[..self.rows * self.width],
                width: self.width,
                rows: self.rows,
            };
            let width = self.target.width;
            let into = &mut self.target.samples[self.finished * width..end * width];
            resize_window(&mut self.resizer, window, (top, height), (into, width, end - self.finished));
            self.finished = end;
        }
        let needed = ((self.finished as f64 * self.step) as usize).saturating_sub(reach(self.step) + 1);
        let gone = needed.saturating_sub(self.first).min(self.rows);
        self.window.copy_within(gone * self.width..self.rows * self.width, 0);
        self.first += gone;
        self.rows -= gone;
    }

    /// The end of the target's rows that depend on nothing still to come.
    fn ready(&self) -> usize {
        let safe = self.taken().saturating_sub(reach(self.step) + 1);
        ((safe as f64 / self.step) as usize).min(self.target.height)
    }
}

/// Rows of the plane that one row of the target depends on, to either side.
fn reach(step: f64) -> usize {
    (FILTER_REACH * step.max(1.0)).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(width: usize, height: usize) -> Plane {
        let mut state = 7_u32;
        let samples = (0..width * height)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        Plane { width, height, samples }
    }

    fn by_rows(plane: &Plane, to: (usize, usize), delivery: usize) -> Plane {
        let mut shrinker = Shrinker::new((plane.width, plane.height), to, delivery);
        for rows in plane.samples.chunks(plane.width * delivery) {
            shrinker.room()[..rows.len()].copy_from_slice(rows);
            shrinker.take(rows.len() / plane.width);
        }
        shrinker.finish()
    }

    #[test]
    fn rows_that_come_in_bands_shrink_as_the_whole_does() {
        for (from, to) in [
            ((61, 1500), (31, 777)),
            ((40, 3000), (20, 100)),
            ((33, 900), (33, 900)),
            ((16, 400), (32, 800)),
            ((5, 65_000), (1, 2048)),
            ((300, 3), (150, 1)),
        ] {
            let plane = noise(from.0, from.1);
            for delivery in [8, 16, 32] {
                let banded = by_rows(&plane, to, delivery);
                let whole = plane.resized(to.0, to.1);
                let off = banded.samples.iter().zip(&whole.samples).map(|(a, b)| a.abs_diff(*b)).max();
                assert!(off <= Some(1), "{from:?} to {to:?} by {delivery}: off by {off:?}");
            }
        }
    }
}
