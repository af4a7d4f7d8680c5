//! A line over the picture. It owns how a finger's points become a smooth line; drawing it is tiny-skia's.

use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Transform};

use super::canvas::Canvas;
use super::{Rgb, Side, Spot, Stroke};

/// Draws a line in one colour, with soft edges.
pub(super) fn draw(canvas: &mut Canvas, stroke: &Stroke, [red, green, blue]: Rgb) {
    let size = canvas.size();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    let pen = pen(stroke.pixels(size));
    canvas.pixmap.stroke_path(&path(stroke, size), &paint, &pen, Transform::identity(), None);
}

/// The pixels that a line touches: those of them that are not 0. `None`: it has no extent that could be filled.
pub(super) fn mask(canvas: &Canvas, stroke: &Stroke) -> Option<Mask> {
    let size = canvas.size();
    let outline = path(stroke, size).stroke(&pen(stroke.pixels(size)), 1.0)?;
    let mut mask = Mask::new(canvas.pixmap.width(), canvas.pixmap.height())?;
    mask.fill_path(&outline, FillRule::Winding, true, Transform::identity());
    Some(mask)
}

fn pen(width: f32) -> tiny_skia::Stroke {
    let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
    tiny_skia::Stroke { width, line_cap, line_join, ..tiny_skia::Stroke::default() }
}

/// Through the middles between the points, bent towards the points: a hand's corners become curves.
fn path(stroke: &Stroke, (width, height): (usize, usize)) -> Path {
    let at = |Spot(x, y): Spot| {
        let along = |side: Side, length: usize| f32::from(side) / f32::from(Side::MAX) * length as f32;
        (along(x, width), along(y, height))
    };
    let points: Vec<(f32, f32)> = stroke.points().iter().copied().map(at).collect();
    let mut path = PathBuilder::new();
    path.move_to(points[0].0, points[0].1);
    for pair in points.windows(2).skip(1) {
        let (bend, next) = (pair[0], pair[1]);
        path.quad_to(bend.0, bend.1, (bend.0 + next.0) / 2.0, (bend.1 + next.1) / 2.0);
    }
    let end = points[points.len() - 1];
    // A dot is a line that goes nowhere; a line of no length at all would have no round ends.
    let dot = if points.len() == 1 { 0.01 } else { 0.0 };
    path.line_to(end.0 + dot, end.1);
    path.finish().expect("a start and an end within the picture")
}
