//! The error of every reader in this crate: all that is wrong with a file at once, so that a technician mends it in
//! one go. It never carries a half-read result.

use std::fmt;

/// One or more faults, in the order in which a reader of the file meets them. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults<F>(Vec<F>);

impl<F> Faults<F> {
    /// `Ok(value)` if nothing was found, otherwise every fault and no value.
    pub(crate) fn or<T>(found: Vec<F>, value: T) -> Result<T, Self> {
        if found.is_empty() { Ok(value) } else { Err(Self(found)) }
    }

    /// What a step refused with; at least one fault.
    pub(crate) fn of(found: Vec<F>) -> Self {
        debug_assert!(!found.is_empty(), "a refusal names its reason");
        Self(found)
    }

    /// The faults, at least one.
    pub fn all(&self) -> &[F] {
        &self.0
    }
}

impl<F> From<F> for Faults<F> {
    fn from(fault: F) -> Self {
        Self(vec![fault])
    }
}

/// One sentence a line, without a line break at the end.
impl<F: fmt::Display> fmt::Display for Faults<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl<F: fmt::Debug + fmt::Display> std::error::Error for Faults<F> {}

/// The offending text as a sentence shows it: in quotes, cut at 60 characters, control characters made visible.
pub(crate) fn quoted(value: &str) -> String {
    let shown: String = value.chars().take(60).flat_map(visible).collect();
    let cut = if value.chars().nth(60).is_some() { "…" } else { "" };
    format!("\"{shown}{cut}\"")
}

fn visible(character: char) -> Vec<char> {
    if character.is_control() { character.escape_default().collect() } else { vec![character] }
}
