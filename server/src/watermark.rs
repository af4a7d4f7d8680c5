//! How far the database was when this server last looked: a small file beside the keys. A database that is opened
//! and is behind it has been put back from a copy. Written now and then, never waited for: what falls between two
//! looks is found by the devices' cursors.

use crate::storage::Mark;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The file.
#[derive(Clone, Debug)]
pub(crate) struct Watermark(PathBuf);

impl Watermark {
    /// The watermark of this directory, which need not have one yet.
    pub(crate) fn of(directory: &Path) -> Self {
        Self(directory.join("watermark"))
    }

    /// What was seen last; `None`, if nothing was, or the file holds nothing that can be read.
    pub(crate) fn seen(&self) -> io::Result<Option<Mark>> {
        let text = match fs::read_to_string(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(match text.trim().split_once(' ') {
            Some(("taken", count)) => count.parse().ok().map(Mark::Taken),
            Some(("line", line)) => Some(Mark::Line(line.to_owned())),
            _ => None,
        })
    }

    /// Notes how far the database is.
    pub(crate) fn note(&self, mark: &Mark) -> io::Result<()> {
        let text = match mark {
            Mark::Taken(count) => format!("taken {count}\n"),
            Mark::Line(line) => format!("line {line}\n"),
        };
        // Several processes may note at the same moment, and several services of one.
        static NOTED: AtomicU64 = AtomicU64::new(0);
        let (process, nth) = (std::process::id(), NOTED.fetch_add(1, Ordering::Relaxed));
        let partial = self.0.with_extension(format!("{process}-{nth}.part"));
        fs::write(&partial, text)?;
        fs::rename(&partial, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_last_is_what_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let watermark = Watermark::of(folder.path());
        assert_eq!(watermark.seen().unwrap(), None);
        for mark in [Mark::Taken(7), Mark::Line("7312/4 b".into())] {
            watermark.note(&mark).unwrap();
            assert_eq!(Watermark::of(folder.path()).seen().unwrap(), Some(mark));
        }
    }
}
