//! Whatever happens to a file on its way, reading it ends in a result and never in a crash.

mod support;

use notyet_interop::{case, oneroster};
use support::random::Random;
use support::{Files, fixture, folder};

const ROUNDS: usize = 600;

#[test]
fn bent_rosters_are_read_or_refused() {
    let mut random = Random::new();
    let demo = folder("demo/roster");
    let names: Vec<&String> = demo.keys().collect();
    let mut refused = 0;
    for _ in 0..ROUNDS {
        let name = names[random.below(names.len())];
        let bent = random.bend(&demo[name]);
        let mut files = Files::clone(&demo);
        files.insert(name.clone(), bent);
        refused +=
            usize::from(oneroster::read_files(files).is_err_and(|faults| !faults.to_string().is_empty()));
    }
    assert!((1..ROUNDS).contains(&refused), "{refused} of {ROUNDS} refused");
}

#[test]
fn bent_zips_are_read_or_refused() {
    let mut random = Random::new();
    let zips = ["demo/roster.zip", "samples/oneroster/or12_full_bulk.zip"].map(fixture);
    let mut refused = 0;
    for round in 0..ROUNDS {
        let bent = random.bend(&zips[round % 2]);
        refused +=
            usize::from(oneroster::read_zip(&bent).is_err_and(|faults| !faults.to_string().is_empty()));
    }
    assert!((1..=ROUNDS).contains(&refused), "{refused} of {ROUNDS} refused");
}

#[test]
fn bent_standards_are_read_or_refused() {
    let mut random = Random::new();
    let demo = fixture("demo/standards.json");
    let mut refused = 0;
    for _ in 0..ROUNDS {
        match case::read("standards.json", &random.bend(&demo)) {
            Ok(framework) => {
                assert!(framework.outcomes().len() + framework.tasks().len() <= framework.items.len());
            }
            Err(faults) => refused += usize::from(!faults.to_string().is_empty()),
        }
    }
    assert!((1..ROUNDS).contains(&refused), "{refused} of {ROUNDS} refused");
}
