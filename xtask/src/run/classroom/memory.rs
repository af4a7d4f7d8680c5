//! How much memory the tablet's process takes: what the kernel counts as resident, after all garbage was collected and
//! given back.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::run::window::Window;

/// How much more the end may take than the beginning, in parts of a hundred.
const MOST_GROWTH: u64 = 20;
/// What was freed goes back to the system a moment after it was collected.
const SETTLES: Duration = Duration::from_millis(500);

#[derive(Default)]
pub(super) struct Memory {
    start_kb: Option<u64>,
    end_kb: Option<u64>,
}

impl Memory {
    /// Once the process has done a little of everything, so that what is loaded once is loaded.
    pub(super) fn start(&mut self, window: &Window) -> Result<()> {
        self.start_kb = Some(resident_kb(window)?);
        Ok(())
    }

    /// At the end; too much growth is a fault.
    pub(super) fn end(&mut self, window: &Window) -> Result<()> {
        let (start, end) = (self.start_kb.context("the beginning was measured")?, resident_kb(window)?);
        self.end_kb = Some(end);
        let most = start + start * MOST_GROWTH / 100;
        ensure!(end <= most, "the tablet took {start} kB at first and {end} kB at the end, above {most}");
        Ok(())
    }

    pub(super) fn tell(&self) {
        if let (Some(start), Some(end)) = (self.start_kb, self.end_kb) {
            println!("memory of the tablet's process: {} MB, at the end {} MB\n", start / 1024, end / 1024);
        }
    }
}

fn resident_kb(window: &Window) -> Result<u64> {
    let id = window.id().context("the window is open")?.to_string();
    // Twice: what the first collection lets go of may hold more through its finaliser.
    for _ in 0..2 {
        let done = Command::new("jcmd").args([&id, "GC.run"]).output().context("cannot start jcmd")?;
        if !done.status.success() {
            bail!("jcmd: {}", String::from_utf8_lossy(&done.stderr).trim_end());
        }
        std::thread::sleep(SETTLES);
    }
    let status = fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
