//! Photos that come in pieces. Each piece is an object of its own, whole and durable before its row names it; the last
//! is never kept by itself, because with it the whole is checked. What a broken connection brought is kept, too.

use super::Service;
use super::blob::{check_name, come_to, malformed};
use crate::storage::Part;
use notyet_model::ids::UserId;
use notyet_protocol::upload::{LEAST_PIECE_BYTES, Uploaded};
use notyet_protocol::wire::{Fault, Limits};
use std::io;

/// Photos that one person may have on their way at once. A device sends one after the other; beyond this the one that
/// has rested longest is forgotten.
const MOST_BEGUN: usize = 8;

impl Service {
    /// `PATCH /v1/blob/{sha256}`: a piece of a photo of `piece.length` bytes that begins at `piece.offset`. Answers how
    /// far the upload has come. The piece that makes it whole does what [`Service::put_blob`] does; when the bytes are
    /// not those of the name then, all pieces are forgotten.
    ///
    /// # Errors
    /// [`Fault::Offset`] when the upload goes on elsewhere; nothing was kept then.
    pub async fn patch_blob(
        &self,
        token: &str,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, Fault> {
        let user = self.who(token).await?.person.id;
        check_name(sha256)?;
        if piece.length > Limits::default().blob_bytes {
            return Err(Fault::TooLarge);
        }
        let end = piece.offset.saturating_add(bytes.len() as u64);
        if end > piece.length {
            return Err(malformed("the piece reaches beyond the end"));
        }
        if end < piece.length && (bytes.len() as u64) < LEAST_PIECE_BYTES {
            return Err(malformed("a piece is too small"));
        }
        let name = sha256.to_owned();
        if let Some(come) = self.read(move |tx| come_to(tx, &name, user)).await? {
            if come.is_whole() {
                return Ok(come);
            }
            goes_on(come, piece)?;
        } else {
            goes_on(Uploaded { offset: 0, ..piece }, piece)?;
            self.make_room(user).await?;
        }
        if end < piece.length {
            return self.keep_part(user, sha256, piece, bytes).await;
        }
        let Some(whole) = self.joined(user, sha256, bytes).await? else {
            self.forget(user, sha256).await?;
            return Err(Fault::Offset { offset: 0 });
        };
        match self.keep_whole(user, sha256, whole).await {
            Ok(()) => Ok(Uploaded::whole(piece.length)),
            Err(fault) => {
                // Whatever of the pieces was wrong, sending the last one again would not mend it.
                if matches!(fault, Fault::Malformed { .. }) {
                    self.forget(user, sha256).await?;
                }
                Err(fault)
            }
        }
    }

    async fn keep_part(
        &self,
        user: UserId,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, Fault> {
        let part = Part {
            start: piece.offset,
            bytes: bytes.len() as u64,
            length: piece.length,
            object: self.random_hex::<16>(),
            at_ms: self.env.now_ms(),
        };
        let object = part.object.clone();
        let come = Uploaded { offset: part.end(), length: piece.length };
        self.with_photos(move |photos| photos.put_part(&object, &bytes)).await?;
        let (name, row) = (sha256.to_owned(), part.clone());
        let kept = self.write(move |tx| {
            // The same piece may have come twice at once.
            let before = come_to(tx, &name, user)?.unwrap_or(Uploaded { offset: 0, ..piece });
            let goes_on = goes_on(before, piece);
            if goes_on.is_ok() {
                tx.put_part(&name, user, &row)?;
            }
            Ok(goes_on)
        });
        let kept = kept.await.and_then(|goes_on| goes_on);
        if kept.is_err() {
            self.destroy(vec![part]).await;
        }
        kept.map(|()| come)
    }

    /// All pieces and the last, in one; `None` when a piece is gone.
    async fn joined(&self, user: UserId, sha256: &str, last: Vec<u8>) -> Result<Option<Vec<u8>>, Fault> {
        let name = sha256.to_owned();
        let parts = self.read(move |tx| tx.parts(&name, user)).await?;
        self.with_photos(move |photos| {
            let mut whole = vec![];
            for part in parts {
                match photos.part(&part.object)? {
                    Some(bytes) => whole.extend(bytes),
                    None => return Ok(None),
                }
            }
            whole.extend(last);
            Ok(Some(whole))
        })
        .await
    }

    /// Before another upload begins: forgets those that one person has too many of.
    async fn make_room(&self, user: UserId) -> Result<(), Fault> {
        let begun = self.read(move |tx| tx.begun_by(user)).await?;
        for sha256 in begun.iter().take((begun.len() + 1).saturating_sub(MOST_BEGUN)) {
            self.forget(user, sha256).await?;
        }
        Ok(())
    }

    /// Forgets what a person has sent of a photo.
    pub(super) async fn forget(&self, user: UserId, sha256: &str) -> Result<(), Fault> {
        let name = sha256.to_owned();
        let parts = self.write(move |tx| {
            let parts = tx.parts(&name, user)?;
            tx.drop_parts(&name, user)?;
            Ok(parts)
        });
        let parts = parts.await?;
        self.destroy(parts).await;
        Ok(())
    }

    /// Destroys pieces that no row names any more. One that stays is swept later.
    pub(super) async fn destroy(&self, parts: Vec<Part>) {
        let destroyed = self.with_photos(move |photos| {
            parts
                .iter()
                .map(|part| photos.delete_part(&part.object))
                .fold(io::Result::Ok(()), io::Result::and)
        });
        if let Err(fault) = destroyed.await {
            tracing::warn!(%fault, "pieces of a photo stay until they are swept");
        }
    }
}

/// Whether a piece goes on where the upload has come to.
fn goes_on(come: Uploaded, piece: Uploaded) -> Result<(), Fault> {
    if come.length != piece.length {
        return Err(malformed("the whole was to have another length"));
    }
    if come.offset != piece.offset {
        return Err(Fault::Offset { offset: come.offset });
    }
    Ok(())
}
