//! What bytes must be to travel as a photo: a JPEG without metadata. Nothing is decoded.

/// Why bytes are not taken for a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPhoto {
    /// No JPEG, or cut short.
    #[error("not a whole JPEG")]
    NotJpeg,
    /// It may say where and by whom it was taken.
    #[error("the JPEG still carries metadata")]
    Metadata,
}

/// Checks that bytes are a JPEG from its first to its last marker, and that no segment of metadata (EXIF, XMP,
/// IPTC) is left. It does not decode the picture.
pub fn check_photo(bytes: &[u8]) -> Result<(), NotAPhoto> {
    let Some(mut rest) = bytes.strip_prefix(&[0xff, 0xd8]).filter(|rest| rest.ends_with(&[0xff, 0xd9]))
    else {
        return Err(NotAPhoto::NotJpeg);
    };
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return Err(NotAPhoto::NotJpeg) };
        match marker {
            // Fill bytes before a marker.
            0xff => rest = &rest[1..],
            0xe1 | 0xed => return Err(NotAPhoto::Metadata),
            // The picture itself begins; segments come before it.
            0xda => return Ok(()),
            0xc0..=0xcf | 0xdb..=0xdf | 0xe0..=0xef | 0xfe => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                rest = rest.get(2 + length.max(2)..).ok_or(NotAPhoto::NotJpeg)?;
            }
            _ => return Err(NotAPhoto::NotJpeg),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(segments: &[u8]) -> Vec<u8> {
        [&[0xff, 0xd8][..], segments, &[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]].concat()
    }

    #[test]
    fn a_photo_that_still_says_where_it_was_taken_is_not_taken() {
        assert_eq!(check_photo(&jpeg(&[0xff, 0xe0, 0, 4, 1, 2])), Ok(()));
        assert_eq!(check_photo(&jpeg(&[0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, 2])), Err(NotAPhoto::Metadata));
    }

    #[test]
    fn what_is_no_photo_or_is_cut_short_is_not_taken() {
        let whole = jpeg(&[]);
        for bytes in [
            &b""[..],
            b"GIF89a",
            &whole[..whole.len() - 1],
            &[0xff, 0xd8, 0xff, 0xd9],
            &jpeg(&[0xff, 0xe0, 0xff, 0xff]),
        ] {
            assert_eq!(check_photo(bytes), Err(NotAPhoto::NotJpeg), "{bytes:?}");
        }
    }
}
