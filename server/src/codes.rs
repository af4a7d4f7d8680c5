//! Codes that people type, made by chance and kept only as keyed hashes. What a code opens is the database's to say.

use crate::env::{Env, random};
use crate::keys::Keys;
use notyet_protocol::code::{ALPHABET, CLASS_CHARACTERS, STAFF_CHARACTERS, typed};
use std::fmt;

const GROUP: usize = 4;
/// How long a staff code waits to be typed.
pub(crate) const STAFF_CODE_MS: i64 = 15 * 60 * 1000;
/// The longest that a class's door stands open.
pub(crate) const CLASS_CODE_MS: i64 = 10 * 60 * 1000;

/// A code in its one spelling: upper case, no spaces or dashes.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A fresh code that enrols one device of one person.
    pub fn one_time(env: &dyn Env) -> Self {
        Self(characters::<STAFF_CHARACTERS>(env))
    }

    /// A fresh code for the door of a class.
    pub fn class(env: &dyn Env) -> Self {
        Self(characters::<CLASS_CHARACTERS>(env))
    }

    /// What someone typed; see [`typed`].
    pub fn typed(text: &str) -> Option<Self> {
        typed(text).map(Self)
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
    fn what_is_printed_can_be_typed() {
        for code in [Code::one_time(&SystemEnv), Code::class(&SystemEnv)] {
            assert!(Code::typed(&code.to_string()).is_some_and(|typed| typed == code));
        }
        assert_eq!(Code::one_time(&SystemEnv).to_string().len(), 34);
    }
}
