//! Bodies of requests and answers: JSON, compressed by zstd at level 1. Reading is capped, so that a small
//! body cannot grow without bound.

use serde::{Serialize, de::DeserializeOwned};
use std::cell::RefCell;
use std::io::Read;
use zstd::bulk::{Compressor, Decompressor};

/// The media type of such bodies.
pub const CONTENT_TYPE: &str = "application/vnd.notyet+zstd";
/// How many bytes a body may inflate to.
pub const MAX_INFLATED_BYTES: u64 = 4 << 20;
/// How many compressed bytes a body may have.
pub const MAX_COMPRESSED_BYTES: usize = 512 << 10;
/// How hard zstd tries.
const LEVEL: i32 = 1;
/// The greatest window that is accepted, as a power of two (8 MiB).
const MAX_WINDOW_LOG: u32 = 23;

/// Why bytes are no body.
#[derive(Debug, thiserror::Error)]
pub enum BadBytes {
    /// More than the cap, compressed or inflated.
    #[error("more than {MAX_INFLATED_BYTES} bytes")]
    TooLarge,
    /// Not zstd, or cut short.
    #[error("not a whole zstd frame: {0}")]
    Compression(std::io::Error),
    /// Not the JSON that was expected.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

// What zstd works with is some hundred kilobytes, which cost more to set up than a small body takes to go through: each
// thread keeps its own.
thread_local! {
    static COMPRESSOR: RefCell<Compressor<'static>> =
        RefCell::new(Compressor::new(LEVEL).expect("the level is one that zstd has"));
    static DECOMPRESSOR: RefCell<Decompressor<'static>> = RefCell::default();
}

/// Writes a body.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("wire types hold only what JSON can say");
    COMPRESSOR
        .with_borrow_mut(|zstd| zstd.compress(&json))
        .expect("compressing from memory to memory cannot run out of anything else")
}

/// Reads a body, up to [`MAX_INFLATED_BYTES`].
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BadBytes> {
    Ok(serde_json::from_slice(&inflate(bytes)?)?)
}

fn inflate(bytes: &[u8]) -> Result<Vec<u8>, BadBytes> {
    match zstd::decompressed_size(bytes) {
        Some(length) if length > MAX_INFLATED_BYTES => Err(BadBytes::TooLarge),
        // The window of a frame that says its length is no longer than that.
        Some(length) => DECOMPRESSOR
            .with_borrow_mut(|zstd| zstd.decompress(bytes, length as usize))
            .map_err(BadBytes::Compression),
        None => inflate_unmeasured(bytes),
    }
}

/// Of what does not say how long it is; earlier versions wrote such frames.
fn inflate_unmeasured(bytes: &[u8]) -> Result<Vec<u8>, BadBytes> {
    let mut reader = zstd::Decoder::new(bytes).map_err(BadBytes::Compression)?;
    reader.window_log_max(MAX_WINDOW_LOG).map_err(BadBytes::Compression)?;
    let mut json = Vec::new();
    reader.take(MAX_INFLATED_BYTES + 1).read_to_end(&mut json).map_err(BadBytes::Compression)?;
    if json.len() as u64 > MAX_INFLATED_BYTES {
        return Err(BadBytes::TooLarge);
    }
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_body_that_inflates_beyond_the_cap_is_refused() {
        let bomb = encode(&" ".repeat(MAX_INFLATED_BYTES as usize + 10));
        assert!(bomb.len() < 10_000);
        assert!(matches!(decode::<String>(&bomb), Err(BadBytes::TooLarge)));
    }

    #[test]
    fn a_body_that_is_cut_short_is_refused() {
        let bytes = encode(&vec![1, 2, 3]);
        assert!(decode::<Vec<i32>>(&bytes[..bytes.len() - 1]).is_err());
        assert_eq!(decode::<Vec<i32>>(&bytes).unwrap(), [1, 2, 3]);
    }

    #[test]
    fn what_does_not_say_how_long_it_is_is_read_up_to_the_cap() {
        let streamed =
            |text: &str| zstd::encode_all(serde_json::to_string(text).unwrap().as_bytes(), 1).unwrap();
        assert_eq!(decode::<String>(&streamed("as before")).unwrap(), "as before");
        let bomb = streamed(&" ".repeat(MAX_INFLATED_BYTES as usize + 10));
        assert!(matches!(decode::<String>(&bomb), Err(BadBytes::TooLarge)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode::<crate::wire::SyncRequest>(&bytes);
        }
    }
}
