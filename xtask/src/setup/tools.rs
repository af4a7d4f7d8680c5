//! Programs that Cargo or Go install from source, each of one version. They go where those put their own, so that
//! every clone on a machine finds them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::steps::{cargo, must};

const S3_SERVER: &str = "github.com/versity/versitygw/cmd/versitygw";
const S3_SERVER_VERSION: &str = "v1.8.0";

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

/// Installs the S3 server that photos are tested against, unless this version of it is there.
pub(super) fn s3_server() -> Result<()> {
    let program = go_programs()?.join("versitygw");
    // What Go knows of the program, whatever the program says of itself.
    let built = Command::new("go").args(["version", "-m"]).arg(&program).output();
    if built.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).contains(S3_SERVER_VERSION)) {
        return Ok(());
    }
    println!("installing versitygw {S3_SERVER_VERSION} (1 to 3 minutes)");
    must(
        "install versitygw",
        Command::new("go").args(["install", &format!("{S3_SERVER}@{S3_SERVER_VERSION}")]),
    )?;
    Ok(())
}

/// Where `go install` puts programs.
fn go_programs() -> Result<PathBuf> {
    let asked = Command::new("go").args(["env", "GOBIN", "GOPATH"]).output().context("cannot start go")?;
    ensure!(asked.status.success(), "go env: {}", String::from_utf8_lossy(&asked.stderr));
    let said = String::from_utf8(asked.stdout).context("go env wrote what is no UTF-8")?;
    let mut lines = said.lines();
    let (bin, path) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    Ok(if bin.is_empty() { PathBuf::from(path).join("bin") } else { PathBuf::from(bin) })
}
