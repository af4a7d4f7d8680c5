//! `cargo xtask test --long`: the proofs of sync with their figures in full, one after the other. What was proven for the
//! present commit is not proven again, so that a run goes on where it was cut off; each result goes into
//! `docs/proof.md` as it comes, which keeps what other machines have proven of earlier commits.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::{fuzz, promote, proof, repo, sim};
use anyhow::{Context, Result, bail, ensure};

/// How long each fuzz target is tried, seconds.
const FUZZ_SECONDS: u32 = 600;

/// One proof: what is done, how often, and how.
struct Proof {
    name: &'static str,
    figure: &'static str,
    run: fn(&Path) -> Result<()>,
}

const PROOFS: [Proof; 7] = [
    Proof {
        name: "histories",
        figure: "5,000 histories in which everything goes wrong",
        run: |_| sim::in_full(5_000),
    },
    Proof {
        name: "mutants",
        figure: "every rule of sync left out, and noticed",
        run: |_| sim::every_mutant(),
    },
    Proof {
        name: "crash",
        figure: "10,000 times kill -9 of a device, 10,000 of a server",
        run: |folder| proof::crash_in_full(10_000, folder),
    },
    Proof {
        name: "power",
        figure: "10,000 power cuts of a device, 10,000 of a server",
        run: |folder| proof::power_in_full(10_000, folder),
    },
    Proof {
        name: "network",
        figure: "20 schools behind bad networks, and 1,000 long polls",
        run: |_| proof::network_in_full(20),
    },
    Proof {
        name: "promote",
        figure: "200 promotions of a standby under load",
        run: |_| promote::run(&promote::Args::times(200)),
    },
    Proof {
        name: "fuzz",
        figure: "10 minutes for every target",
        run: |_| fuzz::run(&fuzz::Args::all(FUZZ_SECONDS)),
    },
];

/// What came of a proof the last time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    held: bool,
    commit: String,
    date: String,
    minutes: u64,
}

/// What the page says of a proof that held.
const HOLDS: &str = "holds";

type Outcomes = BTreeMap<String, Outcome>;

/// Runs those of these names; all, when there is none.
pub(super) fn run(names: &[String]) -> Result<ExitCode> {
    let unknown = names.iter().find(|name| PROOFS.iter().all(|proof| proof.name != **name));
    if let Some(name) = unknown {
        bail!("no proof is called {name:?}; there are: {}", PROOFS.map(|proof| proof.name).join(", "));
    }
    let wanted = |proof: &&Proof| names.is_empty() || names.iter().any(|name| name == proof.name);
    let folder = repo::target().join("proof");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let commit = output("git", &["rev-parse", "--short", "HEAD"])?;
    let path = repo::root().join("docs/proof.md");
    let mut outcomes = kept(&repo::read(&path)?);
    let (mut held, mut failed) = (0, 0);
    for proof in PROOFS.iter().filter(wanted) {
        if is_proven(&outcomes, proof.name, &commit) {
            println!("── {}: proven for {commit} already", proof.name);
            held += 1;
            continue;
        }
        println!("── {}: {}", proof.name, proof.figure);
        // What belongs to another commit proves nothing of this one.
        let own = fresh(&folder, &commit)?;
        let begun = Instant::now();
        let done = (proof.run)(&own);
        match &done {
            Ok(()) => held += 1,
            Err(error) => {
                println!("fault: {error:#}");
                failed += 1;
            }
        }
        let minutes = begun.elapsed().as_secs().div_ceil(60);
        let date = output("date", &["-u", "+%F"])?;
        let outcome = Outcome { held: done.is_ok(), commit: commit.clone(), date, minutes };
        outcomes.insert(proof.name.to_owned(), outcome);
        repo::write_if_changed(&path, &page(&outcomes))?;
    }
    println!("{held} proofs held, {failed} did not");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_proven(outcomes: &Outcomes, name: &str, commit: &str) -> bool {
    outcomes.get(name).is_some_and(|outcome| outcome.held && outcome.commit == commit)
}

/// What the page says of each that was run.
fn kept(page: &str) -> Outcomes {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, _, result, commit, date, minutes] = cells[..] else { return None };
        let (commit, date, minutes) = (commit.to_owned(), date.to_owned(), minutes.parse().ok()?);
        Some((name.to_owned(), Outcome { held: result == HOLDS, commit, date, minutes }))
    };
    page.lines().filter_map(row).collect()
}

/// The folder in which runs of this commit note how far they got.
fn fresh(folder: &Path, commit: &str) -> Result<PathBuf> {
    let own = folder.join(commit);
    std::fs::create_dir_all(&own).with_context(|| format!("cannot make {}", own.display()))?;
    Ok(own)
}

fn output(program: &str, words: &[&str]) -> Result<String> {
    let done = Command::new(program).current_dir(repo::root()).args(words).output();
    let done = done.with_context(|| format!("cannot start {program}"))?;
    ensure!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}

/// The page that says what came of each.
fn page(outcomes: &Outcomes) -> String {
    let mut page = "# What was proven last\n\n\
                    Written by `cargo xtask test --long`, which runs these figures in full; `cargo xtask test` runs a share of each.\n\n\
                    | proof | figure | result | commit | date | minutes |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for Proof { name, figure, .. } in &PROOFS {
        let row = match outcomes.get(*name) {
            Some(Outcome { held, commit, date, minutes }) => {
                let result = if *held { HOLDS } else { "**does not hold**" };
                format!("{result} | {commit} | {date} | {minutes}")
            }
            None => "not run in full yet | | |".to_owned(),
        };
        let _ = writeln!(page, "| {name} | {figure} | {row} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(held: bool) -> Outcomes {
        let outcome = Outcome { held, commit: "abc".into(), date: "2026-11-29".into(), minutes: 7 };
        Outcomes::from([("crash".to_owned(), outcome)])
    }

    #[test]
    fn the_page_has_a_row_for_each_proof_and_says_what_came_of_it() {
        let page = page(&outcomes(true));
        let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| ")).collect();
        assert_eq!(rows.len(), PROOFS.len() + 1);
        assert!(rows.iter().all(|row| row.matches('|').count() == 7), "{page}");
        assert!(page.contains("10,000 of a server | holds | abc | 2026-11-29 | 7 |"), "{page}");
        assert!(
            page.contains("5,000 histories in which everything goes wrong | not run in full yet |"),
            "{page}"
        );
    }

    #[test]
    fn the_page_is_where_outcomes_are_kept() {
        for held in [true, false] {
            assert_eq!(kept(&page(&outcomes(held))), outcomes(held));
        }
        assert_eq!(kept(&page(&Outcomes::new())), Outcomes::new());
    }

    #[test]
    fn what_was_proven_for_this_commit_is_not_proven_again() {
        assert!(is_proven(&outcomes(true), "crash", "abc"));
        assert!(!is_proven(&outcomes(false), "crash", "abc"), "it did not hold");
        assert!(!is_proven(&outcomes(true), "crash", "abd"), "it is another commit");
        assert!(!is_proven(&outcomes(true), "power", "abc"), "it is another proof");
    }
}
