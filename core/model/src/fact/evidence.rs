//! Captured work, the bytes of its photos, voice notes and documents, and what ties the pieces of one group photo.

use super::check::{self, BadFact, LIST, Rule, TEXT};
use super::name::superseded;
use super::{Kind, Link, Name, Target};
use crate::calendar::Day;
use crate::ids::{AttachmentId, ContextId, OpId, OutcomeId, TaskId, UserId};
use serde::{Deserialize, Serialize};

/// A captured piece of work of one student: photos, voice notes and documents, a text, a link (feature 23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The outcomes it belongs to; at least one.
    pub outcomes: Vec<OutcomeId>,
    /// Photos, voice notes and documents; their bytes follow in their own time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// Written work, or a line of reflection beside it; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Work that lies elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// The kind of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ContextId>,
    /// The task that the work belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The earlier piece of which this is a revision; both stay (feature 14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<OpId>,
    /// When it was captured, UTC milliseconds.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects: another photo of the same page, another
    /// outcome. The earlier record is kept (feature 26).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

impl Evidence {
    /// A piece of work for these outcomes, captured then, with nothing in it yet.
    pub fn of(outcomes: Vec<OutcomeId>, work_at_ms: i64, work_day: Day) -> Self {
        Self {
            outcomes,
            attachments: Vec::new(),
            text: String::new(),
            link: None,
            context: None,
            task: None,
            revises: None,
            work_at_ms,
            work_day,
            supersedes: Vec::new(),
        }
    }

    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::list("outcomes", &self.outcomes, 1, LIST)?;
        check::list("attachments", &self.attachments, 0, LIST)?;
        check::text("text", &self.text, TEXT)?;
        check::list("supersedes", &self.supersedes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self.outcomes.iter().copied().map(Name::Outcome).collect();
        names.extend(self.attachments.iter().copied().map(Name::Attachment));
        names.extend(self.context.map(Name::Context));
        names.extend(self.task.map(Name::Task));
        names.extend(self.revises.map(|id| Name::Fact(Target::one(id, &[Kind::Evidence]))));
        names.extend(superseded(&self.supersedes, &[Kind::Evidence, Kind::Retraction]).map(Name::Fact));
        names
    }
}

/// Binds an attachment to the photo that it turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobRef {
    /// The attachment that an evidence names.
    pub attachment: AttachmentId,
    /// SHA-256 of the processed picture, lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of its thumbnail, lower-case hexadecimal.
    pub thumb: String,
    /// Pixels across, after the orientation was applied.
    pub w: u32,
    /// Pixels down.
    pub h: u32,
}

impl BlobRef {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        hash("sha256", &self.sha256)?;
        hash("thumb", &self.thumb)?;
        check::number("w", self.w, 1, u32::MAX)?;
        check::number("h", self.h, 1, u32::MAX)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Attachment(self.attachment)]
    }
}

/// Binds an attachment to the voice note that it turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceRef {
    /// The attachment that evidence or feedback names.
    pub attachment: AttachmentId,
    /// SHA-256 of the sound, lower-case hexadecimal.
    pub sha256: String,
    /// How long it is, in milliseconds; at most 61,000.
    pub ms: u32,
}

/// The longest voice note: a minute, and what an encoder adds to it.
const MOST_VOICE_MS: u32 = 61_000;

impl VoiceRef {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        hash("sha256", &self.sha256)?;
        check::number("ms", self.ms, 1, MOST_VOICE_MS)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Attachment(self.attachment)]
    }
}

/// Binds an attachment to the document that it turned out to be. What its file was called is said nowhere: a name may be
/// another student's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// The attachment that an evidence names.
    pub attachment: AttachmentId,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub sha256: String,
    /// What it is.
    pub format: DocumentFormat,
    /// How large it is, in bytes; at most 4 MiB.
    pub bytes: u32,
}

/// What kind of document something is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentFormat {
    /// A PDF.
    Pdf,
    /// Plain text in UTF-8.
    Text,
}

impl DocumentRef {
    /// Bytes of the largest document.
    pub const MOST_BYTES: u32 = 4 << 20;

    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        hash("sha256", &self.sha256)?;
        check::number("bytes", self.bytes, 1, Self::MOST_BYTES)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Attachment(self.attachment)]
    }
}

/// Bytes that an operation binds an attachment to, whatever they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound<'a> {
    /// The attachment.
    pub attachment: AttachmentId,
    /// SHA-256 of the picture, of the sound or of the document.
    pub sha256: &'a str,
    /// SHA-256 of the picture's thumbnail.
    pub thumb: Option<&'a str>,
}

impl<'a> Bound<'a> {
    /// Every hash that it names.
    pub fn hashes(self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.sha256).chain(self.thumb)
    }
}

fn hash(field: &'static str, hash: &str) -> Result<(), BadFact> {
    let digits = hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    check::require(hash.len() == 64 && digits, field, Rule::NotAHash)
}

/// One student's piece of a group's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Whose.
    pub student: UserId,
    /// Their own evidence.
    pub evidence: OpId,
}

/// Ties the pieces that one photo of a group's work became; for staff only, because it names several students
/// (feature 24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupLink {
    /// The pieces, two or more, one for each student.
    pub pieces: Vec<Piece>,
}

impl GroupLink {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        let students: Vec<UserId> = self.pieces.iter().map(|piece| piece.student).collect();
        check::list("pieces", &students, 2, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let names = |piece: &Piece| {
            let evidence = Target::one(piece.evidence, &[Kind::Evidence]).of(piece.student);
            [Name::Student(piece.student), Name::Fact(evidence)]
        };
        self.pieces.iter().flat_map(names).collect()
    }
}
