//! One sign-in from its beginning to its end, carried by the `state` that goes with the browser: for what, until when,
//! for which device. Signed with the school's key, from which nonce and PKCE verifier follow, so that any process of
//! the school's server can finish what another began, and nothing is kept of what is never finished.

use crate::env::{Env, random};
use crate::keys::{Keys, same};
use notyet_protocol::digest::{from_hex, sha256_hex, to_hex};

/// How long a person may take at the provider's page.
const FLOW_MS: i64 = 10 * 60 * 1000;
/// Aim, end, the device's challenge, chance.
const PLAIN: usize = 1 + 8 + 32 + 16;
/// Characters of the signature: 128 bits.
const SIGNATURE: usize = 32;

/// What somebody signs in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// To use this device.
    Enrol,
    /// To do what needs a person who has just proved who they are.
    StepUp,
}

/// A sign-in under way.
#[derive(Clone)]
pub(crate) struct Flow {
    state: String,
    aim: Aim,
    ends_ms: i64,
    challenge: [u8; 32],
}

impl Flow {
    /// Begins one for the device whose secret has this SHA-256.
    pub(crate) fn begin(keys: &Keys, env: &dyn Env, aim: Aim, challenge: [u8; 32]) -> Self {
        let ends_ms = env.now_ms() + FLOW_MS;
        let mut plain = vec![match aim {
            Aim::Enrol => 0,
            Aim::StepUp => 1,
        }];
        plain.extend(ends_ms.to_be_bytes());
        plain.extend(challenge);
        plain.extend(random::<16>(env));
        let plain = to_hex(&plain);
        Self { state: format!("{plain}{}", signature(keys, &plain)), aim, ends_ms, challenge }
    }

    /// Reads what came back. `None`: not begun by this school's server, or over.
    pub(crate) fn read(keys: &Keys, now_ms: i64, state: &str) -> Option<Self> {
        let (plain, signed) = state.split_at_checked(2 * PLAIN)?;
        if signed.len() != SIGNATURE || !same(signed, &signature(keys, plain)) {
            return None;
        }
        let bytes: [u8; PLAIN] = from_hex(plain)?.try_into().ok()?;
        let aim = match bytes[0] {
            0 => Aim::Enrol,
            1 => Aim::StepUp,
            _ => return None,
        };
        let ends_ms = i64::from_be_bytes(bytes[1..9].try_into().ok()?);
        let challenge = bytes[9..41].try_into().ok()?;
        (now_ms < ends_ms).then(|| Self { state: state.to_owned(), aim, ends_ms, challenge })
    }

    /// Whether this secret is that of the device that began.
    pub(crate) fn is_of(&self, secret: &str) -> bool {
        sha256_hex(secret.as_bytes()) == to_hex(&self.challenge)
    }

    pub(crate) fn aim(&self) -> Aim {
        self.aim
    }

    pub(crate) fn ends_ms(&self) -> i64 {
        self.ends_ms
    }

    pub(crate) fn state(&self) -> &str {
        &self.state
    }

    /// What the ID token has to repeat.
    pub(crate) fn nonce(&self, keys: &Keys) -> String {
        keys.keyed_hash("sign-in nonce", &self.state)
    }

    /// The PKCE verifier between this server and the provider; 64 characters.
    pub(crate) fn verifier(&self, keys: &Keys) -> String {
        keys.keyed_hash("sign-in verifier", &self.state)
    }
}

fn signature(keys: &Keys, plain: &str) -> String {
    let mut whole = keys.keyed_hash("sign-in state", plain);
    whole.truncate(SIGNATURE);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    #[test]
    fn a_state_is_read_back_until_it_is_over_and_by_its_own_school_alone() {
        let (keys, other) = (Keys::fresh(&SystemEnv), Keys::fresh(&SystemEnv));
        let challenge: [u8; 32] = from_hex(&sha256_hex(b"secret")).unwrap().try_into().unwrap();
        let flow = Flow::begin(&keys, &SystemEnv, Aim::StepUp, challenge);
        let read = |keys: &Keys, now_ms, state: &str| Flow::read(keys, now_ms, state);
        let back = read(&keys, flow.ends_ms - 1, flow.state()).unwrap();
        assert_eq!((back.aim, back.is_of("secret"), back.is_of("other")), (Aim::StepUp, true, false));
        assert!(read(&keys, flow.ends_ms, flow.state()).is_none());
        assert!(read(&other, flow.ends_ms - 1, flow.state()).is_none());
        for (place, digit) in flow.state().char_indices() {
            let mut changed = flow.state().to_owned();
            changed.replace_range(place..=place, if digit == '0' { "1" } else { "0" });
            assert!(read(&keys, flow.ends_ms - 1, &changed).is_none(), "digit {place}");
        }
        for cut in ["", "é", &flow.state()[1..], &format!("{}0", flow.state())] {
            assert!(read(&keys, 0, cut).is_none());
        }
    }
}
