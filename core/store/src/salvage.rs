//! A damaged database: set aside whole, never deleted; what the server lacks is read out of it as far as it can be,
//! records and photos first; and a new database begins with that, which the server's feed fills again.
//!
//! The new database is whole before it takes the old one's place, so that a program killed at any step begins
//! again, or goes on, at the next opening.

use crate::connection::{Place, make_folder};
use crate::store::Durability;
use crate::unsent::{Unsent, unsent_photo};
use crate::{DbKey, Env, Store, StoreError, durable, fold};
use notyet_model::ids::AttachmentId;
use notyet_protocol::op::RawOp;
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const DATABASE: &str = "notyet.db";
/// Written when damage is met while a database is in use; opening looks for it.
const MARK: &str = "notyet.damaged";
/// Where the new database is made, and what that folder is called once it is whole.
const MAKING: &str = "salvage.part";
const MADE: &str = "salvage.whole";
/// What the folder of a wreck is called, before an id.
const ASIDE: &str = "aside-";
/// Rows that are looked for one by one between two that can be read. Beyond it a whole stretch is gone.
const GAP: i64 = 20_000;

/// What was saved from a damaged database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// Records that wait to be sent again.
    pub records: u32,
    /// Photos of them.
    pub photos: u32,
    /// Places that could not be read. What stood there is in the file that was set aside; what the server has of
    /// it comes back.
    pub unreadable: u32,
    /// Whether the person is still signed in.
    pub signed_in: bool,
}

impl Store {
    /// As [`Store::open`]; a damaged database is set aside, and a new one begins with what could be saved.
    pub fn open_or_salvage(
        folder: &Path,
        key: &DbKey,
        env: Arc<dyn Env>,
    ) -> Result<(Self, Option<Salvaged>), StoreError> {
        if folder.join(MADE).exists() {
            take_its_place(folder)?;
        }
        if !folder.join(MARK).exists() {
            match Self::open(folder, key, env.clone()) {
                Err(StoreError::Damaged { detail }) => tracing::error!(detail, "the database is set aside"),
                opened => return opened.map(|store| (store, None)),
            }
        }
        let salvaged = salvage(folder, key, &env)?;
        take_its_place(folder)?;
        Ok((Self::open(folder, key, env)?, Some(salvaged)))
    }
}

/// Remembers that damage was met, for the next opening. On a device that cannot even write this it is met again.
pub(crate) fn mark(folder: &Path) {
    if let Err(e) = durable::replace(folder, MARK, b"1") {
        tracing::warn!(kind = ?e.kind(), "damage could not be noted");
    }
}

fn salvage(folder: &Path, key: &DbKey, env: &Arc<dyn Env>) -> Result<Salvaged, StoreError> {
    let aside = set_aside(folder, &**env)?;
    let mut wreck = Wreck::new(Place { folder: aside.clone(), key: Some(*key) });
    let unsent = wreck.unsent();
    let making = folder.join(MAKING);
    remove(&making)?;
    let new = Store::open(&making, key, env.clone())?;
    new.transact(Durability::Full, |tx| unsent.put(tx.conn))?;
    drop(new);
    // Files without a row would be swept; here their rows may be among what could not be read.
    let named: BTreeSet<&str> =
        unsent.photos.iter().flat_map(|p| &p.files).map(|(_, f)| f.name.as_str()).collect();
    make_folder(&aside.join("photos"))?;
    for entry in std::fs::read_dir(folder.join("photos")).into_iter().flatten() {
        let name = entry?.file_name();
        if name.to_str().is_none_or(|name| !named.contains(name)) {
            std::fs::rename(folder.join("photos").join(&name), aside.join("photos").join(&name))?;
        }
    }
    std::fs::rename(&making, folder.join(MADE))?;
    File::open(folder)?.sync_all()?;
    Ok(Salvaged {
        records: unsent.ops.len() as u32,
        photos: unsent.photos.len() as u32,
        unreadable: wreck.unreadable,
        signed_in: unsent.session.is_some(),
    })
}

/// Destroys what was set aside: somebody was erased, and nothing can be taken out of a wreck.
pub(crate) fn destroy_wrecks(folder: &Path) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(ASIDE)) {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Copies the database with its log to a folder of its own. The original is untouched.
fn set_aside(folder: &Path, env: &dyn Env) -> Result<PathBuf, StoreError> {
    let aside = folder.join(format!("{ASIDE}{}", env.new_id()));
    make_folder(&aside)?;
    for name in [DATABASE, "notyet.db-wal"] {
        if folder.join(name).exists() {
            std::fs::copy(folder.join(name), aside.join(name))?;
            File::open(aside.join(name))?.sync_all()?;
        }
    }
    File::open(&aside)?.sync_all()?;
    Ok(aside)
}

/// Puts the new database in the old one's place.
fn take_its_place(folder: &Path) -> Result<(), StoreError> {
    for name in ["notyet.db-wal", "notyet.db-shm", MARK] {
        remove(&folder.join(name))?;
    }
    let new = folder.join(MADE).join(DATABASE);
    if new.exists() {
        std::fs::rename(new, folder.join(DATABASE))?;
        File::open(folder)?.sync_all()?;
    }
    remove(&folder.join(MADE))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match removed {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

/// A damaged database, read piece by piece.
struct Wreck {
    place: Place,
    conn: Option<Connection>,
    unreadable: u32,
}

impl Wreck {
    fn new(place: Place) -> Self {
        let conn = connect(&place);
        Self { unreadable: u32::from(conn.is_none()), place, conn }
    }

    fn unsent(&mut self) -> Unsent {
        let session = self.rows("SELECT enrolment, server_url, epoch FROM session", |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        let numbers = self.rows(
            "SELECT k, v FROM clk WHERE k IN ('hlc', 'dseq', 'offset_ms', 'last_sync_ms', 'leaving')",
            |row| Ok((row.get(0)?, row.get(1)?)),
        );
        let ops = self.ops();
        let mut photos = Vec::new();
        for id in self.photo_ids(&ops) {
            photos.extend(self.ask(|conn| unsent_photo(conn, id)).flatten());
        }
        Unsent { session: session.into_iter().next(), ops, numbers, photos }
    }

    /// Own operations that the feed has not shown, those that were refused included: offered again, they are
    /// refused again where they can be seen.
    fn ops(&mut self) -> Vec<RawOp> {
        let number = |row: &Row<'_>| row.get::<_, i64>(0);
        let mut all: BTreeSet<i64> = self.rows("SELECT n FROM op ORDER BY n", number).into_iter().collect();
        let lowest_gap = all.last().copied().unwrap_or(0) + 1;
        let above = self.rows("SELECT n FROM op ORDER BY n DESC", number);
        all.extend(self.rows("SELECT n FROM op INDEXED BY op_unsent WHERE state < 3 ORDER BY dseq", number));
        all.extend(&above);
        let highest_gap = above.last().copied().unwrap_or(lowest_gap + GAP / 100);
        all.extend(lowest_gap..highest_gap.min(lowest_gap + GAP));
        let mut ops = Vec::new();
        for n in all {
            let text = self.ask(|conn| {
                let mut read =
                    conn.prepare_cached("SELECT body FROM op WHERE n = ? AND mine = 1 AND state <> 3")?;
                let rows = read.query_map([n], |row| row.get::<_, String>(0))?;
                Ok(rows.collect::<Result<Vec<_>, _>>()?)
            });
            for text in text.into_iter().flatten() {
                match RawOp::from_text(text) {
                    Ok(op) if op.read().is_ok() => ops.push(op),
                    _ => self.unreadable += 1,
                }
            }
        }
        ops.sort_by_key(|op| op.read().map_or(0, |op| op.dseq));
        ops
    }

    /// Photos that can be listed, and those that the saved operations name.
    fn photo_ids(&mut self, ops: &[RawOp]) -> BTreeSet<AttachmentId> {
        let id = |row: &Row<'_>| Ok(AttachmentId(row.get(0)?));
        let mut ids: BTreeSet<_> =
            self.rows("SELECT id FROM attachment ORDER BY id", id).into_iter().collect();
        ids.extend(self.rows("SELECT id FROM attachment ORDER BY id DESC", id));
        for op in ops {
            if let Ok(op) = op.read()
                && let Some(body) = fold::body_of(&op)
            {
                ids.extend(fold::attachments(&body));
            }
        }
        ids
    }

    /// The rows up to the first place that cannot be read.
    fn rows<T>(&mut self, sql: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.ask(|conn| {
            let mut statement = conn.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(())
        });
        found
    }

    /// One question; after one that could not be answered the connection is made anew, because SQLCipher stays
    /// with the fault.
    fn ask<T>(&mut self, question: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Option<T> {
        let answer = question(self.conn.as_ref()?);
        if answer.is_err() {
            self.unreadable += 1;
            self.conn = connect(&self.place);
        }
        answer.ok()
    }
}

fn connect(place: &Place) -> Option<Connection> {
    place.connect(OpenFlags::SQLITE_OPEN_READ_WRITE).ok()
}
