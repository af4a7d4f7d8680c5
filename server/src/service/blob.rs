//! Photos in and out. Uploading shows nothing of what others have uploaded; reading needs a stream that carries the
//! photo.

use super::Service;
use crate::blobs::is_sha256;
use crate::judge::may_read_blob;
use crate::who::Who;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::photo::check_photo;
use notyet_protocol::wire::{Fault, Limits};

impl Service {
    /// `PUT /v1/blob/{sha256}`: all bytes of one photo. Again is the same as once.
    pub async fn put_blob(&self, token: &str, sha256: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let who = self.who(token).await?;
        if bytes.len() as u64 > Limits::default().blob_bytes {
            return Err(Fault::TooLarge);
        }
        let (blobs, sha256) = (self.folder.blobs.clone(), sha256.to_owned());
        let (name, length) = (sha256.clone(), bytes.len() as u64);
        let kept = tokio::task::spawn_blocking(move || {
            let malformed = |detail: &str| Err(Fault::Malformed { detail: detail.to_owned() });
            if !is_sha256(&name) || sha256_hex(&bytes) != name {
                return malformed("the bytes are not those of the name");
            }
            if let Err(fault) = check_photo(&bytes) {
                return malformed(&fault.to_string());
            }
            Ok(blobs.put(&name, &bytes))
        });
        match kept.await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(error))) => return Err(self.trouble(&error)),
            Ok(Err(fault)) => return Err(fault),
            Err(error) => return Err(self.trouble(&error)),
        }
        let kept = self.write(move |tx| {
            tx.drop_want(&sha256)?;
            tx.put_upload(&sha256, who.person.id, length)
        });
        kept.await
    }

    /// `HEAD /v1/blob/{sha256}`: how many bytes this person has uploaded under this name.
    pub async fn head_blob(&self, token: &str, sha256: &str) -> Result<u64, Fault> {
        let who = self.who(token).await?;
        let sha256 = sha256.to_owned();
        let uploaded = self.read(move |tx| {
            let is_lost = tx.wanted()?.contains(&sha256);
            Ok(if is_lost { None } else { tx.uploaded(&sha256, who.person.id)? })
        });
        uploaded.await?.ok_or(Fault::NotFound)
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
        let (blobs, name) = (self.folder.blobs.clone(), sha256.to_owned());
        match tokio::task::spawn_blocking(move || blobs.get(&name)).await {
            Ok(Ok(Some(bytes))) => Ok(bytes),
            Ok(Ok(None)) => Err(self.trouble(&"a photo that was granted is not in its folder")),
            Ok(Err(error)) => Err(self.trouble(&error)),
            Err(error) => Err(self.trouble(&error)),
        }
    }
}
