//! Reads the one value of a camera's EXIF that a picture needs: which way up it is. It never reads anything else of
//! it and never keeps the block.

use crate::Orientation;

/// The orientation in the body of an APP1 segment; `None` if it is no EXIF or holds none that is valid.
pub(crate) fn orientation(app1: &[u8]) -> Option<Orientation> {
    const ORIENTATION: u16 = 0x0112;
    const SHORT: u16 = 3;
    let tiff = Tiff::open(app1.strip_prefix(b"Exif\0\0")?)?;
    let directory = usize::try_from(tiff.long(4)?).ok()?;
    let entries = usize::from(tiff.short(directory)?);
    (0..entries)
        .map_while(|index| directory.checked_add(2 + index * 12))
        .find(|&entry| tiff.short(entry) == Some(ORIENTATION))
        .filter(|&entry| tiff.short(entry + 2) == Some(SHORT))
        .and_then(|entry| Orientation::from_exif(tiff.short(entry + 8)?))
}

struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl<'a> Tiff<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        Some(Self { bytes, little })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let raw = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(raw) } else { u16::from_be_bytes(raw) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let raw = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    }
}
