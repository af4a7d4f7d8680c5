//! Names of objects, the same in every place: made of hashes alone, so that none leads elsewhere.

/// Where pieces are; no byte in hexadecimal is written like this.
const PARTS: &str = "parts/";

/// An object's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

/// What the names of several objects begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Under(String);

impl Key {
    /// A photo.
    pub fn photo(sha256: &str) -> Self {
        debug_assert!(is_sha256(sha256), "names are checked where they come in");
        Self(format!("{}/{sha256}", &sha256[..2]))
    }

    /// A piece of a photo that is not whole yet, by the name that its row gives it.
    pub fn part(object: &str) -> Self {
        debug_assert!(object.bytes().all(|b| b.is_ascii_hexdigit()), "names of parts are made here");
        Self(format!("{PARTS}{object}"))
    }

    /// A key that a place lists.
    pub(super) fn listed(text: String) -> Self {
        Self(text)
    }

    /// The name, with slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the last slash.
    pub fn last(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl Under {
    /// Photos whose hash begins with this byte.
    pub fn first(byte: u8) -> Self {
        Self(format!("{byte:02x}/"))
    }

    /// Pieces of photos that are not whole.
    pub fn parts() -> Self {
        Self(PARTS.to_owned())
    }

    /// The beginning, with a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is the name of a blob: 64 hexadecimal digits in lower case.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
