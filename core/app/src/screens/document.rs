//! Documents as screens show them: a row that says what it is and how large, and opens it.

use super::parts::PhotoState;
use notyet_model::fact::DocumentFormat;

/// A document, to be opened.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DocumentTile {
    /// Names the document when it is opened.
    pub attachment: String,
    /// Whether there is anything to open yet.
    pub state: PhotoState,
    /// "PDF".
    pub kind: String,
    /// "240 KB".
    pub size: String,
    /// "12 Nov"; empty while it is not saved.
    pub day: String,
    /// "PDF of 12 Nov, 240 kilobytes".
    pub spoken: String,
}

/// What a document is for whoever shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DocumentKind {
    /// `application/pdf`, `.pdf`.
    Pdf,
    /// `text/plain` in UTF-8, `.txt`.
    PlainText,
}

/// A document as a viewer takes it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenDocument {
    /// All of it; at most 4 MiB.
    pub bytes: Vec<u8>,
    /// What it is, by its content.
    pub format: DocumentKind,
}

impl From<DocumentFormat> for DocumentKind {
    fn from(format: DocumentFormat) -> Self {
        match format {
            DocumentFormat::Pdf => Self::Pdf,
            DocumentFormat::Text => Self::PlainText,
        }
    }
}

use super::view;
use notyet_model::calendar::Day;
use notyet_model::ids::AttachmentId;
use notyet_store::{Medium, Reader, StoreError};
use notyet_words::{Speech, dates};

/// Those of these attachments that are documents, in this order. Without a day: of work that is not saved yet.
pub(crate) fn tiles(
    reader: &Reader<'_>,
    speech: &Speech,
    attachments: &[AttachmentId],
    day: Option<Day>,
) -> Result<Vec<DocumentTile>, StoreError> {
    let mut found = vec![];
    for id in attachments {
        let Some(row) = reader.attachment(*id)? else { continue };
        let Medium::Document { format, bytes } = row.medium else { continue };
        let kind = speech.text(match format {
            DocumentFormat::Pdf => "document-pdf",
            DocumentFormat::Text => "document-text",
        });
        let day = day.map(|day| dates::short(speech, day)).unwrap_or_default();
        let size = bytes.div_ceil(1024);
        let said = [("kind", kind.as_str().into()), ("size", size.into()), ("day", day.as_str().into())];
        let spoken = speech.say(if day.is_empty() { "document-not-saved" } else { "document-of-day" }, &said);
        found.push(DocumentTile {
            attachment: id.to_string(),
            state: view::state_of(Some(row.state)),
            size: speech.say("document-size", &[("size", size.into())]),
            kind,
            day,
            spoken,
        });
    }
    Ok(found)
}
