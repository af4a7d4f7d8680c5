//! Photos, voice notes and documents in and out, which is what “photo” means in this folder. Uploading shows nothing of what others have uploaded; reading needs a stream that carries the
//! photo.

use super::Service;
use crate::blobs::is_sha256;
use crate::judge::may_read_blob;
use crate::storage::{Stored, Tx};
use crate::who::Who;
use notyet_model::ids::UserId;
use notyet_protocol::blob::{Media, check_blob};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{Fault, Limits};
use std::sync::Arc;

/// How long a photo is kept that was uploaded and that no record carries. A device that was offline with its record for
/// longer uploads it again.
pub(super) const LOOSE_MS: i64 = 30 * 24 * 3600 * 1000;
/// How many bytes of such photos one person may have here. A record follows each photo within moments, so a teacher
/// who comes back from a week in a basement has one or two at a time.
const MOST_LOOSE_BYTES: u64 = 256 << 20;

impl Service {
    /// `PUT /v1/blob/{sha256}`: all bytes of one photo. Again is the same as once.
    pub async fn put_blob(&self, token: &str, sha256: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let user = self.who(token).await?.person.id;
        if bytes.len() as u64 > Limits::default().blob_bytes {
            return Err(Fault::TooLarge);
        }
        check_name(sha256)?;
        self.keep_whole(user, sha256, bytes).await
    }

    /// `HEAD /v1/blob/{sha256}`: how far this person's own upload has come.
    pub async fn head_blob(&self, token: &str, sha256: &str) -> Result<Uploaded, Fault> {
        let user = self.who(token).await?.person.id;
        let sha256 = sha256.to_owned();
        self.read(move |tx| come_to(tx, &sha256, user)).await?.ok_or(Fault::NotFound)
    }

    /// `GET /v1/blob/{sha256}`, for readers of a stream that carries it.
    pub async fn get_blob(&self, token: &str, sha256: &str) -> Result<Vec<u8>, Fault> {
        let (token, name, school) = (token.to_owned(), sha256.to_owned(), self.folder.school);
        let may = self.read(move |tx| match Who::of_token(tx, school, &token)? {
            Ok(who) => {
                let relations = who.relations(tx)?;
                Ok(Ok(is_sha256(&name) && may_read_blob(tx, &relations, &name)?))
            }
            Err(fault) => Ok(Err(fault)),
        });
        if !may.await?? && !mutant::on(Mutant::BlobWithoutGrant) {
            return Err(Fault::NotFound);
        }
        let name = sha256.to_owned();
        let bytes = self.with_photos(move |photos| photos.get(&name)).await?;
        bytes.ok_or_else(|| self.trouble(&"a photo that was granted is not in its folder"))
    }

    /// Keeps a photo whose bytes are all here, under a name that was checked, and forgets its pieces.
    pub(super) async fn keep_whole(&self, user: UserId, sha256: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let (name, length) = (sha256.to_owned(), bytes.len() as u64);
        let bytes = tokio::task::spawn_blocking(move || {
            if sha256_hex(&bytes) != name {
                return Err(malformed("the bytes are not those of the name"));
            }
            let read = check_blob(&bytes).map_err(|fault| malformed(&fault.to_string()));
            let unread = mutant::on(Mutant::VoiceNotRead) && Media::of(&bytes) == Some(Media::Voice);
            read.map(drop).or_else(|fault| if unread { Ok(()) } else { Err(fault) })?;
            Ok(Arc::new(bytes))
        });
        let bytes = bytes.await.map_err(|error| self.trouble(&error))??;
        let (name, now_ms) = (sha256.to_owned(), self.env.now_ms());
        let has_room = self.read(move |tx| {
            let is_new = tx.uploaded(&name, user)?.is_none();
            Ok(!is_new || tx.loose_bytes(user, now_ms - LOOSE_MS)? + length <= MOST_LOOSE_BYTES)
        });
        if !has_room.await? {
            return Err(Fault::TooLarge);
        }
        let (name, kept) = (sha256.to_owned(), bytes.clone());
        self.with_photos(move |photos| photos.put(&name, &kept)).await?;
        let (name, photos) = (sha256.to_owned(), self.folder.blobs.clone());
        let parts = self.write(move |tx| {
            // Between those bytes and this row someone may have cleared away what nobody had uploaded; not beside it.
            if !photos.has(&name)? {
                photos.put(&name, &bytes)?;
            }
            tx.drop_want(&name)?;
            tx.put_upload(&name, user, length, now_ms)?;
            let parts = tx.parts(&name, user)?;
            tx.drop_parts(&name, user)?;
            Ok(parts)
        });
        let parts = parts.await?;
        self.destroy(parts).await;
        Ok(())
    }
}

/// How far a person's own upload has come; `None`: it has not begun, or its bytes were lost.
pub(super) fn come_to(tx: &mut dyn Tx, sha256: &str, user: UserId) -> Stored<Option<Uploaded>> {
    if let Some(bytes) = tx.uploaded(sha256, user)?
        && !tx.wanted()?.iter().any(|lost| lost == sha256)
    {
        return Ok(Some(Uploaded::whole(bytes)));
    }
    Ok(tx.parts(sha256, user)?.last().map(|last| Uploaded { offset: last.end(), length: last.length }))
}

pub(super) fn check_name(sha256: &str) -> Result<(), Fault> {
    if is_sha256(sha256) { Ok(()) } else { Err(malformed("the name is not that of any bytes")) }
}

pub(super) fn malformed(detail: &str) -> Fault {
    Fault::Malformed { detail: detail.to_owned() }
}
