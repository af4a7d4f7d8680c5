//! A document of a draft: chosen, checked by its content, encrypted and durable, then saved with the rest. What its file was
//! called is not asked for.

use super::check::id;
use super::place::Place;
use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::document::OpenDocument;
use crate::screens::place::DraftPlace;
use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::document::{NotADocument, check_document, clean_document};
use notyet_store::{Medium, StoreError};

/// Documents of one piece.
const MOST_DOCUMENTS: usize = 4;

/// Keeps a document with a draft of work or a capture.
pub(crate) fn add_document(inner: &Inner, place: &DraftPlace, file: &[u8]) -> Result<u64, CoreError> {
    let place = Place::of(inner, place)?;
    if place.documents(inner)?.len() >= MOST_DOCUMENTS {
        return Err(CoreError::invalid("document", "too-many"));
    }
    let document = clean_document(file).map_err(fault_in_words)?;
    let subject = place.subject(inner)?;
    let kept = inner.store.write_photo(&document.bytes)?;
    let id = AttachmentId(inner.store.env().new_id());
    let medium = Medium::Document { format: document.format, bytes: document.bytes.len() as u32 };
    place.change(inner, |tx, draft| {
        tx.add_alone(id, subject, &kept, (&sha256_hex(&document.bytes), medium))?;
        draft.documents.ok_or(StoreError::NotFound)?.push(id);
        Ok(())
    })
}

/// Takes a document out of a draft, and destroys it.
pub(crate) fn remove_document(inner: &Inner, place: &DraftPlace, document: &str) -> Result<u64, CoreError> {
    let document: AttachmentId = id(document)?;
    Place::of(inner, place)?.change(inner, |tx, draft| {
        let documents = draft.documents.ok_or(StoreError::NotFound)?;
        if documents.contains(&document) {
            tx.drop_noted_photo(document)?;
            documents.retain(|kept| *kept != document);
        }
        Ok(())
    })
}

/// A document to be shown, checked before it reaches a viewer; absent while it is on its way, and then asked for.
pub(crate) fn open_document(
    inner: &Inner,
    document: AttachmentId,
) -> Result<Option<OpenDocument>, CoreError> {
    let Some(bytes) = inner.store.read_alone(document)? else {
        inner.link.ask_for_photo(document);
        return Ok(None);
    };
    let format = check_document(&bytes).map_err(fault_in_words)?.into();
    Ok(Some(OpenDocument { bytes, format }))
}

/// What is not right with a file, as a rule of its field.
fn fault_in_words(fault: NotADocument) -> CoreError {
    CoreError::invalid(
        "document",
        match fault {
            NotADocument::Empty => "empty",
            NotADocument::CutShort => "cut-short",
            NotADocument::TooLarge => "too-large",
            NotADocument::Unknown | NotADocument::Unclean => "not-a-document",
        },
    )
}
