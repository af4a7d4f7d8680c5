//! What the server asks of a database about photos that were uploaded: by whom, how far, and whether anything carries
//! them. The bytes themselves are elsewhere.

use super::Stored;
use notyet_model::ids::UserId;

/// A piece of a photo that is not whole yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it begins in the whole.
    pub start: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many the whole has.
    pub length: u64,
    /// Names the object that holds it.
    pub object: String,
    /// When it came, UTC milliseconds.
    pub at_ms: i64,
}

impl Part {
    /// Where the next one begins.
    pub fn end(&self) -> u64 {
        self.start + self.bytes
    }
}

/// The part of [`super::Tx`] that is about uploads. A photo is *loose* while no record carries it.
pub trait UploadRows {
    /// How many bytes this person has uploaded under this hash.
    fn uploaded(&mut self, sha256: &str, user: UserId) -> Stored<Option<u64>>;
    /// Notes that this person has uploaded all bytes; again moves the time.
    fn put_upload(&mut self, sha256: &str, user: UserId, bytes: u64, at_ms: i64) -> Stored<()>;
    /// Forgets who uploaded these bytes. Nobody else writes beside a transaction that has called it.
    fn drop_uploads(&mut self, sha256: &str) -> Stored<()>;
    /// Bytes that this person has uploaded since then and that are loose.
    fn loose_bytes(&mut self, user: UserId, since_ms: i64) -> Stored<u64>;
    /// Loose photos that nobody has uploaded since then, by hash.
    fn loose_before(&mut self, at_ms: i64) -> Stored<Vec<String>>;
    /// All photos that were uploaded or are carried and whose hash begins like this, by hash.
    fn photos_like(&mut self, beginning: &str) -> Stored<Vec<String>>;

    /// What this person has sent of a photo that is not whole, from its beginning on.
    fn parts(&mut self, sha256: &str, user: UserId) -> Stored<Vec<Part>>;
    /// Keeps a piece. One that begins where another does is an error.
    fn put_part(&mut self, sha256: &str, user: UserId, part: &Part) -> Stored<()>;
    /// Forgets a person's pieces of a photo.
    fn drop_parts(&mut self, sha256: &str, user: UserId) -> Stored<()>;
    /// Photos of this person that are not whole; the one that has rested longest first.
    fn begun_by(&mut self, user: UserId) -> Stored<Vec<String>>;
    /// Photos that are not whole and got nothing since then, each with whose it is.
    fn begun_before(&mut self, at_ms: i64) -> Stored<Vec<(String, UserId)>>;
    /// Names of the objects of all pieces.
    fn part_objects(&mut self) -> Stored<Vec<String>>;
}
