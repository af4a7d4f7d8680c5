//! Markup: one photo of a draft, with what was changed of it so far. The picture is the core's own, every change
//! applied: what the person sees hidden is hidden in what is saved.

/// A place in the picture as it is shown, in parts of its sides: 0 is left and top, 1 right and bottom, in every language.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct PhotoSpot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle between two opposite corners.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct PhotoArea {
    /// One corner.
    pub from: PhotoSpot,
    /// The other.
    pub to: PhotoSpot,
}

/// A line that was drawn with one touch.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PhotoLine {
    /// At least one; nearly touching ones are left out.
    pub points: Vec<PhotoSpot>,
    /// In parts of the picture's long side.
    pub width: f64,
}

/// An edge of the picture; left and right are the picture's own in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PhotoEdge {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

/// A quarter of the picture, for who does not drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PhotoPart {
    /// Top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    BottomRight,
}

/// One change.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum PhotoEdit {
    /// What lies outside is cut off.
    Crop {
        /// What stays.
        area: PhotoArea,
    },
    /// A twentieth is cut off.
    Cut {
        /// Where.
        edge: PhotoEdge,
    },
    /// A quarter turn, counter-clockwise.
    Turn,
    /// A line over the picture.
    Draw {
        /// Where.
        line: PhotoLine,
        /// One of the screen's pens: its red, green and blue as 0xRRGGBB.
        colour: u32,
    },
    /// A line round a quarter of the picture.
    Ring {
        /// Where.
        part: PhotoPart,
        /// In parts of the picture's long side.
        width: f64,
        /// As in [`PhotoEdit::Draw`].
        colour: u32,
    },
    /// A quarter of the picture is made so coarse that nobody can tell what was there.
    Blur {
        /// What goes.
        part: PhotoPart,
    },
    /// The same, for what a finger rubs over.
    Rub {
        /// Where.
        line: PhotoLine,
    },
}

/// A pen's colour.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Pen {
    /// "Dark".
    pub name: String,
    /// Red, green and blue as 0xRRGGBB.
    pub colour: u32,
}

/// How broad a pen is.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Nib {
    /// "Fine".
    pub name: String,
    /// In parts of the picture's long side.
    pub width: f64,
}

/// All of Markup.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MarkupScreen {
    /// The database's revision.
    pub revision: u64,
    /// A JPEG with every change applied, at most 1,280 px on its long side.
    pub picture: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// "Photo with 2 changes".
    pub spoken: String,
    /// Whether a change can be taken back.
    pub can_undo: bool,
    /// Whether one that was taken back can be put there again.
    pub can_redo: bool,
    /// The colours to draw with, the usual one first.
    pub pens: Vec<Pen>,
    /// The widths to draw with, the usual one first.
    pub nibs: Vec<Nib>,
    /// The width to hide with.
    pub rubber: f64,
}

use notyet_media::Picture;
use notyet_words::Speech;

/// Seen on paper, on pencil and on blue ink; none of them means right or wrong.
const PENS: [(&str, u32); 4] = [
    ("markup-pen-orange", 0x00D9_6B0B),
    ("markup-pen-teal", 0x0017_605C),
    ("markup-pen-dark", 0x001E_1C17),
    ("markup-pen-white", 0x00FF_FFFF),
];

/// A pencil's line, a marker's and a brush's on a page of A4.
const NIBS: [(&str, f64); 3] =
    [("markup-nib-medium", 0.008), ("markup-nib-fine", 0.004), ("markup-nib-broad", 0.02)];

/// A finger's breadth on a tablet: a name goes with one stroke.
const RUBBER: f64 = 0.07;

/// What stands on the screen beside this picture.
pub(crate) fn of(
    speech: &Speech,
    revision: u64,
    picture: Picture,
    (changes, taken_back): (usize, usize),
) -> MarkupScreen {
    MarkupScreen {
        revision,
        width: picture.width.into(),
        height: picture.height.into(),
        picture: picture.bytes,
        spoken: speech.say("markup-spoken", &[("count", changes.into())]),
        can_undo: changes > 0,
        can_redo: taken_back > 0,
        pens: PENS.map(|(key, colour)| Pen { name: speech.text(key), colour }).to_vec(),
        nibs: NIBS.map(|(key, width)| Nib { name: speech.text(key), width }).to_vec(),
        rubber: RUBBER,
    }
}
