//! What whoever has a disk, and the key, finds on it: every text that histories plant, in rows and in what is left of
//! rows, free pages and logs included. Decrypts by hand what SQLCipher 4 writes, as its makers describe the format, because
//! its own connections show no page that no row is on.

use super::book::canaries;
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use std::collections::BTreeMap;
use std::path::Path;

/// A page, of a database as well as of its log.
const PAGE: usize = 4096;
/// Behind what is encrypted: the vector of the first block, and a check of 32 bytes.
const VECTOR: usize = 16;
const RESERVED: usize = VECTOR + 32;
/// Chance at the beginning of the file, in the place of SQLite's own first words.
const SALT: usize = 16;
const BLOCK: usize = 16;
/// Of a log: before its first frame, and before the page of each.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Planted texts, and a place where each was found.
pub(crate) type Traces = BTreeMap<String, String>;

/// The planted texts in the files of a folder and below, as they lie there.
pub(crate) fn in_files(folder: &Path) -> Traces {
    gathered(folder, &|place, bytes, found| note(place, bytes, found))
}

/// The same without a server's photos.
pub(crate) fn in_rows(folder: &Path) -> Traces {
    gathered(folder, &|place, bytes, found| {
        if place.ends_with(".db") || place.ends_with(".db-wal") {
            note(place, bytes, found);
        }
    })
}

/// The same of a device's folder, for whoever has the key of its databases.
pub(crate) fn with_key(folder: &Path, key: &[u8; 32]) -> Traces {
    let cipher = Aes256::new(key.into());
    gathered(folder, &|place, bytes, found| {
        note(place, bytes, found);
        if place.ends_with(".db") {
            for (nth, page) in bytes.chunks_exact(PAGE).enumerate() {
                note(&format!("{place}, page {}", nth + 1), &decrypted(&cipher, page, nth == 0), found);
            }
        } else if place.ends_with(".db-wal") {
            let frames = bytes.get(LOG_HEADER..).unwrap_or_default().chunks_exact(FRAME_HEADER + PAGE);
            for (nth, frame) in frames.enumerate() {
                let (header, page) = frame.split_at(FRAME_HEADER);
                let plain = decrypted(&cipher, page, header[..4] == [0, 0, 0, 1]);
                note(&format!("{place}, frame {}", nth + 1), &plain, found);
            }
        }
    })
}

/// What `look` finds in each file.
fn gathered(folder: &Path, look: &dyn Fn(&str, &[u8], &mut Traces)) -> Traces {
    let mut found = Traces::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(gathered(&path, look));
        } else if let Ok(bytes) = std::fs::read(&path) {
            look(&path.to_string_lossy(), &bytes, &mut found);
        }
    }
    found
}

fn note(place: &str, bytes: &[u8], found: &mut Traces) {
    for canary in canaries(bytes) {
        found.entry(canary.to_owned()).or_insert_with(|| place.to_owned());
    }
}

/// AES-256, each block mixed with the one before (CBC).
fn decrypted(cipher: &Aes256, page: &[u8], is_first: bool) -> Vec<u8> {
    let end = PAGE - RESERVED;
    let mut before = &page[end..end + VECTOR];
    let mut plain = Vec::with_capacity(end);
    for block in page[if is_first { SALT } else { 0 }..end].chunks_exact(BLOCK) {
        let mut mixed: [u8; BLOCK] = block.try_into().expect("chunks are exact");
        cipher.decrypt_block((&mut mixed).into());
        plain.extend(mixed.iter().zip(before).map(|(byte, before)| byte ^ before));
        before = block;
    }
    plain
}
