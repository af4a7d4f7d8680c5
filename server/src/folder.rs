//! A school's folder on disk: database, photos, keys, and the lock that keeps a second server out. Every way in
//! which opening can go wrong is a sentence that says what to do.

use crate::blobs::{BlobFolder, Blobs, Photos};
use crate::durable::make_folder;
use crate::env::{Env, random_uuid};
use crate::erasure::{carry_out, has_traces, scrub};
use crate::feed::Desk;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::memory::{Memory, recall, went_back};
use crate::storage::sqlite::{OpenFault, SqliteStorage};
use crate::storage::{self, Storage, StorageFault, Stored};
use crate::watermark::Watermark;
use notyet_model::ids::SchoolId;
use notyet_protocol::mutant::{self, Mutant};
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a folder cannot be served from. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum FolderFault {
    #[error("{} is a file. Name a folder with --folder.", .0.display())]
    NotAFolder(PathBuf),
    #[error("{} cannot be written: {cause}. Give the server's account the right to write there, or name another folder.", .path.display())]
    NoRights { path: PathBuf, cause: io::Error },
    #[error("Another server is running on {}. Stop it first, or name another folder.", .0.display())]
    InUse(PathBuf),
    #[error("{} was {fault}. Nothing was changed. Install the newer version again.", .path.display())]
    Newer { path: PathBuf, fault: OpenFault },
    #[error("{} is not a school's database, or its beginning was overwritten. Nothing was changed. Put last night's copy in its place, or name another folder.", .0.display())]
    Foreign(PathBuf),
    #[error("{} is damaged ({cause}). Nothing was changed. Keep it aside and put last night's copy in its place.", .path.display())]
    Damaged { path: PathBuf, cause: String },
    #[error("{} cannot be used: {fault}.", .path.display())]
    Storage { path: PathBuf, fault: StorageFault },
    #[error("{} holds no key of this school. Name the folder that holds its school.key with --keys.", .0.display())]
    NoKey(PathBuf),
    #[error("{} holds another school's key. Name the folder that holds this school's with --keys.", .0.display())]
    OtherKey(PathBuf),
}

/// What is inside a school's folder, opened.
pub struct Folder {
    /// The database.
    pub storage: Arc<dyn Storage>,
    /// The photos.
    pub blobs: Photos,
    /// The school's key.
    pub keys: Keys,
    /// What the school must not forget when its database does.
    pub ledger: Ledger,
    /// The school.
    pub school: SchoolId,
    watermark: Watermark,
}

/// Keeps a second server out for as long as it lives.
#[derive(Debug)]
pub struct FolderLock(#[expect(dead_code, reason = "held, never read: closing it gives the lock back")] File);

impl FolderLock {
    /// Takes the lock, making the folder if it is not there.
    pub fn take(folder: &Path) -> Result<Self, FolderFault> {
        make(folder)?;
        let path = folder.join("server.lock");
        let options = File::options().create(true).truncate(false).write(true).open(&path);
        let file = options.map_err(|cause| FolderFault::NoRights { path: folder.to_owned(), cause })?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(FolderFault::InUse(folder.to_owned())),
            Err(TryLockError::Error(cause)) => Err(FolderFault::NoRights { path, cause }),
        }
    }
}

impl Folder {
    /// Opens a folder, making what is not there: an empty folder becomes a school without people. Several
    /// processes may have it open; only one may serve it ([`FolderLock`]).
    pub fn open(
        folder: &Path,
        blobs: Option<Arc<dyn Blobs>>,
        keys: Option<&Path>,
        env: &dyn Env,
    ) -> Result<Self, FolderFault> {
        make(folder)?;
        let path = folder.join("school.db");
        let opened = SqliteStorage::open(&path);
        let storage = Arc::new(opened.map_err(|fault| explain(folder, &path, fault))?);
        Self::over(storage, blobs, folder, keys, env)
    }

    /// The same around rows, and perhaps photos, that are kept elsewhere; the keys are in the folder.
    pub fn over(
        storage: Arc<dyn Storage>,
        blobs: Option<Arc<dyn Blobs>>,
        folder: &Path,
        keys: Option<&Path>,
        env: &dyn Env,
    ) -> Result<Self, FolderFault> {
        make(folder)?;
        let key_directory = keys.map_or_else(|| folder.join("keys"), Path::to_owned);
        let path = folder.join("school.db");
        let blobs = match blobs {
            Some(blobs) => blobs,
            None => Arc::new(
                BlobFolder::open(&folder.join("blobs"))
                    .map_err(|cause| FolderFault::NoRights { path: folder.to_owned(), cause })?,
            ),
        };
        let blobs = Photos::in_place(blobs);
        let no_rights = |cause| FolderFault::NoRights { path: key_directory.clone(), cause };
        let found = Keys::read(&key_directory).map_err(no_rights)?;
        let is_new = found.is_none();
        let keys = found.unwrap_or_else(|| Keys::fresh(env));
        // Written before the database names it: a crash between the two leaves an unused key, never a
        // school without one.
        let begun = storage::read(&*storage, |tx| tx.meta("key_check"));
        match begun.map_err(|fault| explain(folder, &path, fault.into()))? {
            Some(_) if is_new => return Err(FolderFault::NoKey(key_directory)),
            Some(check) if check != keys.check() => return Err(FolderFault::OtherKey(key_directory)),
            Some(_) => {}
            None if is_new => keys.write(&key_directory).map_err(no_rights)?,
            None => {}
        }
        let (ledger, watermark) = (Ledger::of(&key_directory), Watermark::of(&key_directory));
        let seen = watermark.seen().map_err(no_rights)?;
        let in_database = |fault: StorageFault| explain(folder, &path, fault.into());
        let is_behind = went_back(seen.as_ref(), &storage.mark().map_err(in_database)?);
        let recalled = storage::write(&*storage, |tx| {
            tx.set_meta("key_check", &keys.check())?;
            recall(tx, &ledger, env, is_behind, || SchoolId(random_uuid(env)))
        });
        let school = recalled.map_err(in_database)?;
        let it = Self { storage, blobs, keys, ledger, school, watermark };
        it.erase_again(env).map_err(in_database)?;
        it.note_mark().map_err(no_rights)?;
        Ok(it)
    }

    /// Erases again what a database that was put back from a copy has brought back, or what a server that ended in the
    /// middle had not come to; and overwrites what such a one had left.
    fn erase_again(&self, env: &dyn Env) -> Stored<()> {
        if mutant::on(Mutant::ErasedOnce) {
            return Ok(());
        }
        let (mut erased, desk) = (0, self.desk(env.now_ms()));
        for student in Memory::of(&self.ledger)?.erased {
            let back = storage::write(&*self.storage, |tx| {
                let is_back = !tx.is_erased(student)?;
                if is_back {
                    carry_out(tx, &desk, env, student)?;
                }
                Ok(is_back)
            });
            erased += usize::from(back?);
        }
        if erased > 0 {
            tracing::warn!(erased, "the database held what had been erased; it is erased again");
        }
        match storage::read(&*self.storage, has_traces)? {
            true => scrub(&*self.storage),
            false => Ok(()),
        }
    }

    /// What changing the school needs, at this moment.
    pub(crate) fn desk(&self, now_ms: i64) -> Desk<'_> {
        Desk { keys: &self.keys, ledger: &self.ledger, blobs: &self.blobs, school: self.school, now_ms }
    }

    /// Notes how far the database is, so that one that is put back from a copy is known by it.
    pub(crate) fn note_mark(&self) -> io::Result<()> {
        self.watermark.note(&self.storage.mark().map_err(io::Error::other)?)
    }
}

fn make(folder: &Path) -> Result<(), FolderFault> {
    if folder.is_file() {
        return Err(FolderFault::NotAFolder(folder.to_owned()));
    }
    make_folder(folder, &mut DirBuilder::new())
        .map_err(|cause| FolderFault::NoRights { path: folder.to_owned(), cause })
}

fn explain(folder: &Path, path: &Path, fault: OpenFault) -> FolderFault {
    let path = path.to_owned();
    match fault {
        OpenFault::Newer { .. } => FolderFault::Newer { path, fault },
        OpenFault::Foreign => FolderFault::Foreign(path),
        OpenFault::Storage(StorageFault::Damaged(cause)) => FolderFault::Damaged { path, cause },
        // SQLite says only "unable to open database file"; the file system says why.
        OpenFault::Storage(fault) => match tempt(folder) {
            Err(cause) => FolderFault::NoRights { path: folder.to_owned(), cause },
            Ok(()) => FolderFault::Storage { path, fault },
        },
    }
}

/// Whether a file can be made in the folder.
fn tempt(folder: &Path) -> io::Result<()> {
    let path = folder.join("may-write.tmp");
    File::create(&path)?;
    fs::remove_file(&path)
}
