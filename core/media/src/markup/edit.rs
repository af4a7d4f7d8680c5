//! The changes themselves, as they are kept: places and widths in fractions of the picture. It owns what a change may
//! be; it knows no pixels.

use serde::{Deserialize, Serialize};

/// A place along one side, from 0 (left, top) to 65,535 (right, bottom): any value is within the picture.
pub type Side = u16;

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot(
    /// From the left.
    pub Side,
    /// From the top.
    pub Side,
);

/// A rectangle in the picture, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Side; 4]", into = "[Side; 4]")]
pub struct Area {
    left: Side,
    top: Side,
    right: Side,
    bottom: Side,
}

impl Area {
    /// The whole picture.
    pub const WHOLE: Self = Self { left: 0, top: 0, right: Side::MAX, bottom: Side::MAX };

    /// Between two corners that lie opposite; `None` where it is less than a hundredth of a side wide or high, which is a
    /// slip of the finger.
    #[must_use]
    pub fn between(a: Spot, b: Spot) -> Option<Self> {
        let area = Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) };
        let is_wide = |from: Side, to: Side| to - from >= Side::MAX / 100;
        (is_wide(area.left, area.right) && is_wide(area.top, area.bottom)).then_some(area)
    }

    /// Left and right, in pixels of a picture this wide; at least one apart.
    pub(super) fn columns(self, width: usize) -> (usize, usize) {
        span(self.left, self.right, width)
    }

    /// Top and bottom, in pixels of a picture this high; at least one apart.
    pub(super) fn rows(self, height: usize) -> (usize, usize) {
        span(self.top, self.bottom, height)
    }
}

fn span(from: Side, to: Side, length: usize) -> (usize, usize) {
    let at = |side: Side| (usize::from(side) * length + usize::from(Side::MAX) / 2) / usize::from(Side::MAX);
    let start = at(from).min(length - 1);
    (start, at(to).max(start + 1))
}

impl TryFrom<[Side; 4]> for Area {
    type Error = &'static str;

    fn try_from([left, top, right, bottom]: [Side; 4]) -> Result<Self, Self::Error> {
        Self::between(Spot(left, top), Spot(right, bottom)).ok_or("an area without room")
    }
}

impl From<Area> for [Side; 4] {
    fn from(area: Area) -> Self {
        [area.left, area.top, area.right, area.bottom]
    }
}

/// A line that a finger drew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stroke {
    points: Vec<Spot>,
    width: Side,
}

/// Points nearer than this to the one before say nothing: about 2 pixels of the greatest picture.
const NEAR: u16 = Side::MAX / 1_000;

impl Stroke {
    /// The most points of one line. A finger gives 120 a second.
    pub const MOST_POINTS: usize = 4_000;

    /// Through these points, as wide as this part of the picture's long side. Points that nearly touch are left out.
    /// `None`: there is no point, or no width, or there are more than [`Stroke::MOST_POINTS`].
    #[must_use]
    pub fn through(points: &[Spot], width: Side) -> Option<Self> {
        let (last, before) = points.split_last()?;
        let mut kept: Vec<Spot> = Vec::new();
        for point in before {
            if kept.last().is_none_or(|near| is_apart(*near, *point)) {
                kept.push(*point);
            }
        }
        if kept.last() != Some(last) {
            kept.push(*last);
        }
        (width > 0 && kept.len() <= Self::MOST_POINTS).then_some(Self { points: kept, width })
    }

    /// The points, at least one.
    pub(super) fn points(&self) -> &[Spot] {
        &self.points
    }

    /// How wide it is in a picture of this size, in pixels.
    pub(super) fn pixels(&self, (width, height): (usize, usize)) -> f32 {
        let long = width.max(height) as f32;
        (f32::from(self.width) / f32::from(Side::MAX) * long).max(1.0)
    }
}

fn is_apart(a: Spot, b: Spot) -> bool {
    a.0.abs_diff(b.0) >= NEAR || a.1.abs_diff(b.1) >= NEAR
}

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// One change of a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// What lies outside is cut off.
    Crop(Area),
    /// A quarter turn counter-clockwise.
    Turn,
    /// A line.
    Draw {
        /// Where.
        stroke: Stroke,
        /// Its colour, opaque.
        colour: Rgb,
    },
    /// A rectangle is hidden for good.
    Blur(Area),
    /// What a finger rubs over is hidden for good.
    Rub(Stroke),
}
