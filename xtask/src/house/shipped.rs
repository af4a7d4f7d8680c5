//! What ships is built without anything that is for tests alone: rules that can be left out, the next version of the
//! program, clocks that can be set.

use crate::steps::cargo;

/// Features of the workspace's crates that only tests turn on.
const FOR_TESTS: [&str; 3] = ["mutants", "next", "test-support"];

/// What people run: the core within the apps, and the server.
const SHIPPED: [&str; 2] = ["notyet-app", "notyet-server"];

/// The features for tests that a crate is built with, its dependencies' included.
fn for_tests_in(package: &str) -> Vec<String> {
    let output = cargo()
        .args(["tree", "--locked", "--package", package, "--edges", "normal,build,features"])
        .args(["--target", "all", "--prefix", "none"])
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(tree.contains("notyet-model feature \"default\""), "the tree names features: {tree}");
    let mut found: Vec<String> = tree.lines().filter(|line| is_for_tests(line)).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

/// Of lines like `notyet-model feature "next"`.
fn is_for_tests(line: &str) -> bool {
    let feature = line.strip_prefix("notyet-").and_then(|rest| rest.split('"').nth(1));
    feature.is_some_and(|feature| FOR_TESTS.contains(&feature))
}

#[test]
fn what_ships_has_no_feature_that_is_for_tests() {
    for package in SHIPPED {
        assert_eq!(for_tests_in(package), [""; 0], "{package}");
    }
}

#[test]
fn a_feature_for_tests_is_found_where_there_is_one() {
    let found = for_tests_in("notyet-sim");
    for feature in ["notyet-model feature \"next\"", "notyet-store feature \"test-support\""] {
        assert!(found.iter().any(|line| line.starts_with(feature)), "{feature} in {found:?}");
    }
}
