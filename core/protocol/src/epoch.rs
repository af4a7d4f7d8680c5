//! Which store of a server the numbers of streams belong to. A server that has forgotten something begins a new
//! epoch; a device tells an answer that is out of date from one that is newer than all it has seen.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An epoch: the how-manieth of its school it is, and chance that tells two of the same number apart, should a
/// server have lost its count. Written as `3-9f86d081884c7d65`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Epoch {
    n: u64,
    chance: String,
}

impl Epoch {
    /// The `n`-th epoch, from 1. 0 is the default: no server's.
    pub fn new(n: u64, chance: impl Into<String>) -> Self {
        Self { n, chance: chance.into() }
    }

    /// The how-manieth it is.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether it was over before `other` began: what a server said in it then, it does not say any more.
    pub fn is_before(&self, other: &Self) -> bool {
        self.n < other.n
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.n, self.chance)
    }
}

/// A text that names no epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an epoch is a number, a dash and chance")]
pub struct NotAnEpoch;

impl FromStr for Epoch {
    type Err = NotAnEpoch;

    fn from_str(text: &str) -> Result<Self, NotAnEpoch> {
        let (n, chance) = text.split_once('-').ok_or(NotAnEpoch)?;
        Ok(Self { n: n.parse().map_err(|_| NotAnEpoch)?, chance: chance.to_owned() })
    }
}

impl TryFrom<String> for Epoch {
    type Error = NotAnEpoch;

    fn try_from(text: String) -> Result<Self, NotAnEpoch> {
        text.parse()
    }
}

impl From<Epoch> for String {
    fn from(epoch: Epoch) -> Self {
        epoch.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_reads_as_it_was_written_and_only_numbers_make_it_older() {
        let third = Epoch::new(3, "ab");
        assert_eq!(third.to_string(), "3-ab");
        assert_eq!("3-ab".parse(), Ok(third.clone()));
        assert_eq!(serde_json::to_string(&third).unwrap(), r#""3-ab""#);
        assert!(Epoch::new(2, "zz").is_before(&third));
        assert!(!Epoch::new(3, "aa").is_before(&third) && !third.is_before(&Epoch::new(3, "aa")));
        for nonsense in ["", "ab", "x-1", "-"] {
            assert_eq!(nonsense.parse::<Epoch>(), Err(NotAnEpoch), "{nonsense:?}");
        }
    }
}
