//! How a photo travels in pieces: `HEAD` asks how far the caller's upload has come, `PATCH` goes on there, in tus 1.0's
//! words. Nobody sees or continues another's.

/// Where a piece begins, or how far the upload has come, in bytes.
pub const OFFSET_HEADER: &str = "upload-offset";
/// How many bytes the whole has.
pub const LENGTH_HEADER: &str = "upload-length";
/// What a piece says that it is.
pub const PIECE_TYPE: &str = "application/offset+octet-stream";
/// The least that is kept of a piece, unless it is the last: so that nobody fills the tables byte by byte.
pub const LEAST_PIECE_BYTES: u64 = 64 << 10;

/// How far an upload has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// Bytes that are there, from the beginning on.
    pub offset: u64,
    /// Bytes of the whole.
    pub length: u64,
}

impl Uploaded {
    /// All of it.
    pub fn whole(length: u64) -> Self {
        Self { offset: length, length }
    }

    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.offset >= self.length
    }
}
