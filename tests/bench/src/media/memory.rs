//! Reads how much memory one run of a pipeline takes, in a process that does nothing else. Linux tells; elsewhere the
//! answer is that it is unknown.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use super::pipelines::Pipeline;

/// Starts this program anew for one run on `photo` and returns its peak over the base in MiB.
pub(super) fn measure_apart(pipeline: Pipeline, photo: &[u8]) -> anyhow::Result<Option<f64>> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["media", "--peak-of", &pipeline.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting the measured process")?;
    child.stdin.take().context("its standard input")?.write_all(photo)?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the measured process ended with {}", output.status);
    let kib: Option<f64> = String::from_utf8(output.stdout)?.trim().parse().ok();
    Ok(kib.map(|kib| kib / 1024.0))
}

/// The part of the started process: reads the photo, runs once, prints KiB or `unknown`.
pub(super) fn measure_here(pipeline: Pipeline, out: &mut impl Write) -> anyhow::Result<()> {
    let mut photo = Vec::new();
    std::io::stdin().lock().read_to_end(&mut photo)?;
    // Forgets the peak that reading the photo may have had.
    let reset = std::fs::write("/proc/self/clear_refs", "5");
    let base = status("VmRSS:");
    let made = pipeline.run(&photo)?;
    let peak = status("VmHWM:");
    std::hint::black_box(made);
    match (reset, base, peak) {
        (Ok(()), Some(base), Some(peak)) => writeln!(out, "{}", peak.saturating_sub(base))?,
        _ => writeln!(out, "unknown")?,
    }
    Ok(())
}

fn status(field: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
