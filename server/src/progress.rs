//! What a command that takes long says while it works, and how it is cut short. Says nothing of whom its work is about.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often a line is written; what ends sooner says nothing.
const EVERY: Duration = Duration::from_secs(1);

/// Somebody pressed Ctrl-C, or the system ends the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Cut short; nothing was changed.")]
pub struct CutShort;

/// See the module.
pub struct Progress {
    cut_short: Arc<AtomicBool>,
    said: Instant,
    has_line: bool,
}

impl Progress {
    /// Progress of a command that ends early once this is set.
    pub fn until(cut_short: Arc<AtomicBool>) -> Self {
        Self { cut_short, said: Instant::now(), has_line: false }
    }

    /// Says how far the work is, now and then, to standard error. Asked for between any two steps.
    pub fn step(&mut self, what: &str, done: usize, of: usize) -> Result<(), CutShort> {
        if self.cut_short.load(Ordering::SeqCst) {
            return Err(CutShort);
        }
        if self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            let mut out = std::io::stderr().lock();
            // On a terminal one line changes; a file gets line after line. Nobody is left to tell when it is closed.
            let (before, after) = if out.is_terminal() { ("\r", "\u{1b}[K") } else { ("", "\n") };
            self.has_line = out.is_terminal();
            let _ = write!(out, "{before}{what}: {done} of {of}{after}").and_then(|()| out.flush());
        }
        Ok(())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.has_line {
            let _ = writeln!(std::io::stderr());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_is_cut_short_ends_with_its_next_step() {
        let cut_short = Arc::new(AtomicBool::new(false));
        let mut progress = Progress::until(cut_short.clone());
        assert_eq!(progress.step("photos", 1, 2), Ok(()));
        cut_short.store(true, Ordering::SeqCst);
        assert_eq!(progress.step("photos", 2, 2), Err(CutShort));
    }
}
