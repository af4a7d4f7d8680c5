//! Histories that once broke something, each in a file: a seed, and the steps that are left of it.

use super::plan::plan;
use super::step::{BadStep, Step};
use std::path::Path;

/// A file that holds no history.
#[derive(Debug, thiserror::Error)]
pub enum BadHistory {
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A line is no step.
    #[error(transparent)]
    Step(#[from] BadStep),
    /// No line says `seed` and a number.
    #[error("no seed is named")]
    NoSeed,
}

/// Reads a history. A file without steps stands for all of its seed's.
///
/// # Errors
/// [`BadHistory`].
pub fn kept(path: &Path) -> Result<(u64, Vec<Step>), BadHistory> {
    read(&std::fs::read_to_string(path)?)
}

fn read(text: &str) -> Result<(u64, Vec<Step>), BadHistory> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut seed, mut steps) = (None, Vec::new());
    for line in lines {
        match line.strip_prefix("seed ") {
            Some(number) => seed = number.trim().parse().ok(),
            None => steps.push(line.parse()?),
        }
    }
    let seed = seed.ok_or(BadHistory::NoSeed)?;
    Ok((seed, if steps.is_empty() { plan(seed) } else { steps }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_its_seed_and_its_steps_or_all_of_the_seeds() {
        let steps = plan(7);
        let text = format!("# why\nseed 7\n{}\n\n{}\n", steps[3], steps[9]);
        assert!(matches!(read(&text), Ok((7, read)) if read == [steps[3], steps[9]]));
        assert!(matches!(read("seed 7"), Ok((7, read)) if read == steps));
        assert!(matches!(read("record 1 0f"), Err(BadHistory::NoSeed)));
        assert!(matches!(read("seed 7\nsing"), Err(BadHistory::Step(_))));
    }
}
