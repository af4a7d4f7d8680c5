//! Takes a backup of a school that may be in use. Its rows are those of one moment; photos follow, and are never fewer
//! than the rows name, because a photo is there before a row names it.

use super::{FORMAT, NOTE, Note, PHOTOS, ROWS, photo, sha256_of};
use crate::aside::{Aside, write};
use crate::blobs::is_sha256;
use crate::env::Env;
use crate::epoch;
use crate::folder::Folder;
use crate::progress::{CutShort, Progress};
use crate::storage::sqlite::{OpenFault, SqliteStorage};
use crate::storage::{self, Storage, StorageFault};
use notyet_protocol::digest::sha256_hex;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why there is no backup. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum BackupFault {
    #[error("{} is there already. Name a folder that is not, such as one with the date.", .0.display())]
    Exists(PathBuf),
    #[error("{} cannot be written: {cause}. No backup was made.", .path.display())]
    Write { path: PathBuf, cause: io::Error },
    #[error("The school's rows cannot be copied: {0}. No backup was made.")]
    Storage(#[from] StorageFault),
    #[error("The copy of the school's rows cannot be read: {0}. No backup was made.")]
    Copy(#[from] OpenFault),
    #[error(transparent)]
    CutShort(#[from] CutShort),
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Operations in the copy.
    pub operations: u64,
    /// Photos in the backup.
    pub photos: usize,
    /// Those of them that the earlier backup shares with this one.
    pub shared: usize,
    /// Photos that the rows name and that are not there or not whole.
    pub missing: Vec<String>,
}

/// Takes a backup into the folder `to`, which is not there yet. Photos that an earlier backup holds are shared with it
/// where the file system can: both names mean the same bytes, and removing one backup leaves the other whole.
pub fn take(
    folder: &Folder,
    to: &Path,
    earlier: Option<&Path>,
    env: &dyn Env,
    progress: &mut Progress,
) -> Result<Taken, BackupFault> {
    let no_write = |cause: io::Error| match cause.kind() {
        ErrorKind::AlreadyExists => BackupFault::Exists(to.to_owned()),
        _ => BackupFault::Write { path: to.to_owned(), cause },
    };
    let aside = Aside::folder(to, env).map_err(no_write)?;
    let made_ms = env.now_ms();
    let database = aside.path().join(ROWS);
    progress.step("Copying rows", 0, 1)?;
    folder.storage.copy_to(&database)?;
    let copy = Copy::read(&database)?;
    let mut taken = Taken { operations: copy.operations, photos: 0, shared: 0, missing: vec![] };
    fs::create_dir(aside.path().join(PHOTOS)).map_err(no_write)?;
    for (done, sha256) in copy.photos.iter().enumerate() {
        progress.step("Copying photos", done, copy.photos.len())?;
        let path = photo(aside.path(), sha256);
        fs::create_dir_all(path.parent().expect("a photo has a folder")).map_err(no_write)?;
        if earlier.is_some_and(|earlier| is_shared(&photo(earlier, sha256), sha256, &path)) {
            taken.shared += 1;
        } else if let Ok(Some(bytes)) = folder.blobs.get(sha256) {
            write(&path, &bytes).map_err(no_write)?;
        } else {
            taken.missing.push(sha256.clone());
            continue;
        }
        taken.photos += 1;
    }
    let note = Note {
        format: FORMAT,
        server: env!("CARGO_PKG_VERSION").to_owned(),
        school: folder.school,
        made_ms,
        epoch: copy.epoch,
        key_check: folder.keys.check(),
        operations: taken.operations,
        photos: taken.photos,
        missing: taken.missing.clone(),
        database_sha256: sha256_of(&database).map_err(no_write)?,
    };
    let text = serde_json::to_string_pretty(&note).map_err(|error| no_write(error.into()))?;
    fs::File::open(&database).and_then(|file| file.sync_all()).map_err(no_write)?;
    write(&aside.path().join(NOTE), text.as_bytes()).map_err(no_write)?;
    progress.step("Copying photos", copy.photos.len(), copy.photos.len())?;
    aside.finish().map_err(no_write)?;
    Ok(taken)
}

/// Shares an earlier backup's file, if it is there and its bytes are still those of its name.
fn is_shared(earlier: &Path, sha256: &str, path: &Path) -> bool {
    fs::read(earlier).is_ok_and(|bytes| sha256_hex(&bytes) == sha256) && fs::hard_link(earlier, path).is_ok()
}

/// What the copy itself says: the school may have gone on since.
struct Copy {
    epoch: notyet_protocol::epoch::Epoch,
    operations: u64,
    photos: Vec<String>,
}

impl Copy {
    /// Reads a copy, and with it whether it can be opened. Nothing stays beside the file.
    fn read(path: &Path) -> Result<Self, BackupFault> {
        let storage = SqliteStorage::open(path)?;
        let copy = storage::read(&storage, |tx| {
            let photos = tx.photos()?.into_iter().filter(|sha256| is_sha256(sha256)).collect();
            Ok(Self { epoch: epoch::present(tx)?, operations: tx.count_ops()?, photos })
        })?;
        storage.checkpoint()?;
        Ok(copy)
    }
}
