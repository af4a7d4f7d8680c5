//! What bytes must be to travel as a document: a PDF or plain text, by their content. A PDF is kept as its author wrote it:
//! whoever reads the record reads all of it. Nothing is drawn or decoded.
//!
//! What a maker left behind the end of a PDF, and how plain text was encoded, belongs to the file and not to the document:
//! [`clean_document`] leaves it away, and what is clean is what it writes as it is ([`check_document`]).

use notyet_model::fact::{DocumentFormat, DocumentRef};
use std::borrow::Cow;

/// Bytes of a document; as many as the server takes of anything ([`Limits::blob_bytes`](crate::wire::Limits)).
pub const MOST_BYTES: usize = DocumentRef::MOST_BYTES as usize;
/// Where a PDF says what it is.
const PDF: &[u8] = b"%PDF-";
/// Where it ends.
const PDF_END: &[u8] = b"%%EOF";
/// What says where its table of contents lies, shortly before the end.
const PDF_START: &[u8] = b"startxref";
/// How far before the end that may lie.
const PDF_TAIL: usize = 1024;

/// A document, and nothing beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub format: DocumentFormat,
    /// A PDF, or text in UTF-8 without a byte order mark.
    pub bytes: Vec<u8>,
}

/// Why bytes are not taken for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADocument {
    /// Something else: a program, an archive, what an office suite writes.
    #[error("neither a PDF nor plain text")]
    Unknown,
    /// No bytes, or blanks alone.
    #[error("the document is empty")]
    Empty,
    /// The end of a PDF is missing.
    #[error("not a whole PDF")]
    CutShort,
    /// Beyond [`MOST_BYTES`].
    #[error("the document is larger than {} KiB", MOST_BYTES / 1024)]
    TooLarge,
    /// More than the document.
    #[error("the file carries more than its document")]
    Unclean,
}

/// Takes the document out of a file as an app wrote it.
pub fn clean_document(file: &[u8]) -> Result<Document, NotADocument> {
    if file.len() > MOST_BYTES {
        return Err(NotADocument::TooLarge);
    }
    let (format, bytes) = if file.starts_with(PDF) {
        (DocumentFormat::Pdf, whole_pdf(file)?.to_vec())
    } else {
        (DocumentFormat::Text, plain(file)?.into_owned().into_bytes())
    };
    // A text may take more room in UTF-8 than it did before.
    if bytes.len() > MOST_BYTES { Err(NotADocument::TooLarge) } else { Ok(Document { format, bytes }) }
}

/// Checks that bytes are as [`clean_document`] writes them, and says what they are.
pub fn check_document(bytes: &[u8]) -> Result<DocumentFormat, NotADocument> {
    let clean = clean_document(bytes)?;
    if clean.bytes == bytes { Ok(clean.format) } else { Err(NotADocument::Unclean) }
}

/// Whether bytes are text, clean or not.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    plain(bytes).is_ok()
}

/// A PDF up to its end.
fn whole_pdf(file: &[u8]) -> Result<&[u8], NotADocument> {
    let is_version = matches!(&file[PDF.len()..], [b'1'..=b'2', b'.', b'0'..=b'9', ..]);
    if !is_version {
        return Err(NotADocument::Unknown);
    }
    let end = last(file, PDF_END).ok_or(NotADocument::CutShort)?;
    let tail = &file[end.saturating_sub(PDF_TAIL)..end];
    last(tail, PDF_START).ok_or(NotADocument::CutShort)?;
    Ok(&file[..end + PDF_END.len()])
}

/// Where something stands for the last time.
fn last(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).rposition(|window| window == sought)
}

/// Text in UTF-8, or in UTF-16 with the mark that says so, as Windows writes it.
fn plain(file: &[u8]) -> Result<Cow<'_, str>, NotADocument> {
    let text = match file {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?.into(),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?.into(),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => Cow::from(utf8(rest)?),
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    // What would be something else the next time: a second mark would be taken away, and a PDF is no text.
    let is_more = text.starts_with('\u{feff}') || text.as_bytes().starts_with(PDF);
    if is_more || text.contains(is_control) {
        return Err(NotADocument::Unknown);
    }
    if text.trim().is_empty() { Err(NotADocument::Empty) } else { Ok(text) }
}

fn utf8(bytes: &[u8]) -> Result<&str, NotADocument> {
    std::str::from_utf8(bytes).map_err(|_| NotADocument::Unknown)
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotADocument> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NotADocument::Unknown);
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<_, _>>()
        .map_err(|_| NotADocument::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF";

    fn with(before: &[u8], text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        before.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
    }

    fn text_of(bytes: &[u8]) -> Result<String, NotADocument> {
        let found = clean_document(bytes)?;
        assert_eq!(found.format, DocumentFormat::Text);
        Ok(String::from_utf8(found.bytes).unwrap())
    }

    #[test]
    fn a_pdf_is_known_by_how_it_begins_and_ends() {
        assert_eq!(
            clean_document(WHOLE),
            Ok(Document { format: DocumentFormat::Pdf, bytes: WHOLE.to_vec() })
        );
        assert_eq!(check_document(WHOLE), Ok(DocumentFormat::Pdf));
        assert_eq!(clean_document(&WHOLE[..WHOLE.len() - 1]), Err(NotADocument::CutShort));
        assert_eq!(
            clean_document(b"%PDF-1.7\n%%EOF"),
            Err(NotADocument::CutShort),
            "nothing says where to begin"
        );
        for strange in [&b"%PDF-"[..], b"%PDF-9.9\nstartxref\n0\n%%EOF", b"%PDF-x"] {
            assert_eq!(clean_document(strange), Err(NotADocument::Unknown));
        }
    }

    #[test]
    fn what_hides_behind_the_end_of_a_pdf_is_left_away_and_refused_by_a_server() {
        let more = [WHOLE, b"\nPK\x03\x04 an archive"].concat();
        assert_eq!(clean_document(&more).unwrap().bytes, WHOLE);
        assert_eq!(check_document(&more), Err(NotADocument::Unclean));
    }

    #[test]
    fn text_is_taken_however_it_was_encoded() {
        let said = "I quote twice.\nÉl también 🙂";
        assert_eq!(text_of(said.as_bytes()).as_deref(), Ok(said));
        assert_eq!(text_of(&[b"\xef\xbb\xbf", said.as_bytes()].concat()).as_deref(), Ok(said));
        assert_eq!(text_of(&with(&[0xff, 0xfe], said, u16::to_le_bytes)).as_deref(), Ok(said));
        assert_eq!(text_of(&with(&[0xfe, 0xff], said, u16::to_be_bytes)).as_deref(), Ok(said));
        assert_eq!(check_document(&with(&[0xff, 0xfe], said, u16::to_le_bytes)), Err(NotADocument::Unclean));
    }

    #[test]
    fn what_is_neither_is_refused_by_its_content() {
        for (file, fault) in [
            (&b""[..], NotADocument::Empty),
            (b" \n\t", NotADocument::Empty),
            (b"PK\x03\x04\x14\0", NotADocument::Unknown),
            (b"\x7fELF\x02\x01", NotADocument::Unknown),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotADocument::Unknown),
            (b"caf\xe9", NotADocument::Unknown),
            (b"with a \x1b[31m colour", NotADocument::Unknown),
            (b"\xff\xfea\0b", NotADocument::Unknown),
            (b"\xff\xfe\0\xd8", NotADocument::Unknown),
            (b"\xef\xbb\xbf\xef\xbb\xbftwice", NotADocument::Unknown),
            (b"\xef\xbb\xbf%PDF-", NotADocument::Unknown),
        ] {
            assert_eq!(clean_document(file), Err(fault), "{file:?}");
            assert!(check_document(file).is_err());
        }
        assert_eq!(clean_document(&vec![b'a'; MOST_BYTES + 1]), Err(NotADocument::TooLarge));
        let grows = with(&[0xff, 0xfe], &"€".repeat(MOST_BYTES / 2 - 1), u16::to_le_bytes);
        assert_eq!(clean_document(&grows), Err(NotADocument::TooLarge));
        assert!(clean_document(&vec![b'a'; MOST_BYTES]).is_ok());
    }

    #[test]
    fn a_document_is_as_large_as_what_the_server_takes() {
        assert_eq!(MOST_BYTES as u64, crate::wire::Limits::default().blob_bytes);
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(file in prop_oneof![
            any::<Vec<u8>>(),
            any::<String>().prop_map(String::into_bytes),
            any::<String>().prop_map(|text| with(&[0xff, 0xfe], &text, u16::to_le_bytes)),
            any::<String>().prop_map(|text| [b"\xef\xbb\xbf%PDF-", text.as_bytes()].concat()),
            any::<Vec<u8>>().prop_map(|inner| [b"%PDF-1.4", &inner[..], b"startxref 0 %%EOF", &inner[..]].concat()),
        ]) {
            if let Ok(clean) = clean_document(&file) {
                prop_assert_eq!(check_document(&clean.bytes), Ok(clean.format));
            } else {
                prop_assert!(check_document(&file).is_err());
            }
        }
    }
}
