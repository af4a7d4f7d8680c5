//! A school's backup: a folder with a copy of its rows, the photos that they name, and a note that says what it is of.
//! Whatever database the school is in, the copy is an embedded database's file, so that a backup may be put back into
//! another kind. Never holds the school's key, nor what the school must not forget: a backup alone forges no receipt,
//! and an older one brings nobody back who was shut out or erased.

mod restore;
mod take;

pub use restore::{RestoreFault, Restored, Target, put_back};
pub use take::{BackupFault, Taken, take};

use notyet_model::ids::SchoolId;
use notyet_protocol::digest::to_hex;
use notyet_protocol::epoch::Epoch;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
const NOTE: &str = "backup.json";
/// Not what a school's own file is called: a backup beside schools is none of them.
const ROWS: &str = "rows.db";
const PHOTOS: &str = "photos";

/// What a backup is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    format: u32,
    /// The version of the server that made it.
    server: String,
    school: SchoolId,
    /// When it was begun, UTC milliseconds.
    made_ms: i64,
    /// The epoch that the school was in.
    epoch: Epoch,
    /// Says which key the school has, and nothing of it.
    key_check: String,
    operations: u64,
    photos: usize,
    /// Photos that the rows name and that were not there, or not whole.
    missing: Vec<String>,
    database_sha256: String,
}

/// Where a photo stands in a backup.
fn photo(backup: &Path, sha256: &str) -> PathBuf {
    backup.join(PHOTOS).join(&sha256[..2]).join(sha256)
}

/// SHA-256 of a file, hexadecimal, without reading it whole into memory.
fn sha256_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(to_hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}
