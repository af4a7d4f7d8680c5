//! The server's signature on what it has accepted. With it a device can prove, to a server that lost its
//! newest records, that an operation had been accepted.

use hmac::{Hmac, KeyInit, Mac};
use notyet_model::clock::Hlc;
use notyet_model::ids::UserId;
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

/// What a server says to a person at each sign-in, and to nobody else: HMAC-SHA256 of the person under the
/// school's key, so that the server keeps nothing.
pub fn sign_in_secret(key: &SchoolKey, user: UserId) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    // No operation begins like this: what signs one can never be taken for the other.
    mac.update(b"notyet sign-in secret 1 ");
    mac.update(user.0.as_bytes());
    mac.finalize().into_bytes().into()
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

    #[test]
    fn each_person_of_each_school_has_a_secret_of_their_own() {
        let user = |n| UserId::from_bytes([n; 16]);
        let secrets = [(7, 1), (7, 2), (8, 1)].map(|(k, u)| sign_in_secret(&SchoolKey([k; 32]), user(u)));
        assert_eq!(secrets[0], sign_in_secret(&SchoolKey([7; 32]), user(1)));
        assert!(secrets[0] != secrets[1] && secrets[0] != secrets[2] && secrets[1] != secrets[2]);
    }
}
