//! The eight ways a picture can lie in its file. It owns how each is turned upright, and nothing else of EXIF.

/// How a stored picture is to be turned for showing; the numbers are those of EXIF 2.32, tag 0x0112.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// 1: as stored.
    #[default]
    Upright,
    /// 2: mirrored left to right.
    Mirrored,
    /// 3: turned by half.
    Half,
    /// 4: mirrored top to bottom.
    Flipped,
    /// 5: mirrored along the diagonal from the top left.
    Transposed,
    /// 6: to be turned a quarter clockwise.
    Clockwise,
    /// 7: mirrored along the other diagonal.
    Transverse,
    /// 8: to be turned a quarter counter-clockwise.
    CounterClockwise,
}

impl Orientation {
    /// From the value of the EXIF tag; `None` outside of 1–8.
    #[must_use]
    pub fn from_exif(value: u16) -> Option<Self> {
        Some(match value {
            1 => Self::Upright,
            2 => Self::Mirrored,
            3 => Self::Half,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::Clockwise,
            7 => Self::Transverse,
            8 => Self::CounterClockwise,
            _ => return None,
        })
    }

    /// The value of the EXIF tag, 1–8: what is kept beside the stripped bytes.
    #[must_use]
    pub fn exif(self) -> u8 {
        match self {
            Self::Upright => 1,
            Self::Mirrored => 2,
            Self::Half => 3,
            Self::Flipped => 4,
            Self::Transposed => 5,
            Self::Clockwise => 6,
            Self::Transverse => 7,
            Self::CounterClockwise => 8,
        }
    }

    /// Whether width and height change places.
    #[must_use]
    pub fn swaps_sides(self) -> bool {
        matches!(self, Self::Transposed | Self::Clockwise | Self::Transverse | Self::CounterClockwise)
    }

    /// Where the pixel shown at (`x`, `y`) lies in a stored picture of `width` × `height`.
    pub(crate) fn source(self, x: usize, y: usize, width: usize, height: usize) -> (usize, usize) {
        let (right, bottom) = (width - 1, height - 1);
        match self {
            Self::Upright => (x, y),
            Self::Mirrored => (right - x, y),
            Self::Half => (right - x, bottom - y),
            Self::Flipped => (x, bottom - y),
            Self::Transposed => (y, x),
            Self::Clockwise => (y, bottom - x),
            Self::Transverse => (right - y, bottom - x),
            Self::CounterClockwise => (right - y, x),
        }
    }
}
