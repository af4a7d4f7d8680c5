//! Objects as files of a folder. One is written aside, synced and then named, so that under its name it is whole.

use super::{Blobs, Found, Key, MOST_BYTES, Under, too_large};
use crate::durable::make_folder;
use crate::env::{SystemEnv, random};
use notyet_protocol::digest::to_hex;
use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where files are written before they are named.
const ASIDE: &str = "aside";
/// After this long nobody is still writing a file.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 3600);

/// A folder of objects. Several processes may share it.
#[derive(Clone, Debug)]
pub struct BlobFolder(PathBuf);

impl BlobFolder {
    /// Opens the folder, making it if it is not there, and clears away what broken writers left in it.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let aside = folder.join(ASIDE);
        make_folder(&aside, &mut DirBuilder::new())?;
        for entry in fs::read_dir(&aside)? {
            let path = entry?.path();
            let age = fs::metadata(&path).and_then(|it| it.modified()).map(|at| at.elapsed());
            if age.is_ok_and(|age| age.is_ok_and(|age| age > LEFT_BEHIND)) {
                not_there(fs::remove_file(&path))?;
            }
        }
        Ok(Self(folder.to_owned()))
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.0.join(key.as_str())
    }
}

impl Blobs for BlobFolder {
    fn put(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        let aside = self.0.join(ASIDE).join(to_hex(&random::<16>(&SystemEnv)));
        let written = File::create(&aside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            let folder = path.parent().expect("a key has a folder");
            fs::create_dir_all(folder)?;
            fs::rename(&aside, &path)?;
            // Every folder up to this one's own may be new.
            for folder in folder.ancestors().take_while(|it| it.starts_with(&self.0)) {
                File::open(folder)?.sync_all()?;
            }
            Ok(())
        });
        if written.is_err() {
            // What cannot be removed either is cleared away by a later start.
            let _ = fs::remove_file(&aside);
        }
        written
    }

    fn get(&self, key: &Key) -> io::Result<Option<Vec<u8>>> {
        match self.size(key)? {
            Some(bytes) if bytes > MOST_BYTES => Err(too_large()),
            Some(_) => not_there(fs::read(self.path(key))),
            None => Ok(None),
        }
    }

    fn size(&self, key: &Key) -> io::Result<Option<u64>> {
        Ok(not_there(fs::metadata(self.path(key)))?.map(|it| it.len()))
    }

    fn delete(&self, key: &Key) -> io::Result<()> {
        let path = self.path(key);
        if not_there(fs::remove_file(&path))?.is_some() {
            let folder = path.parent().expect("a key has a folder");
            not_there(File::open(folder).and_then(|it| it.sync_all()))?;
        }
        Ok(())
    }

    fn list(&self, under: &Under) -> io::Result<Vec<Found>> {
        let Some(entries) = not_there(fs::read_dir(self.0.join(under.as_str())))? else { return Ok(vec![]) };
        let mut found = vec![];
        for entry in entries {
            let entry = entry?;
            let Some(it) = not_there(entry.metadata())?.filter(Metadata::is_file) else { continue };
            let name = entry.file_name();
            let key = Key::listed(format!("{}{}", under.as_str(), name.to_string_lossy()));
            found.push(Found { key, bytes: it.len(), at_ms: at_ms(it.modified()?) });
        }
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }
}

/// What is not there, as nothing.
fn not_there<T>(it: io::Result<T>) -> io::Result<Option<T>> {
    match it {
        Ok(it) => Ok(Some(it)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn at_ms(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
