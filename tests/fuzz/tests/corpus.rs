//! Replays the corpus without libFuzzer: what once broke a target, or leads to its corners, stays a test.

use std::path::{Path, PathBuf};

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry of a folder").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_target_bears_its_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for target in notyet_fuzz::TARGETS {
        let name = target.name;
        let inputs = entries(&corpus.join(name));
        assert!(!inputs.is_empty(), "{name} has no input");
        for input in inputs {
            let data = std::fs::read(&input).unwrap();
            let ran = std::panic::catch_unwind(|| target.read(&data));
            assert!(ran.is_ok(), "{name} does not bear {}", input.display());
        }
    }
}

#[test]
fn every_corpus_has_its_target() {
    for folder in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")) {
        let name = folder.file_name().unwrap().to_string_lossy();
        assert!(notyet_fuzz::target(&name).is_some(), "there is no target {name}");
    }
}
