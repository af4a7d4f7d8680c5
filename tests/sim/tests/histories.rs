//! Histories that once broke something, and a few fresh ones, in every run of the workspace's tests. Hundreds run
//! under `cargo xtask sim`.

use notyet_sim::history::{kept, run, run_steps};
use std::path::Path;

#[test]
fn what_once_broke_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of kept histories") {
        let path = entry.expect("a kept history").path();
        let (seed, steps) = kept(&path).expect("a kept history can be read");
        assert_eq!(run_steps(seed, &steps).violation, None, "{}", path.display());
        count += 1;
    }
    assert!(count > 0, "there are kept histories");
}

#[test]
fn a_history_is_the_same_whenever_it_is_run() {
    let (once, again) = (run(5), run(5));
    assert_eq!(once.violation, None);
    assert_eq!(once, again);
}

/// The table is written by hand: each rule once, each invariant at least once.
#[test]
fn every_mutant_has_a_seed_and_every_invariant_a_mutant() {
    use notyet_protocol::mutant::Mutant;
    use notyet_sim::history::Invariant;
    use notyet_sim::history::mutants::{TABLE, WITHIN};
    let named: Vec<Mutant> = TABLE.iter().map(|row| row.mutant).collect();
    assert_eq!(named, Mutant::ALL);
    assert!(TABLE.len() >= 20 && TABLE.iter().all(|row| row.seed <= WITHIN), "{TABLE:?}");
    for invariant in [
        Invariant::Durability,
        Invariant::Convergence,
        Invariant::Density,
        Invariant::Idempotency,
        Invariant::Authority,
        Invariant::Isolation,
        Invariant::Atomicity,
        Invariant::Amnesia,
        Invariant::Erasure,
        Invariant::Liveness,
    ] {
        assert!(TABLE.iter().any(|row| row.breaks == invariant), "nothing breaks {invariant:?}");
    }
}
