//! A photo, a voice note or a document of this device, once more: in the record of everyone whom a group's photo shows, each under a name and a key
//! of its own, so that what is erased of one stays with the others.

use crate::attachment::{self, size, state};
use crate::{PhotoFile, Store, StoreError, Topic, Tx};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use rusqlite::{OptionalExtension, params};

/// The encrypted files of a photo, written again and durable, which no row names yet.
#[derive(Debug)]
pub struct PhotoCopy {
    of: AttachmentId,
    files: Vec<(u8, PhotoFile)>,
}

impl Store {
    /// Writes a photo that was taken here once more; what no transaction names with [`Tx::add_copy`] is swept at the next
    /// opening.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where its bytes are not here.
    pub fn copy_photo(&self, of: AttachmentId) -> Result<PhotoCopy, StoreError> {
        // A photo may be processed between finding its rows and opening its file, so it is looked up once more.
        for _ in 0..2 {
            let found = self.read(|r| {
                let sizes = [size::THUMB, size::FULL, size::RAW];
                let files = sizes.map(|size| Ok((size, attachment::file(r.conn, of, size)?)));
                files.into_iter().collect::<Result<Vec<_>, StoreError>>()
            })?;
            let mut copy = PhotoCopy { of, files: Vec::new() };
            let mut is_whole = true;
            for (size, file) in found.into_iter().filter_map(|(size, file)| Some((size, file?))) {
                let written = match self.inner.files.read(&file) {
                    Ok(Some(bytes)) => self.write_photo(&bytes).map(Some),
                    Ok(None) => Ok(None),
                    Err(fault) => Err(fault),
                };
                match written {
                    Ok(Some(file)) => copy.files.push((size, file)),
                    Ok(None) => is_whole = false,
                    Err(fault) => {
                        self.discard_copy(copy);
                        return Err(fault);
                    }
                }
            }
            if is_whole && !copy.files.is_empty() {
                return Ok(copy);
            }
            self.discard_copy(copy);
        }
        Err(StoreError::NotFound)
    }

    /// Removes a copy that is not needed after all.
    pub fn discard_copy(&self, copy: PhotoCopy) {
        let names: Vec<String> = copy.files.into_iter().map(|(_, file)| file.name).collect();
        self.inner.files.remove(&names);
    }
}

impl Tx<'_> {
    /// Names a copy as a photo of a student, which a record or a note carries.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the photo that it was made of has changed or gone meanwhile.
    pub fn add_copy(
        &mut self,
        id: AttachmentId,
        (class, student): (ClassId, UserId),
        copy: &PhotoCopy,
    ) -> Result<(), StoreError> {
        let is_raw = copy.files.iter().any(|(size, _)| *size == size::RAW);
        let now: Option<u8> = self
            .conn
            .prepare_cached("SELECT state FROM attachment WHERE id = ? AND mine = 1")?
            .query_row([copy.of.0], |row| row.get(0))
            .optional()?;
        // Its row says how its bytes are to be read, and must speak of those that were copied.
        if now.is_none_or(|now| is_raw != (now != state::READY)) {
            return Err(StoreError::NotFound);
        }
        self.conn
            .prepare_cached(&format!(
                "INSERT INTO attachment (id, class, student, mine, state, orientation, why, w, h, sha256, thumb_sha256,
                                         ms, format, bytes, thumb_up)
                 SELECT ?, ?, ?, 1, state, orientation, why, w, h, sha256, thumb_sha256, ms, format, bytes, {}
                   FROM attachment WHERE id = ?",
                attachment::ALONE
            ))?
            .execute(params![id.0, class.0, student.0, copy.of.0])?;
        for (size, file) in &copy.files {
            attachment::add_file(self.conn, id, *size, file)?;
        }
        self.touch(Topic::Photos.into());
        Ok(())
    }
}
