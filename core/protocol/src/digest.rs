//! The digest of a stream: a hash chain over (sequence number, operation id), so that two replicas can tell in
//! 32 bytes whether they hold the same operations in the same order.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use notyet_model::ids::OpId;
use sha2::{Digest as _, Sha256};

/// The chain up to some sequence number; all zeros before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The chain after one more operation.
    pub fn then(self, seq: u64, id: OpId) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(seq.to_be_bytes());
        hash.update(id.0.as_bytes());
        Self(hash.finalize().into())
    }

    /// Lower-case hexadecimal, 64 characters.
    pub fn to_hex(self) -> String {
        to_hex(&self.0)
    }

    /// Reads what [`Digest::to_hex`] wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        let bytes = from_hex(text)?;
        Some(Self(bytes.try_into().ok()?))
    }
}

/// Lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Reads hexadecimal in either case.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()
}

/// SHA-256 of bytes in lower-case hexadecimal: how blobs are named.
pub fn sha256_hex(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_depends_on_every_place_and_id() {
        let (a, b) = (OpId::from_bytes([1; 16]), OpId::from_bytes([2; 16]));
        let chain = Digest::default().then(1, a).then(2, b);
        assert_ne!(chain, Digest::default().then(1, b).then(2, a));
        assert_eq!(Digest::from_hex(&chain.to_hex()), Some(chain));
        assert_eq!(Digest::from_hex("zz"), None);
        assert_eq!(Digest::from_hex("é0"), None);
    }
}
