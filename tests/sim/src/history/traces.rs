//! What whoever has a disk, and the key, finds on it: every text that histories plant, in rows and in what is left of
//! rows, free pages and logs included. Decrypts by hand what SQLCipher 4 writes, as its makers describe the format, because
//! its own connections show no page that no row is on.

use super::book::canaries;
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use std::collections::BTreeSet;
use std::path::Path;

/// A page, of a database as well as of its log.
const PAGE: usize = 4096;
/// Behind what is encrypted: the vector of the first block, and a check of 64 bytes.
const VECTOR: usize = 16;
const RESERVED: usize = VECTOR + 64;
/// Chance at the beginning of the file, in the place of SQLite's own first words.
const SALT: usize = 16;
const BLOCK: usize = 16;
/// Of a log: before its first frame, and before the page of each.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The planted texts in the files of a folder and below, as they lie there.
pub(crate) fn in_files(folder: &Path) -> BTreeSet<String> {
    gathered(folder, &|_, bytes| found_in(&bytes))
}

/// The same without a server's photos.
pub(crate) fn in_rows(folder: &Path) -> BTreeSet<String> {
    gathered(folder, &|name, bytes| {
        if name.starts_with("school.db") { found_in(&bytes) } else { BTreeSet::new() }
    })
}

/// The same of a device's folder, for whoever has the key of its databases.
pub(crate) fn with_key(folder: &Path, key: &[u8; 32]) -> BTreeSet<String> {
    let cipher = Aes256::new(key.into());
    gathered(folder, &|name, bytes| {
        let mut found = found_in(&bytes);
        if name.ends_with(".db") {
            for (nth, page) in bytes.chunks_exact(PAGE).enumerate() {
                found.extend(found_in(&decrypted(&cipher, page, nth == 0)));
            }
        } else if name.ends_with(".db-wal") {
            for frame in bytes.get(LOG_HEADER..).unwrap_or_default().chunks_exact(FRAME_HEADER + PAGE) {
                let (header, page) = frame.split_at(FRAME_HEADER);
                found.extend(found_in(&decrypted(&cipher, page, header[..4] == [0, 0, 0, 1])));
            }
        }
        found
    })
}

/// What `look` finds in each file by its name and bytes.
fn gathered(folder: &Path, look: &dyn Fn(&str, Vec<u8>) -> BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(gathered(&path, look));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.extend(look(&entry.file_name().to_string_lossy(), bytes));
        }
    }
    found
}

fn found_in(bytes: &[u8]) -> BTreeSet<String> {
    canaries(&String::from_utf8_lossy(bytes)).map(str::to_owned).collect()
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
