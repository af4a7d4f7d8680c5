//! A figure beside its bar and its goal, in one line. Says whether they are met, and judges nothing else by it.

use std::io::Write;
use std::time::Duration;

/// What a figure is held to: at most so much, or at least.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bar {
    /// What must not be passed, and what is aimed at.
    AtMost(f64, f64),
    /// What must be reached, and what is aimed at.
    AtLeast(f64, f64),
}

/// Prints a figure with what it was measured from.
pub(super) fn figure(
    out: &mut impl Write,
    what: &str,
    measured: f64,
    bar: Bar,
    from: &str,
) -> anyhow::Result<()> {
    let (word, bar, goal, met, reached) = match bar {
        Bar::AtMost(bar, goal) => ("at most", bar, goal, measured <= bar, measured <= goal),
        Bar::AtLeast(bar, goal) => ("at least", bar, goal, measured >= bar, measured >= goal),
    };
    let verdict = match (met, reached) {
        (true, true) => "met, and the goal",
        (true, false) => "met",
        (false, _) => "NOT MET",
    };
    writeln!(out, "{what}: {measured:.3} ({word} {bar}, goal {goal}): {verdict}; {from}")?;
    Ok(())
}

/// The middle of some times, in milliseconds.
pub(super) fn median_ms(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

/// The middle of some numbers.
pub(super) fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
