//! The crate graph: arrows point down only. The table is the architecture's picture, in words.

use std::collections::BTreeMap;

use super::{Metadata, metadata};

/// Each crate and the workspace's crates that it may see, in tests too. What is not here sees none.
const MAY_SEE: [(&str, &[&str]); 15] = [
    ("notyet-words", &["model"]),
    ("notyet-protocol", &["model"]),
    ("notyet-interop", &["model"]),
    ("notyet-store", &["model", "protocol"]),
    ("notyet-sync", &["model", "protocol", "store"]),
    ("notyet-app", &["model", "words", "protocol", "store", "media", "sync"]),
    // No store, no sync: the server holds what devices send, and works nothing out from it.
    ("notyet-server", &["model", "protocol", "interop", "media"]),
    // What stands outside the house may look at all of it.
    ("notyet-sim", &["model", "protocol", "store", "media", "interop", "sync", "app", "server"]),
    ("notyet-e2e", &["model", "protocol", "media", "app", "sim"]),
    ("notyet-bench", &["model", "protocol", "store", "media", "interop", "sync", "app", "server", "sim"]),
    ("notyet-proof", &["model", "protocol", "store", "sync", "server", "sim"]),
    ("notyet-fuzz", &["model", "protocol", "media", "interop", "level"]),
    ("notyet-level", &["model", "words"]),
    ("notyet-export", &["model", "words", "protocol", "interop", "app", "server", "level"]),
    ("xtask", &["model", "interop"]),
];

fn arrows_up(metadata: &Metadata) -> Vec<String> {
    let table: BTreeMap<_, _> = MAY_SEE.into();
    let mut found = Vec::new();
    for package in metadata.packages.iter().filter(|package| package.source.is_none()) {
        let allowed = table.get(package.name.as_str()).copied().unwrap_or_default();
        for dependency in package.dependencies.iter().filter(|dependency| dependency.path.is_some()) {
            let seen = dependency.name.trim_start_matches("notyet-");
            // A crate that sees itself turns on a feature for its own tests.
            if !allowed.contains(&seen) && dependency.name != package.name {
                found.push(format!("{} sees {}", package.name, dependency.name));
            }
        }
    }
    found
}

#[test]
fn the_crate_graphs_arrows_point_down() {
    let metadata = metadata(&["--no-deps"]);
    assert_eq!(arrows_up(&metadata), [""; 0]);
    for (name, _) in MAY_SEE {
        assert!(metadata.packages.iter().any(|package| package.name == name), "there is no crate {name}");
    }
}

#[test]
fn an_arrow_that_points_up_is_named() {
    let package = |name: &str, sees: &str| {
        let dependency = super::Dependency { name: sees.to_owned(), path: Some("core".to_owned()) };
        super::Package {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            license: None,
            source: None,
            dependencies: vec![dependency],
        }
    };
    let packages = vec![package("notyet-model", "notyet-store"), package("notyet-sync", "notyet-store")];
    assert_eq!(arrows_up(&Metadata { packages }), ["notyet-model sees notyet-store"]);
}
