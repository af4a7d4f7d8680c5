//! Debian packages: which are there, and how to add some. Bears with a lock that another apt holds, a mirror that
//! does not answer and an earlier run that was cut short.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::steps;

const TRIES: u32 = 4;

/// The packages of `wanted` that are not installed. On a machine without dpkg: all of them.
pub(super) fn not_installed(wanted: &BTreeSet<&'static str>) -> Result<BTreeSet<&'static str>> {
    if !super::on_path("dpkg-query") {
        return Ok(wanted.clone());
    }
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
        .context("cannot start dpkg-query")?;
    // It also ends with an error when it knows a package not at all; what it knows is on its output.
    Ok(absent(wanted, &String::from_utf8_lossy(&output.stdout)))
}

fn absent(wanted: &BTreeSet<&'static str>, listed: &str) -> BTreeSet<&'static str> {
    let installed: BTreeSet<_> = listed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !installed.contains(name)).collect()
}

/// Installs packages. Safe to run again after it was cut short.
pub(super) fn install(packages: &BTreeSet<&'static str>) -> Result<()> {
    let names: Vec<_> = packages.iter().copied().collect();
    println!("installing {}", names.join(", "));
    for attempt in 1..=TRIES {
        if steps::step("apt update", apt().arg("update"))?.success
            && steps::step("apt install", apt().args(["install", "--no-install-recommends"]).args(&names))?
                .success
        {
            return Ok(());
        }
        if attempt < TRIES {
            println!("once more in {} s", attempt * 10);
            std::thread::sleep(Duration::from_secs(u64::from(attempt) * 10));
            // Finishes what a killed run left unpacked, which apt refuses to do. Does nothing otherwise.
            steps::quiet_step("dpkg configure", Command::new("dpkg").args(["--configure", "-a"]))?;
        }
    }
    bail!("apt could not install {} after {TRIES} attempts", names.join(" "))
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args([
        "-q",
        "-y",
        "-o",
        "Acquire::Retries=5",
        "-o",
        "DPkg::Lock::Timeout=600",
    ]);
    apt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wholly_installed_counts_as_there() {
        let wanted = ["xvfb", "libssl-dev", "xdotool", "maven"].into();
        let listed = "libssl-dev installed\nxdotool config-files\nxvfb half-configured\n";
        assert_eq!(absent(&wanted, listed), ["maven", "xdotool", "xvfb"].into());
    }
}
