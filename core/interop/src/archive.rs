//! Zip files as maps from name to bytes, in both directions. Reading is guarded against damaged and hostile
//! archives; writing gives the same bytes for the same files, whenever and wherever it runs.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most entries a zip may hold. OneRoster knows 22 files; the rest is room for what operating systems add.
pub const MAX_ENTRIES: usize = 200;
/// The most bytes one file may inflate to: 64 MiB, about 500,000 enrollments.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The most bytes all files together may inflate to: 256 MiB.
pub const MAX_TOTAL_BYTES: u64 = 256 << 20;

/// How much an archive may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most entries.
    pub entries: usize,
    /// The most bytes one entry may inflate to.
    pub file_bytes: u64,
    /// The most bytes all entries together may inflate to.
    pub total_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: MAX_ENTRIES, file_bytes: MAX_FILE_BYTES, total_bytes: MAX_TOTAL_BYTES }
    }
}

/// One reason why an archive is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFault {
    /// The entry's name as the archive gives it; None for the archive as a whole.
    pub file: Option<String>,
    /// What an archive must keep to, and this one does not.
    pub rule: ArchiveRule,
}

/// What an archive must keep to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRule {
    /// It is a zip, and whole.
    #[error("this is not a readable zip file. Export it again.")]
    Readable,
    /// It holds at most so many entries.
    #[error("it holds {found} entries, at most {limit} are read.")]
    EntryCount {
        /// How many entries there are.
        found: usize,
        /// The limit, in entries.
        limit: usize,
    },
    /// No two entries have the same name: one of them would be passed over without a word.
    #[error("it holds two files of the same name. Export it again.")]
    NameOnce,
    /// An entry's bytes can be recovered and match their checksum.
    #[error("this file is damaged inside the zip. Export it again.")]
    Intact,
    /// No entry needs a password.
    #[error("this file is protected by a password. Export it without one.")]
    NoPassword,
    /// An entry inflates to at most so many bytes.
    #[error("this file is larger than {} MiB when unpacked.", limit >> 20)]
    FileSize {
        /// The limit, in bytes.
        limit: u64,
    },
    /// All entries together inflate to at most so many bytes.
    #[error("with this file the zip is larger than {} MiB when unpacked.", limit >> 20)]
    TotalSize {
        /// The limit, in bytes.
        limit: u64,
    },
}

impl ArchiveFault {
    pub(crate) fn whole(rule: ArchiveRule) -> Self {
        Self { file: None, rule }
    }

    pub(crate) fn of(file: &str, rule: ArchiveRule) -> Self {
        Self { file: Some(file.to_owned()), rule }
    }
}

/// Unpacks a zip into memory: names as written in the archive, with `/` between folders; folder entries are left out.
/// The limits hold for the bytes that really come out, whatever the archive claims.
pub fn unzip(bytes: &[u8], limits: Limits) -> Result<Vec<(String, Vec<u8>)>, Vec<ArchiveFault>> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| vec![ArchiveFault::whole(ArchiveRule::Readable)])?;
    if archive.len() > limits.entries {
        let rule = ArchiveRule::EntryCount { found: archive.len(), limit: limits.entries };
        return Err(vec![ArchiveFault::whole(rule)]);
    }
    if entries_announced(bytes).is_some_and(|announced| announced != archive.len()) {
        return Err(vec![ArchiveFault::whole(ArchiveRule::NameOnce)]);
    }
    let (mut files, mut faults, mut total) = (Vec::new(), Vec::new(), 0);
    for index in 0..archive.len() {
        match inflate(&mut archive, index, total, limits) {
            Ok(Some((name, content))) => {
                total += content.len() as u64;
                files.push((name, content));
            }
            Ok(None) => {}
            Err(fault) if matches!(fault.rule, ArchiveRule::TotalSize { .. }) => {
                faults.push(fault);
                break;
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// The number of entries that the end of the directory states; the `zip` crate merges those of one name. None where the
/// number stands elsewhere (zip64), which takes more entries than are read.
fn entries_announced(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = u16::from_le_bytes([*bytes.get(end + 10)?, *bytes.get(end + 11)?]);
    (count != u16::MAX).then_some(usize::from(count))
}

fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    total: u64,
    limits: Limits,
) -> Result<Option<(String, Vec<u8>)>, ArchiveFault> {
    let named = archive.name_for_index(index).and_then(Result::ok).map(|name| name.replace('\\', "/"));
    let file = named.unwrap_or_else(|| format!("entry {}", index + 1));
    let entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(ArchiveFault::of(&file, ArchiveRule::NoPassword));
        }
        Err(_) => return Err(ArchiveFault::of(&file, ArchiveRule::Intact)),
    };
    if entry.is_dir() {
        return Ok(None);
    }
    let room = limits.total_bytes - total;
    let mut content = Vec::new();
    // One byte more than allowed tells "exactly full" from "too much".
    if entry.take(limits.file_bytes.min(room) + 1).read_to_end(&mut content).is_err() {
        return Err(ArchiveFault::of(&file, ArchiveRule::Intact));
    }
    let length = content.len() as u64;
    if length > limits.file_bytes {
        Err(ArchiveFault::of(&file, ArchiveRule::FileSize { limit: limits.file_bytes }))
    } else if length > room {
        Err(ArchiveFault::of(&file, ArchiveRule::TotalSize { limit: limits.total_bytes }))
    } else {
        Ok(Some((file, content)))
    }
}

/// Packs files into a zip whose bytes depend on names and contents alone: sorted by name, stored without compression
/// (a compressor's next version would change them), every entry dated 1 January 1980.
///
/// Errors: a name that a zip cannot hold (longer than 65,535 bytes), or more than 4 GiB in all.
pub fn zip_folder(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}
