//! Codes that people type: Crockford's alphabet, read leniently, kept only as keyed hashes. What a code opens is
//! the database's to say.

use crate::env::{Env, random};
use crate::keys::Keys;
use std::fmt;

/// Without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 28 characters of 5 bits: 140 bits, of which a staff code has to have 128.
const STAFF_CHARACTERS: usize = 28;
const CLASS_CHARACTERS: usize = 8;
const GROUP: usize = 4;
/// How long a staff code waits to be typed.
pub(crate) const STAFF_CODE_MS: i64 = 15 * 60 * 1000;
/// The longest that a class's door stands open.
pub(crate) const CLASS_CODE_MS: i64 = 10 * 60 * 1000;

/// A code in its one spelling: upper case, no spaces or dashes.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A fresh one-time code for a member of staff.
    pub fn staff(env: &dyn Env) -> Self {
        Self(characters::<STAFF_CHARACTERS>(env))
    }

    /// A fresh code for the door of a class.
    pub fn class(env: &dyn Env) -> Self {
        Self(characters::<CLASS_CHARACTERS>(env))
    }

    /// What someone typed: O is 0, I and L are 1, whatever the case; spaces and dashes are nothing. `None` if it
    /// cannot be a code at all.
    pub fn typed(text: &str) -> Option<Self> {
        let mut code = String::new();
        for character in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')) {
            let plain = match character.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !plain.is_ascii() || !ALPHABET.contains(&(plain as u8)) || code.len() == STAFF_CHARACTERS {
                return None;
            }
            code.push(plain);
        }
        matches!(code.len(), STAFF_CHARACTERS | CLASS_CHARACTERS).then_some(Self(code))
    }

    /// What is kept of it.
    pub fn hash(&self, keys: &Keys) -> String {
        keys.keyed_hash("code", &self.0)
    }
}

/// In groups, as it is read out.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, character) in self.0.chars().enumerate() {
            if index > 0 && index % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

fn characters<const N: usize>(env: &dyn Env) -> String {
    // 256 is a multiple of 32, so every character is equally likely.
    random::<N>(env).iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let plain = Code::typed("10AB-C0DE").unwrap();
        for typed in ["10abc0de", " LoAB cOde ", "i0ab—C0-DE"] {
            assert!(Code::typed(typed).is_some_and(|code| code == plain), "{typed}");
        }
        for typed in ["", "10ABC0D", "10ABC0DE1", "10ABC0DU", "10ABC0Dé"] {
            assert!(Code::typed(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn what_is_printed_can_be_typed() {
        for code in [Code::staff(&SystemEnv), Code::class(&SystemEnv)] {
            assert!(Code::typed(&code.to_string()).is_some_and(|typed| typed == code));
        }
        assert_eq!(Code::staff(&SystemEnv).to_string().len(), 34);
    }
}
