//! Add evidence: new work for an outcome, without judging it.

use super::capture::OutcomeChoice;
use super::document::{self, DocumentTile};
use super::parts::{Empty, PhotoTile, UndoBar};
use super::self_assess::WorkDraft;
use super::voice::{self, VoiceDraft};

/// All of Add evidence.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AddScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student's outcomes, in the order of their courses; the one that was picked is chosen.
    pub outcomes: Vec<OutcomeChoice>,
    /// What was picked and typed before.
    pub draft: WorkDraft,
    /// Photos of the draft, oldest first.
    pub photos: Vec<PhotoTile>,
    /// Documents of the draft, oldest first.
    pub documents: Vec<DocumentTile>,
    /// The draft's voice note.
    pub voice: VoiceDraft,
    /// What was saved last and can still be taken back.
    pub undo: Option<UndoBar>,
    /// Before the class has arrived.
    pub empty: Option<Empty>,
}

use super::view;
use crate::intents::Draft;
use notyet_model::ids::UserId;
use notyet_model::register::ClassRole;
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// Reads Add evidence with the draft of this note.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    me: UserId,
    note: &str,
    undo: Option<UndoBar>,
) -> Result<AddScreen, StoreError> {
    let draft = Draft::read(reader, me, note)?;
    let mut outcomes: Vec<OutcomeChoice> = vec![];
    for (_, class) in view::classes_of(reader, me, ClassRole::Student)? {
        for (id, outcome) in reader.outcomes(class.course)? {
            let id_text = id.to_string();
            if outcomes.iter().any(|known| known.outcome == id_text) {
                continue;
            }
            outcomes.push(OutcomeChoice {
                outcome: id_text,
                code: outcome.code,
                i_can: outcome.i_can,
                chosen: draft.outcome() == Some(id),
            });
        }
    }
    let empty = outcomes
        .is_empty()
        .then(|| Empty { title: speech.text("home-empty-title"), text: speech.text("home-empty-text") });
    let photos = view::tiles(reader, speech, &draft.photos, None)?;
    let documents = document::tiles(reader, speech, &draft.documents, None)?;
    let voice = voice::draft(reader, speech, &draft.voice)?;
    Ok(AddScreen { revision, outcomes, draft: draft.shown(&[]), photos, documents, voice, undo, empty })
}
