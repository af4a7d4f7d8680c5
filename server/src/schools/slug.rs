//! A school's name in addresses and folders.

use std::fmt;
use std::str::FromStr;

/// Small letters of the Latin alphabet, digits and hyphens: the same in an address, a folder's name and a command.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(String);

/// A text that cannot be a school's name in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a school's name here has 1 to 40 small letters, digits and hyphens, such as greenfield-high")]
pub struct BadSlug;

impl Slug {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = BadSlug;

    fn from_str(text: &str) -> Result<Self, BadSlug> {
        let fits = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let is_framed = text.starts_with('-') || text.ends_with('-');
        if fits && !is_framed && (1..=40).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSlug)
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_the_same_in_every_place_is_taken() {
        for text in ["a", "greenfield-high", "7b", &"x".repeat(40)] {
            assert_eq!(text.parse::<Slug>().map(|slug| slug.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_name_that_leads_elsewhere_or_can_be_written_in_two_ways_is_not() {
        for text in ["", "..", "a/b", "A", "é", "a b", "-a", "a-", "%61", &"x".repeat(41)] {
            assert_eq!(text.parse::<Slug>(), Err(BadSlug), "{text}");
        }
    }
}
