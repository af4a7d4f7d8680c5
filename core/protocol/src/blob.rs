//! What bytes must be to travel at all: a photo, a voice note or a document, told apart by their content. The server asks
//! before it keeps anything, and a device before it hands a file to a player or a viewer.

use crate::document::{self, NotADocument, check_document};
use crate::photo::{NotAPhoto, check_photo};
use crate::voice::{NotAVoice, check_voice};
use notyet_model::fact::DocumentFormat;

/// What travels beside the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A JPEG.
    Photo,
    /// Sound in MPEG-4.
    Voice,
    /// A PDF, or plain text.
    Document(DocumentFormat),
}

impl Media {
    /// What bytes claim to be; `None` for all that travels nowhere.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, ..] => Some(Self::Photo),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Document(DocumentFormat::Pdf)),
            // Sound has bytes in it that no text has.
            _ if document::is_text(bytes) => Some(Self::Document(DocumentFormat::Text)),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Self::Voice),
            _ => None,
        }
    }

    /// How files of it are called, after the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Photo => "jpg",
            Self::Voice => "m4a",
            Self::Document(DocumentFormat::Pdf) => "pdf",
            Self::Document(DocumentFormat::Text) => "txt",
        }
    }
}

/// Why bytes do not travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMedia {
    /// Nothing that is known here.
    #[error("neither a JPEG, an MPEG-4 file, a PDF nor plain text")]
    Unknown,
    /// It begins as a photo.
    #[error(transparent)]
    Photo(#[from] NotAPhoto),
    /// It begins as a voice note.
    #[error(transparent)]
    Voice(#[from] NotAVoice),
    /// It begins as a document.
    #[error(transparent)]
    Document(#[from] NotADocument),
}

/// Checks that bytes are a photo, a voice note or a document, and carry nothing but the picture, the sound or the document.
pub fn check_blob(bytes: &[u8]) -> Result<Media, NotMedia> {
    let media = Media::of(bytes).ok_or(NotMedia::Unknown)?;
    match media {
        Media::Photo => check_photo(bytes)?,
        Media::Voice => check_voice(bytes)?,
        Media::Document(_) => check_document(bytes).map(drop)?,
    }
    Ok(media)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bytes_claim_to_be_is_what_they_must_be() {
        let refused = |bytes: &[u8]| check_blob(bytes).unwrap_err();
        assert_eq!(refused(b""), NotMedia::Unknown);
        assert_eq!(refused(b"PK\x03\x04"), NotMedia::Unknown);
        assert_eq!(refused(b"%PDF-1.7"), NotMedia::Document(NotADocument::CutShort));
        for text in [&b"I quote twice"[..], b"The ftyp box"] {
            assert_eq!(check_blob(text), Ok(Media::Document(DocumentFormat::Text)));
        }
        assert_eq!(refused(b"\xff\xd8 and no more"), NotMedia::Photo(NotAPhoto::NotJpeg));
        assert_eq!(refused(b"\0\0\0\x08ftyp"), NotMedia::Voice(NotAVoice::CutShort));
        assert_eq!(check_blob(&[0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9]), Ok(Media::Photo));
    }
}
