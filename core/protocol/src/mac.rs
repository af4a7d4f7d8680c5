//! The server's signature on what it has accepted. With it a device can prove, to a server that lost its
//! newest records, that an operation had been accepted.

use hmac::{Hmac, KeyInit, Mac};
use notyet_model::clock::Hlc;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// A school's signing key; never leaves its server.
#[derive(Clone)]
pub struct SchoolKey(pub [u8; 32]);

/// The first 16 bytes of HMAC-SHA256(key, operation bytes | eff | flags), both numbers big-endian.
pub fn sign(key: &SchoolKey, op: &str, eff: Hlc, flags: u32) -> [u8; 16] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    mac.update(op.as_bytes());
    mac.update(&eff.0.to_be_bytes());
    mac.update(&flags.to_be_bytes());
    let full = mac.finalize().into_bytes();
    let mut first = [0; 16];
    first.copy_from_slice(&full[..16]);
    first
}

/// Whether a signature is this key's, in constant time.
pub fn verify(key: &SchoolKey, op: &str, eff: Hlc, flags: u32, mac: &[u8; 16]) -> bool {
    sign(key, op, eff, flags).ct_eq(mac).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_operation_time_or_flag_breaks_the_signature() {
        let key = SchoolKey([7; 32]);
        let mac = sign(&key, "{}", Hlc(5), 0);
        assert!(verify(&key, "{}", Hlc(5), 0, &mac));
        assert!(!verify(&key, "{ }", Hlc(5), 0, &mac));
        assert!(!verify(&key, "{}", Hlc(6), 0, &mac));
        assert!(!verify(&key, "{}", Hlc(5), 1, &mac));
        assert!(!verify(&SchoolKey([8; 32]), "{}", Hlc(5), 0, &mac));
    }
}
