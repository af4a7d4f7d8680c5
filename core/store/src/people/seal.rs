//! A database's key, sealed: by the host's key store, which holds the bytes made here, and within them under
//! what the person knows. Each seal opens alone, so that a PIN can be changed, or set again after a new sign-in,
//! without touching the database.

use super::pin::Pin;
use crate::{DbKey, Env, StoreError};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use notyet_protocol::digest::to_hex;
use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;
/// argon2id: 19 MiB, 2 passes, 1 lane (OWASP's least for 2023 and after). Kept in each seal, so that a later
/// program may ask more and still opens these.
const KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// What a seal may ask of a device at most, so that a damaged one cannot take all its memory.
const MOST_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;

/// A key with its seals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    v: u32,
    /// The key itself, under the key store's seal alone: nobody chose a PIN, or what is left goes out without
    /// the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plain: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pin: Option<PinSeal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_in: Option<Boxed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PinSeal {
    kib: u32,
    passes: u32,
    salt: String,
    #[serde(flatten)]
    boxed: Boxed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Boxed {
    nonce: String,
    key: String,
}

/// What only the school's server knows of a person, and says to whoever signs in as them: 256 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignInSecret(pub [u8; 32]);

impl SignInSecret {
    /// Reads the server's word; `None` for anything else.
    pub fn read(hex: &str) -> Option<Self> {
        bytes(hex).map(Self)
    }
}

impl std::fmt::Debug for SignInSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInSecret(…)")
    }
}

impl Sealed {
    /// Under the key store's seal alone.
    pub(super) fn plain(key: &DbKey) -> Self {
        Self { v: VERSION, plain: Some(to_hex(&key.0)), pin: None, sign_in: None }
    }

    /// Under a PIN and, where the server gave one, under what a new sign-in brings.
    pub(super) fn under(
        key: &DbKey,
        id: &str,
        pin: &Pin,
        sign_in: Option<&SignInSecret>,
        env: &dyn Env,
    ) -> Result<Self, StoreError> {
        let mut salt = [0; 16];
        env.fill(&mut salt);
        let stretched = stretch(pin, &salt, KIB, PASSES)?;
        let boxed = Boxed::of(key, &stretched, &aad(id, "pin"), env)?;
        let pin = PinSeal { kib: KIB, passes: PASSES, salt: to_hex(&salt), boxed };
        let sign_in =
            sign_in.map(|secret| Boxed::of(key, &secret.0, &aad(id, "sign-in"), env)).transpose()?;
        Ok(Self { v: VERSION, plain: None, pin: Some(pin), sign_in })
    }

    /// Whether a PIN is asked for.
    pub(super) fn has_pin(&self) -> bool {
        self.pin.is_some()
    }

    /// Whether a new sign-in opens it.
    pub(super) fn has_sign_in(&self) -> bool {
        self.sign_in.is_some()
    }

    pub(super) fn open_plain(&self) -> Option<DbKey> {
        self.plain.as_deref().and_then(bytes).map(DbKey)
    }

    /// `None`: another PIN.
    pub(super) fn open_by_pin(&self, id: &str, pin: &Pin) -> Result<Option<DbKey>, StoreError> {
        let Some(seal) = &self.pin else { return Ok(None) };
        if seal.kib > MOST_KIB || seal.passes > MOST_PASSES {
            return Err(unreadable());
        }
        let salt: [u8; 16] = bytes(&seal.salt).ok_or_else(unreadable)?;
        let stretched = stretch(pin, &salt, seal.kib, seal.passes)?;
        seal.boxed.open(&stretched, &aad(id, "pin"))
    }

    /// `None`: another person, or another school's server.
    pub(super) fn open_by_sign_in(
        &self,
        id: &str,
        secret: &SignInSecret,
    ) -> Result<Option<DbKey>, StoreError> {
        match &self.sign_in {
            Some(boxed) => boxed.open(&secret.0, &aad(id, "sign-in")),
            None => Ok(None),
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text and numbers can be written")
    }

    pub(super) fn from_bytes(kept: &[u8]) -> Result<Self, StoreError> {
        match serde_json::from_slice::<Self>(kept) {
            Ok(sealed) if sealed.v == VERSION => Ok(sealed),
            Ok(sealed) if sealed.v > VERSION => Err(StoreError::Newer { found: sealed.v, known: VERSION }),
            _ => Err(unreadable()),
        }
    }
}

impl Boxed {
    fn of(key: &DbKey, under: &[u8; 32], aad: &str, env: &dyn Env) -> Result<Self, StoreError> {
        let mut nonce = [0; 24];
        env.fill(&mut nonce);
        let sealed = XChaCha20Poly1305::new(under.into())
            .encrypt(&XNonce::from(nonce), Payload { msg: &key.0, aad: aad.as_bytes() })
            .map_err(|_| StoreError::Internal("a key could not be sealed".into()))?;
        Ok(Self { nonce: to_hex(&nonce), key: to_hex(&sealed) })
    }

    fn open(&self, under: &[u8; 32], aad: &str) -> Result<Option<DbKey>, StoreError> {
        let nonce: [u8; 24] = bytes(&self.nonce).ok_or_else(unreadable)?;
        let sealed: [u8; 48] = bytes(&self.key).ok_or_else(unreadable)?;
        let opened = XChaCha20Poly1305::new(under.into())
            .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: aad.as_bytes() });
        Ok(opened.ok().and_then(|key| key.try_into().ok()).map(DbKey))
    }
}

fn stretch(pin: &Pin, salt: &[u8], kib: u32, passes: u32) -> Result<[u8; 32], StoreError> {
    let failed = |_| StoreError::Internal("a PIN could not be stretched".into());
    let params = Params::new(kib, passes, 1, Some(32)).map_err(failed)?;
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(pin.bytes(), salt, &mut out)
        .map_err(failed)?;
    Ok(out)
}

/// Bound to its profile and its kind: a seal that is copied to another place opens nothing.
fn aad(id: &str, kind: &str) -> String {
    format!("notyet profile key {VERSION} {kind} {id}")
}

fn unreadable() -> StoreError {
    StoreError::Damaged { detail: "a sealed key is not what was written".into() }
}

fn bytes<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut out = [0; N];
    if hex.len() != 2 * N || !hex.is_ascii() {
        return None;
    }
    for (byte, two) in out.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TestEnv;

    const KEY: DbKey = DbKey([7; 32]);
    const SECRET: SignInSecret = SignInSecret([9; 32]);

    fn pin(digits: &str) -> Pin {
        Pin::typed(digits).unwrap()
    }

    fn sealed() -> Sealed {
        Sealed::under(&KEY, "a1", &pin("2580"), Some(&SECRET), &TestEnv::new(1)).unwrap()
    }

    fn key(opened: Result<Option<DbKey>, StoreError>) -> Option<[u8; 32]> {
        opened.unwrap().map(|key| key.0)
    }

    #[test]
    fn a_key_opens_with_its_pin_or_a_new_sign_in_and_with_nothing_else() {
        let sealed = Sealed::from_bytes(&sealed().to_bytes()).unwrap();
        assert_eq!(key(sealed.open_by_pin("a1", &pin("2580"))), Some(KEY.0));
        assert_eq!(key(sealed.open_by_sign_in("a1", &SECRET)), Some(KEY.0));
        assert_eq!(key(sealed.open_by_pin("a1", &pin("2581"))), None);
        assert_eq!(key(sealed.open_by_sign_in("a1", &SignInSecret([8; 32]))), None);
        assert_eq!(sealed.open_plain().map(|key| key.0), None);
        assert_eq!(key(sealed.open_by_pin("a2", &pin("2580"))), None, "in another profile's place");
    }

    #[test]
    fn the_sealed_bytes_hold_neither_key_nor_pin() {
        let kept = String::from_utf8(sealed().to_bytes()).unwrap();
        assert!(String::from_utf8(Sealed::plain(&KEY).to_bytes()).unwrap().contains(&to_hex(&KEY.0)));
        assert!(!kept.contains(&to_hex(&KEY.0)) && !kept.contains("2580"), "{kept}");
    }

    #[test]
    fn a_seal_of_a_newer_program_is_told_from_a_damaged_one() {
        let newer = Sealed { v: 2, ..sealed() }.to_bytes();
        assert!(matches!(Sealed::from_bytes(&newer), Err(StoreError::Newer { found: 2, known: 1 })));
        assert!(matches!(Sealed::from_bytes(b"{"), Err(StoreError::Damaged { .. })));
        let mut greedy = sealed();
        greedy.pin.as_mut().unwrap().kib = u32::MAX;
        assert!(matches!(greedy.open_by_pin("a1", &pin("2580")), Err(StoreError::Damaged { .. })));
    }
}
