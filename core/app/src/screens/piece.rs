//! Capture: a teacher gathers a piece of work, its photos, documents, words and a link. It names no student but the one beside whom it
//! was begun.

use super::capture::KindChoice;
use super::document::DocumentTile;
use super::parts::PhotoTile;
use super::voice::VoiceDraft;

/// What is typed and picked, kept from letter to letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PieceDraft {
    /// What the work says, or what it is; at most 1,700 letters.
    pub text: String,
    /// The address of work that lies elsewhere.
    pub link: String,
    /// The kind of work.
    pub kind: Option<String>,
}

/// All of Capture.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CaptureScreen {
    /// The database's revision.
    pub revision: u64,
    /// The short name of the student beside whom it was begun; absent: it was begun in the class.
    pub name: Option<String>,
    /// What was typed and picked.
    pub draft: PieceDraft,
    /// Its photos, oldest first.
    pub photos: Vec<PhotoTile>,
    /// Its documents, oldest first.
    pub documents: Vec<DocumentTile>,
    /// Its voice note.
    pub voice: VoiceDraft,
    /// The school's kinds of work.
    pub kinds: Vec<KindChoice>,
}

use super::{capture, document, view, voice};
use crate::intents::{Piece, PieceAt};
use notyet_model::ids::ContextId;
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// Reads Capture; `kind` is what was picked last on another screen.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    at: PieceAt,
    kind: Option<ContextId>,
) -> Result<CaptureScreen, StoreError> {
    let piece = Piece::read(reader, at)?.unwrap_or_default();
    let contexts = reader.contexts()?;
    let kind = (piece.kind.or(kind).and_then(|id| contexts.iter().find(|(c, _)| *c == id)))
        .or_else(|| contexts.iter().find(|(_, c)| !c.at_bat))
        .or(contexts.first())
        .map(|(id, _)| *id);
    let name = match at.student {
        Some(student) => reader.member(at.class, student)?.map(|member| member.short),
        None => None,
    };
    Ok(CaptureScreen {
        revision,
        name,
        photos: view::tiles(reader, speech, &piece.photos, None)?,
        documents: document::tiles(reader, speech, &piece.documents, None)?,
        voice: voice::draft(reader, speech, &piece.voice)?,
        kinds: capture::kind_choices(&contexts, kind),
        draft: PieceDraft { text: piece.text, link: piece.link, kind: kind.map(|id| id.to_string()) },
    })
}
