//! Links to pages: http and https only, so that a link in a child's record can open nothing but a page.

use super::check::{self, BadFact, LINE};
use serde::{Deserialize, Serialize};

/// The address of a page. Its parts are kept as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

/// A text that is no address of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a link begins with http:// or https://, names a host without a user, and has at most {MOST} characters"
)]
pub struct BadLink;

/// Characters of an address; beyond it servers and browsers disagree.
const MOST: usize = 2_000;

impl Link {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Link {
    type Error = BadLink;

    fn try_from(text: String) -> Result<Self, BadLink> {
        let rest = after(&text, "https://").or_else(|| after(&text, "http://")).ok_or(BadLink)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A user before the host ("https://school.org@elsewhere") is a way to disguise where a link leads, and
        // browsers read a backslash as a slash.
        let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
        let fits = plain && !host.contains('@') && host.starts_with(char::is_alphanumeric);
        if fits && text.chars().nth(MOST).is_none() { Ok(Self(text)) } else { Err(BadLink) }
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.0
    }
}

/// What follows a prefix of ASCII letters in either case.
fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// A page, video or exercise to learn from (feature 16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub link: Link,
}

impl Resource {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("title", &self.title, LINE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Result<Link, BadLink> {
        text.to_owned().try_into()
    }

    #[test]
    fn only_pages_are_linked_to() {
        for good in ["https://school.org", "HTTP://school.org/a?b#c", "http://școală.ro:8080/x@y"] {
            assert_eq!(link(good).unwrap().as_str(), good);
            assert_eq!(link(good).map(String::from), Ok(good.to_owned()));
        }
        for bad in [
            "",
            "school.org",
            "javascript:alert(1)",
            "file:///etc",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\nb",
            "https://a\u{7}b",
            "https://school.org@elsewhere.org/",
            "https://elsewhere.org\\@school.org",
            "https://?x",
            "httpé://x",
        ] {
            assert_eq!(link(bad), Err(BadLink), "{bad}");
        }
    }

    #[test]
    fn a_link_of_two_thousand_characters_is_the_longest() {
        let long = |n: usize| format!("https://a.b/{}", "x".repeat(n - 12));
        assert!(link(&long(2_000)).is_ok());
        assert_eq!(link(&long(2_001)), Err(BadLink));
    }

    #[test]
    fn a_resource_has_a_title() {
        let resource = Resource { title: " ".into(), link: link("https://a.b").unwrap() };
        assert_eq!(resource.check().unwrap_err().to_string(), "title must say something");
    }
}
