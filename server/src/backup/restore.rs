//! Puts a backup in the place of a school that was lost, or where none is. The rows are made ready beside what is there:
//! a new epoch begins, so that devices offer what the backup does not know, and whoever was shut out since stays out.
//! One step then puts them in their place; cut short before it, everything is as it was.

use super::{FORMAT, NOTE, Note, ROWS, photo, sha256_of};
use crate::aside::Aside;
use crate::blobs::{Photos, is_sha256};
use crate::env::Env;
use crate::epoch;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::memory::Memory;
use crate::progress::{CutShort, Progress};
use crate::storage::postgres::PostgresStorage;
use crate::storage::sqlite::{OpenFault, SqliteStorage};
use crate::storage::{self, Storage, StorageFault};
use crate::watermark::Watermark;
use notyet_protocol::digest::sha256_hex;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was put back. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum RestoreFault {
    #[error("{} is no backup: {cause}.", .path.display())]
    NoBackup { path: PathBuf, cause: String },
    #[error("{} was made by a newer version of this server. Install that version first.", .0.display())]
    Newer(PathBuf),
    #[error("{} is damaged: {what}. Take an earlier backup.", .path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{place} holds a school already. To put the backup in its place, add --replace.")]
    NotEmpty { place: String },
    #[error(
        "{} holds no school.key. Name the folder that held the school's key with --keys: a backup never has it.", .0.display()
    )]
    NoKey(PathBuf),
    #[error("{} holds another school's key. Name the folder that held this school's with --keys.", .0.display())]
    OtherKey(PathBuf),
    #[error(
        "{} holds no ledger of this school. It says who was shut out and erased since the backup, and must stand beside the key.", .0.display()
    )]
    NoLedger(PathBuf),
    #[error("{} cannot be written: {cause}.", .path.display())]
    Write { path: PathBuf, cause: io::Error },
    #[error("The school's rows cannot be made ready: {0}.")]
    Storage(#[from] StorageFault),
    #[error("The backup's rows cannot be read: {0}.")]
    Rows(#[from] OpenFault),
    #[error(transparent)]
    CutShort(#[from] CutShort),
}

/// Where a backup is put back.
pub struct Target<'a> {
    /// The school's folder.
    pub folder: &'a Path,
    /// The folder of its key and ledger.
    pub keys: &'a Path,
    /// Its photos.
    pub photos: Photos,
    /// Its rows, where they are not in the folder.
    pub database: Option<&'a PostgresStorage>,
    /// For sentences.
    pub place: String,
    /// Whether what is there may be replaced.
    pub replace: bool,
}

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Operations.
    pub operations: u64,
    /// Photos of the backup.
    pub photos: usize,
    /// Photos that the rows name and that devices are asked for.
    pub wanted: usize,
    /// When the backup was made, UTC milliseconds.
    pub made_ms: i64,
    /// Where the file that was replaced stands now.
    pub kept: Option<PathBuf>,
}

/// Puts a backup back. Nothing else may have the school open; see [`crate::FolderLock`].
pub fn put_back(
    backup: &Path,
    target: &Target<'_>,
    env: &dyn Env,
    progress: &mut Progress,
) -> Result<Restored, RestoreFault> {
    let note = note(backup)?;
    let (keys, ledger) = trusted(&note, target.keys)?;
    let live = target.folder.join("school.db");
    if !target.replace && is_taken(target, &live)? {
        return Err(RestoreFault::NotEmpty { place: target.place.clone() });
    }
    let damaged = |what: &str| RestoreFault::Damaged { path: backup.to_owned(), what: what.to_owned() };
    progress.step("Reading the backup", 0, 1)?;
    let source = backup.join(ROWS);
    if !sha256_of(&source).is_ok_and(|sha256| sha256 == note.database_sha256) {
        return Err(damaged("its rows are not those that were written"));
    }
    let no_write = |cause| RestoreFault::Write { path: target.folder.to_owned(), cause };
    let aside = Aside::folder(&target.folder.join("restored"), env).map_err(no_write)?;
    let ready = aside.path().join(ROWS);
    fs::copy(&source, &ready).map_err(no_write)?;
    let storage = SqliteStorage::open(&ready)?;
    let names = storage::read(&storage, |tx| tx.photos())?;
    let names: Vec<String> = names.into_iter().filter(|sha256| is_sha256(sha256)).collect();
    let (mut photos, mut wanted) = (0, BTreeSet::new());
    for (done, sha256) in names.iter().enumerate() {
        progress.step("Putting photos back", done, names.len())?;
        match photo_back(backup, sha256, &target.photos).map_err(no_write)? {
            true => photos += 1,
            false => _ = wanted.insert(sha256),
        }
    }
    progress.step("Putting photos back", names.len(), names.len())?;
    let memory = Memory::of(&ledger)?;
    let operations = storage::write(&storage, |tx| {
        if tx.meta("school")? != Some(note.school.to_string()) || tx.meta("key_check")? != Some(keys.check())
        {
            return Err(StorageFault::Damaged("its rows are another school's than its note says".to_owned()));
        }
        for sha256 in &names {
            if wanted.contains(&sha256) { tx.want(sha256)? } else { tx.drop_want(sha256)? }
        }
        memory.put_back(tx, env.now_ms())?;
        // The ledger has it first: an epoch that is begun and not lived in is left out, never given twice.
        epoch::begin(tx, &ledger, env)?;
        tx.count_ops()
    })?;
    storage.checkpoint()?;
    let mark = storage.mark()?;
    drop(storage);
    let kept = match target.database {
        Some(database) => {
            database.replace_by(&ready)?;
            None
        }
        None => {
            let kept = in_place(&ready, &live, env.now_ms()).map_err(no_write)?;
            Watermark::of(target.keys).note(&mark).map_err(no_write)?;
            kept
        }
    };
    Ok(Restored { operations, photos, wanted: wanted.len(), made_ms: note.made_ms, kept })
}

fn note(backup: &Path) -> Result<Note, RestoreFault> {
    let no_backup = |cause: String| RestoreFault::NoBackup { path: backup.to_owned(), cause };
    let text =
        fs::read_to_string(backup.join(NOTE)).map_err(|error| no_backup(format!("{NOTE}: {error}")))?;
    let value: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| no_backup(format!("{NOTE}: {error}")))?;
    if value["format"].as_u64().is_some_and(|format| format > u64::from(FORMAT)) {
        return Err(RestoreFault::Newer(backup.to_owned()));
    }
    serde_json::from_value(value).map_err(|error| no_backup(format!("{NOTE}: {error}")))
}

/// The key and ledger that belong to the backup's school.
fn trusted(note: &Note, directory: &Path) -> Result<(Keys, Ledger), RestoreFault> {
    let unreadable = |cause| RestoreFault::Write { path: directory.to_owned(), cause };
    let keys = Keys::read(directory).map_err(unreadable)?;
    let keys = keys.ok_or_else(|| RestoreFault::NoKey(directory.to_owned()))?;
    if keys.check() != note.key_check {
        return Err(RestoreFault::OtherKey(directory.to_owned()));
    }
    let ledger = Ledger::of(directory);
    if Memory::of(&ledger)?.school != Some(note.school) {
        return Err(RestoreFault::NoLedger(directory.to_owned()));
    }
    Ok((keys, ledger))
}

fn is_taken(target: &Target<'_>, live: &Path) -> Result<bool, RestoreFault> {
    match target.database {
        // Opening a school gives it its name.
        Some(database) => Ok(storage::read(database, |tx| tx.meta("school"))?.is_some()),
        None => Ok(live.exists()),
    }
}

/// Whether a photo is there now: it was, or the backup has it whole.
fn photo_back(backup: &Path, sha256: &str, photos: &Photos) -> io::Result<bool> {
    if matches!(photos.get(sha256), Ok(Some(_))) {
        return Ok(true);
    }
    match fs::read(photo(backup, sha256)) {
        Ok(bytes) if sha256_hex(&bytes) == sha256 => photos.put(sha256, &bytes).map(|()| true),
        _ => Ok(false),
    }
}

/// Puts a file in the place of another one, which stays beside it under another name, with its log.
fn in_place(ready: &Path, live: &Path, now_ms: i64) -> io::Result<Option<PathBuf>> {
    let beside = |path: &Path, end: &str| PathBuf::from(format!("{}{end}", path.display()));
    let kept = beside(live, &format!(".before-{now_ms}"));
    let was_there = live.exists();
    if was_there {
        // What its log holds goes into it, if it can be opened at all.
        if let Ok(storage) = SqliteStorage::open(live) {
            let _ = storage.checkpoint();
        }
        // The old file keeps its place until the new one has it.
        fs::hard_link(live, &kept).or_else(|_| fs::copy(live, &kept).map(drop))?;
    }
    for end in ["-wal", "-shm"] {
        // A log that stayed would be read into the new file.
        if beside(live, end).exists() {
            fs::rename(beside(live, end), beside(&kept, end))?;
        }
    }
    fs::File::open(ready)?.sync_all()?;
    fs::rename(ready, live)?;
    crate::aside::sync_parent(live)?;
    Ok(was_there.then_some(kept))
}
