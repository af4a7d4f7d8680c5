//! How many touches something took, counted from what the tablet's own event queue delivered and not from what this
//! program meant to do.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

pub(super) struct Touches {
    log: PathBuf,
    /// Of processes that were killed.
    earlier: usize,
    told: Vec<(String, usize)>,
}

impl Touches {
    pub(super) fn of(log: &Path) -> Self {
        Self { log: log.to_owned(), earlier: 0, told: vec![] }
    }

    /// All touches so far.
    pub(super) fn count(&self) -> Result<usize> {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        Ok(self.earlier + log.lines().filter(|line| line.starts_with("press ")).count())
    }

    /// Before its process is killed: the next one begins its log anew.
    pub(super) fn keep(&mut self) -> Result<()> {
        self.earlier = self.count()?;
        fs::write(&self.log, "")?;
        Ok(())
    }

    /// What took the touches since there were `before`, which must be so many.
    pub(super) fn were(&mut self, expected: usize, before: usize, what: &str) -> Result<()> {
        let took = self.count()? - before;
        self.told.push((what.to_owned(), took));
        ensure!(took == expected, "{what} took {took} touches, not {expected}");
        Ok(())
    }

    /// Each way once, and all.
    pub(super) fn tell(&self) {
        println!("touches, from the tablet's event log");
        let mut ways: Vec<&(String, usize)> = vec![];
        for told in &self.told {
            if !ways.contains(&told) {
                ways.push(told);
            }
        }
        for (what, took) in ways {
            let times = self.told.iter().filter(|(other, _)| other == what).count();
            println!("{took:>6}  {what} ({times} times)");
        }
        println!("{:>6}  in the whole lesson\n", self.count().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touches_are_counted_over_a_kill_and_another_number_is_a_fault() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("touches");
        fs::write(&log, "press 1 2\nwheel 1 2\npress 3 4\n").unwrap();
        let mut touches = Touches::of(&log);
        touches.keep().unwrap();
        fs::write(&log, "press 5 6\n").unwrap();
        assert_eq!(touches.count().unwrap(), 3);
        touches.were(1, 2, "a tap").unwrap();
        let fault = touches.were(2, 2, "two taps").unwrap_err();
        assert_eq!(fault.to_string(), "two taps took 1 touches, not 2");
    }
}
