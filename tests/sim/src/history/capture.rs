//! Photos, voice notes and documents, each with the record that it belongs to and with a text in its bytes.

use super::bodies::{self, As, Scene};
use super::chance::Chance;
use super::invariants::Watch;
use super::sound;
use super::stage::Stage;
use super::verdict::Violation;
use super::work::{find, place};
use crate::device::jpeg;
use notyet_model::fact::{DocumentFormat, Kind};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_protocol::blob::Media;
use notyet_protocol::digest::sha256_hex;
use notyet_store::{Env, Medium, Send, StoreError};

/// A picture that can be found again: the smallest that passes for a JPEG, with a text in it.
pub(crate) fn picture(canary: &str) -> Vec<u8> {
    let empty = jpeg(1);
    let (head, tail) = empty.split_at(empty.len() - 2);
    [head, canary.as_bytes(), tail].concat()
}

/// Somebody records a photo, a voice note or a document.
pub(crate) fn act(
    stage: &mut Stage,
    who: usize,
    media: Media,
    chance: &mut Chance,
) -> Result<bool, Violation> {
    let Some(place) = place(stage, stage.tablets[who].user(), chance) else { return Ok(false) };
    if !matches!(place.2, As::Teacher | As::Student) {
        return Ok(false);
    }
    at(stage, who, place, media, chance)
}

/// What it belongs to.
fn carrier(writer: As, media: Media, chance: &mut Chance) -> Kind {
    match (media, writer) {
        (Media::Voice, As::Teacher) if chance.is(1, 2) => Kind::Feedback,
        (Media::Voice, As::Student) if chance.is(1, 3) => Kind::Rewording,
        _ => Kind::Evidence,
    }
}

/// A voice note, or now and then a document: plain text, whose bytes are its canary.
pub(crate) fn alone(chance: &mut Chance) -> Media {
    if chance.is(1, 3) { Media::Document(DocumentFormat::Text) } else { Media::Voice }
}

/// A record with it, of this student.
pub(crate) fn at(
    stage: &mut Stage,
    who: usize,
    (class, student, writer): (ClassId, UserId, As),
    media: Media,
    chance: &mut Chance,
) -> Result<bool, Violation> {
    let canary = stage.ledger.canary();
    let kind = carrier(writer, media, chance);
    let tablet = &stage.tablets[who];
    let attachment = AttachmentId(tablet.env.new_id());
    // What is drawn for a photo stays what it was: histories that are kept mean the same by it.
    let find = find(tablet, 0);
    let scene = Scene {
        writer,
        class,
        student,
        canary: &canary,
        now_ms: tablet.store.now_ms(),
        supersedes: vec![],
        attachments: vec![attachment],
        find: &find,
        other: None,
    };
    let Some(body) = bodies::body(kind, &scene, chance) else { return Ok(false) };
    let send = if chance.is(1, 2) { Send::Held } else { Send::Now };
    let _turn = tablet.turn();
    let (bytes, medium) = match media {
        Media::Photo => (picture(&canary), Medium::Photo),
        Media::Voice => {
            let voice = sound::voice(&canary);
            (voice.bytes, Medium::Voice { ms: voice.ms })
        }
        Media::Document(format) => {
            let bytes = canary.clone().into_bytes();
            let medium = Medium::Document { format, bytes: bytes.len() as u32 };
            (bytes, medium)
        }
    };
    let captured = tablet.store.write_photo(&bytes).and_then(|file| {
        tablet.store.write(|tx| {
            match medium {
                Medium::Photo => tx.add_attachment(attachment, (class, student), &file, 1)?,
                _ => tx.add_alone(attachment, (class, student), &file, (&sha256_hex(&bytes), medium))?,
            }
            tx.append(Some((class, student)), &body, send)
        })
    });
    match captured {
        Ok((id, _)) => {
            stage.ledger.saved(id, tablet.user(), Some(student), kind.as_str(), who);
            stage.ledger.plant(student, [&*canary].into_iter());
            stage.ledger.photo(attachment, id);
            stage.count(kind.as_str());
            Ok(true)
        }
        Err(StoreError::Refused(_) | StoreError::Full) => Ok(false),
        Err(error) => Err(Watch::broken(&format!("tablet {who} could not capture: {error}"))),
    }
}
