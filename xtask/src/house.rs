//! Rules of the house that the compiler cannot keep: which crate may see which, what may come in from outside, and
//! that the two apps stay parallel. Tests only; it changes nothing.

use serde::Deserialize;

use crate::steps::cargo;

mod graph;
mod guests;
mod parity;
mod shipped;

/// The part of `cargo metadata` that the rules speak of.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// None for a crate of the workspace.
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Set for a crate of the workspace.
    path: Option<String>,
}

fn metadata(arguments: &[&str]) -> Metadata {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(arguments)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON of a known shape")
}
