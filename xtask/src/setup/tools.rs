//! Programs that Cargo installs from source, each of one version. They go where Cargo puts its own, so that every
//! clone on a machine finds them.

use anyhow::Result;

use crate::steps::{cargo, must};

/// Installs a Cargo command unless this version of it is there. Safe to run again after it was cut short: Cargo puts
/// a program in its place when it is whole.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<()> {
    let command = name.strip_prefix("cargo-").unwrap_or(name);
    let said = cargo().args([command, "--version"]).output()?;
    if said.status.success() && String::from_utf8_lossy(&said.stdout).trim().ends_with(version) {
        return Ok(());
    }
    println!("installing {name} {version} (1 to 3 minutes)");
    must(&format!("install {name}"), cargo().args(["install", "--locked", "--version", version, name]))?;
    Ok(())
}
