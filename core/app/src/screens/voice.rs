//! Voice notes as screens show them: one of a record, and the one that a draft may hold.

use super::parts::PhotoState;

/// A voice note, to be played.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct VoiceTile {
    /// Names the sound when its bytes are asked for.
    pub attachment: String,
    /// Whether there is anything to play yet.
    pub state: PhotoState,
    /// "0:23".
    pub length: String,
    /// "12 Nov"; empty while it is not saved.
    pub day: String,
    /// "Voice note of 12 Nov, 23 seconds".
    pub spoken: String,
}

/// The voice note of a draft: recorded, then heard, then saved with the rest.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct VoiceDraft {
    /// What was recorded; absent: nothing, or it was taken out.
    pub note: Option<VoiceTile>,
    /// Whether it was listened to. What was not is not saved.
    pub is_heard: bool,
    /// Whether one that was taken out can be put back.
    pub can_put_back: bool,
}

use super::view;
use crate::intents::DraftVoice;
use notyet_model::calendar::Day;
use notyet_model::ids::AttachmentId;
use notyet_store::{Medium, Reader, StoreError};
use notyet_words::{Speech, dates};

/// Those of these attachments that are voice notes, in this order. Without a day: of work that is not saved yet.
pub(crate) fn tiles(
    reader: &Reader<'_>,
    speech: &Speech,
    attachments: &[AttachmentId],
    day: Option<Day>,
) -> Result<Vec<VoiceTile>, StoreError> {
    let mut found = vec![];
    for id in attachments {
        let Some(row) = reader.attachment(*id)? else { continue };
        let Medium::Voice { ms } = row.medium else { continue };
        let day = day.map(|day| dates::short(speech, day)).unwrap_or_default();
        // What is shorter than a second still lasts.
        let seconds = ms.div_ceil(1000);
        let lasts = ("seconds", seconds.into());
        let spoken = match day.is_empty() {
            true => speech.say("voice-not-saved", &[lasts]),
            false => speech.say("voice-of-day", &[("day", day.as_str().into()), lasts]),
        };
        let length = dates::length(speech, seconds);
        found.push(VoiceTile {
            attachment: id.to_string(),
            state: view::state_of(Some(row.state)),
            length,
            day,
            spoken,
        });
    }
    Ok(found)
}

/// The voice note of a draft.
pub(crate) fn draft(
    reader: &Reader<'_>,
    speech: &Speech,
    voice: &DraftVoice,
) -> Result<VoiceDraft, StoreError> {
    let kept: Vec<AttachmentId> = voice.id().into_iter().collect();
    Ok(VoiceDraft {
        note: tiles(reader, speech, &kept, None)?.pop(),
        is_heard: voice.is_heard(),
        can_put_back: voice.can_put_back(reader)?,
    })
}
