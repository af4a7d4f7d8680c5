//! What a school must not forget when its database does: which store this is, which devices and people were shut
//! out, whose data was erased. A file of JSON lines in the second directory, beside the keys; an entry is on the
//! disk before the database commits what it stands for. Never holds a name, nor anything that was recorded.

use notyet_model::ids::{DeviceId, SchoolId, UserId};
use notyet_protocol::epoch::Epoch;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "ledger.jsonl";

/// One thing that stays true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Whose ledger it is: the first entry.
    School {
        /// The school.
        school: SchoolId,
    },
    /// From here on this is the school's epoch.
    Epoch {
        /// The epoch.
        epoch: Epoch,
    },
    /// No token of this device opens anything any more.
    Revoked {
        /// The device.
        device: DeviceId,
    },
    /// No device of this person is served.
    ShutOut {
        /// The person.
        user: UserId,
    },
    /// This person is served again.
    LetIn {
        /// The person.
        user: UserId,
    },
    /// Everything about this student was erased, and whatever comes late is refused.
    Erased {
        /// The student.
        student: UserId,
    },
}

/// The file. Several processes may append to it.
#[derive(Clone, Debug)]
pub struct Ledger(PathBuf);

impl Ledger {
    /// The ledger of this directory, which need not have one yet.
    pub fn of(directory: &Path) -> Self {
        Self(directory.join(FILE))
    }

    /// Everything written so far, oldest first. A last line without its end was never acted on, and is left out; any
    /// other that cannot be read is an error of kind `InvalidData` that names it.
    pub fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut text = String::new();
        match File::open(&self.0) {
            Ok(mut file) => file.read_to_string(&mut text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            Err(error) => return Err(error),
        };
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let lines = whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(n, line)| serde_json::from_str(line).map_err(|error| unreadable(n + 1, &error))).collect()
    }

    /// Adds an entry, durably when it returns.
    pub fn append(&self, entry: &Entry) -> io::Result<()> {
        let is_new = !self.0.exists();
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.0)?;
        file.lock()?;
        cut_torn_line(&mut file)?;
        file.write_all(format!("{}\n", serde_json::to_string(entry)?).as_bytes())?;
        file.sync_all()?;
        match self.0.parent() {
            Some(directory) if is_new => File::open(directory)?.sync_all(),
            _ => Ok(()),
        }
    }
}

/// What a process that died while it wrote has left behind must not become the beginning of the next entry.
fn cut_torn_line(file: &mut File) -> io::Result<()> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if whole < bytes.len() {
        file.set_len(whole as u64)?;
    }
    Ok(())
}

fn unreadable(line: usize, error: &serde_json::Error) -> io::Error {
    let what = format!("{FILE}, line {line}: {:?} error", error.classify());
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(n: u8) -> Entry {
        Entry::Revoked { device: DeviceId::from_bytes([n; 16]) }
    }

    #[test]
    fn entries_come_back_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::of(folder.path());
        assert_eq!(ledger.entries().unwrap(), []);
        let epoch = Entry::Epoch { epoch: Epoch::new(1, "ab") };
        ledger.append(&epoch).unwrap();
        ledger.append(&device(7)).unwrap();
        assert_eq!(Ledger::of(folder.path()).entries().unwrap(), [epoch, device(7)]);
    }

    #[test]
    fn a_line_that_was_torn_is_cut_and_takes_nothing_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::of(folder.path());
        ledger.append(&device(1)).unwrap();
        let mut file = OpenOptions::new().append(true).open(folder.path().join(FILE)).unwrap();
        file.write_all(br#"{"revoked":{"dev"#).unwrap();
        assert_eq!(ledger.entries().unwrap(), [device(1)]);
        ledger.append(&device(2)).unwrap();
        assert_eq!(ledger.entries().unwrap(), [device(1), device(2)]);
    }

    #[test]
    fn a_line_that_says_nothing_known_is_named_and_never_skipped() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "{\"nonsense\":1}\n").unwrap();
        let error = Ledger::of(folder.path()).entries().unwrap_err();
        assert_eq!((error.kind(), error.to_string().contains("line 1")), (io::ErrorKind::InvalidData, true));
    }
}
