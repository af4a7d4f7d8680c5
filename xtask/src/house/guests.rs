//! What comes in from outside: its licence, its source, and crates that are kept out. Holds the lock file to the
//! lists of `deny.toml`.

use serde::Deserialize;

use super::{Package, metadata};
use crate::repo;

#[derive(Deserialize)]
struct Deny {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

fn unwelcome(package: &Package, deny: &Deny) -> Option<String> {
    let source = package.source.as_deref()?;
    let who = format!("{} {}", package.name, package.version);
    if !source.starts_with("registry+") {
        return Some(format!("{who} comes from {source}"));
    }
    if let Some(ban) = deny.bans.deny.iter().find(|ban| ban.name == package.name) {
        return Some(format!("{who} is kept out: {}", ban.reason));
    }
    match &package.license {
        None => Some(format!("{who} names no licence")),
        Some(licence) if !allowed(licence, &deny.licenses.allow) => Some(format!("{who} is under {licence}")),
        Some(_) => None,
    }
}

/// Whether an SPDX expression can be met with the allowed licences. `/` is an old way of writing OR.
fn allowed(expression: &str, allow: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = any_of(&mut rest, allow);
    met && rest.is_empty()
}

fn any_of(rest: &mut &[&str], allow: &[String]) -> bool {
    let mut met = all_of(rest, allow);
    while next_is("OR", rest) {
        met |= all_of(rest, allow);
    }
    met
}

fn all_of(rest: &mut &[&str], allow: &[String]) -> bool {
    let mut met = one(rest, allow);
    while next_is("AND", rest) {
        met &= one(rest, allow);
    }
    met
}

fn one(rest: &mut &[&str], allow: &[String]) -> bool {
    if next_is("(", rest) {
        let met = any_of(rest, allow);
        return next_is(")", rest) && met;
    }
    let Some((name, after)) = rest.split_first() else { return false };
    *rest = after;
    let mut licence = (*name).to_owned();
    if next_is("WITH", rest)
        && let Some((exception, after)) = rest.split_first()
    {
        *rest = after;
        licence = format!("{licence} WITH {exception}");
    }
    allow.contains(&licence)
}

fn next_is(word: &str, rest: &mut &[&str]) -> bool {
    let Some(after) = rest.split_first().filter(|(next, _)| **next == word).map(|(_, after)| after) else {
        return false;
    };
    *rest = after;
    true
}

fn deny() -> Deny {
    toml::from_str(&repo::read(&repo::root().join("deny.toml")).unwrap()).unwrap()
}

#[test]
fn every_crate_from_outside_is_welcome() {
    let deny = deny();
    let targets: Vec<&str> =
        deny.graph.targets.iter().flat_map(|target| ["--filter-platform", target]).collect();
    let metadata = metadata(&targets);
    let found: Vec<String> =
        metadata.packages.iter().filter_map(|package| unwelcome(package, &deny)).collect();
    assert_eq!(found, [""; 0]);
    assert!(
        metadata.packages.iter().any(|package| package.source.is_some()),
        "no crate from outside was looked at"
    );
}

#[test]
fn a_licence_expression_is_met_only_in_full() {
    let allow = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for met in [
        "MIT",
        "GPL-3.0 OR MIT",
        "Unlicense/MIT",
        "ISC AND (GPL-2.0 OR MIT)",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(allowed(met, &allow), "{met}");
    }
    for unmet in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "Apache-2.0",
        "GPL-2.0 WITH x",
        "ISC AND (GPL-2.0 OR MIT",
        "",
        "MIT ISC",
    ] {
        assert!(!allowed(unmet, &allow), "{unmet}");
    }
}

#[test]
fn what_comes_from_elsewhere_or_is_kept_out_is_named_with_the_reason() {
    let package = |name: &str, source: &str, licence: Option<&str>| Package {
        name: name.to_owned(),
        version: "1.0.0".to_owned(),
        license: licence.map(str::to_owned),
        source: Some(source.to_owned()),
        dependencies: Vec::new(),
    };
    let said = |package: Package| unwelcome(&package, &deny());
    assert_eq!(said(package("serde", "registry+x", Some("MIT"))), None);
    assert_eq!(said(package("serde", "git+x", Some("MIT"))), Some("serde 1.0.0 comes from git+x".to_owned()));
    assert_eq!(said(package("serde", "registry+x", None)), Some("serde 1.0.0 names no licence".to_owned()));
    assert_eq!(
        said(package("serde", "registry+x", Some("AGPL-3.0"))),
        Some("serde 1.0.0 is under AGPL-3.0".to_owned())
    );
    assert_eq!(
        said(package("sqlx", "registry+x", Some("MIT"))),
        Some("sqlx 1.0.0 is kept out: links a second SQLite, against SQLCipher".to_owned())
    );
}
