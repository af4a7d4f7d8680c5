//! Bodies of requests and answers: JSON, compressed by zstd at level 1. Reading is capped, so that a small
//! body cannot grow without bound.

use serde::{Serialize, de::DeserializeOwned};
use std::io::Read;

/// The media type of such bodies.
pub const CONTENT_TYPE: &str = "application/vnd.notyet+zstd";
/// How many bytes a body may inflate to.
pub const MAX_INFLATED_BYTES: u64 = 4 << 20;
/// How many compressed bytes a body may have.
pub const MAX_COMPRESSED_BYTES: usize = 512 << 10;
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

/// Writes a body.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("wire types hold only what JSON can say");
    zstd::encode_all(&json[..], 1).expect("compressing from memory to memory cannot run out of anything else")
}

/// Reads a body, up to [`MAX_INFLATED_BYTES`].
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BadBytes> {
    let mut reader = zstd::Decoder::new(bytes).map_err(BadBytes::Compression)?;
    reader.window_log_max(MAX_WINDOW_LOG).map_err(BadBytes::Compression)?;
    let mut json = Vec::new();
    reader.take(MAX_INFLATED_BYTES + 1).read_to_end(&mut json).map_err(BadBytes::Compression)?;
    if json.len() as u64 > MAX_INFLATED_BYTES {
        return Err(BadBytes::TooLarge);
    }
    Ok(serde_json::from_slice(&json)?)
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

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode::<crate::wire::SyncRequest>(&bytes);
        }
    }
}
