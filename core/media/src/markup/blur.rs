//! Hiding a part of the picture for good. It owns how much is left: one colour for each square of a coarse grid that lies
//! over the whole picture, always in the same place. Two areas that overlap therefore tell no more than one of them, and
//! what was finer than a square is in no pixel any more.

use super::canvas::{Canvas, PIXEL};
use super::{Area, Stroke, line};

/// Squares along the picture's long side. A face that fills an eighth of it is left as three squares across.
const SQUARES: usize = 24;

/// Hides a rectangle.
pub(super) fn area(canvas: &mut Canvas, area: Area) {
    let (width, height) = canvas.size();
    let ((left, right), (top, bottom)) = (area.columns(width), area.rows(height));
    hide(canvas, |x, y| (left..right).contains(&x) && (top..bottom).contains(&y));
}

/// Hides what a line goes over, its soft edges included.
pub(super) fn along(canvas: &mut Canvas, stroke: &Stroke) {
    let Some(mask) = line::mask(canvas, stroke) else { return };
    let (width, touched) = (canvas.size().0, mask.data());
    hide(canvas, |x, y| touched[y * width + x] > 0);
}

/// Gives each pixel that is to be hidden its square's mean.
fn hide(canvas: &mut Canvas, is_hidden: impl Fn(usize, usize) -> bool) {
    let (width, height) = canvas.size();
    let squares = SQUARES.min(width.max(height));
    // The grid is given in parts of the long side, so that it lies in the same place at every size.
    let edge = |n: usize| n * width.max(height) / squares;
    for row in (0..squares).take_while(|n| edge(*n) < height) {
        let rows = edge(row)..edge(row + 1).min(height);
        for column in (0..squares).take_while(|n| edge(*n) < width) {
            let columns = edge(column)..edge(column + 1).min(width);
            let places = || rows.clone().flat_map(|y| columns.clone().map(move |x| (x, y)));
            if !places().any(|(x, y)| is_hidden(x, y)) {
                continue;
            }
            let data = canvas.pixmap.data_mut();
            let mut sums = [0_usize; PIXEL];
            for (x, y) in places() {
                let pixel = &data[(y * width + x) * PIXEL..][..PIXEL];
                sums.iter_mut().zip(pixel).for_each(|(sum, part)| *sum += usize::from(*part));
            }
            let count = rows.len() * columns.len();
            let mean = sums.map(|sum| ((sum + count / 2) / count) as u8);
            for (x, y) in places().filter(|(x, y)| is_hidden(*x, *y)) {
                data[(y * width + x) * PIXEL..][..PIXEL].copy_from_slice(&mean);
            }
        }
    }
}
