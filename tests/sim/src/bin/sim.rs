//! Runs histories, as `cargo xtask sim` asks for them: many seeds on all cores, one list of steps again, or the
//! mutants against the seeds that catch them. Ends with 1 when an invariant does not hold, or a mutant lives.
#![allow(clippy::print_stdout, reason = "a command's output is for the terminal")]

use clap::Parser;
use notyet_sim::history::{Act, Told, Totals, Violation, minimise, plan, run, run_steps};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

#[derive(Parser)]
#[command(about = "Histories of sync in which everything goes wrong, and what must hold in each.")]
struct Cli {
    /// How many histories.
    #[arg(long, default_value_t = 1000)]
    histories: u64,
    /// The first seed; the others follow it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Runs one again: a seed, or a file with a seed and its steps.
    #[arg(long, value_name = "SEED|FILE")]
    replay: Option<String>,
    /// Leaves rules out, one after the other, and sees that each is noticed.
    #[arg(long)]
    mutants: bool,
    /// With --mutants: only so many, beginning where the seed says.
    #[arg(long, requires = "mutants")]
    some: Option<usize>,
    /// With --mutants: looks for the seeds that catch them from 1 on, and prints them.
    #[arg(long, requires = "mutants")]
    hunt: bool,
    /// How many histories run at a time; twice as many as there are cores, if not said: a history waits whenever its
    /// engine or its server hands over between its two threads.
    #[arg(long)]
    threads: Option<usize>,
    /// Where shortened histories are written.
    #[arg(long, default_value = "tests/sim/regressions")]
    keep: PathBuf,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let well = match &cli.replay {
        Some(what) => replay(what),
        None if cli.mutants => mutants::run(&cli),
        None => histories(&cli),
    };
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Many histories, the first violation of which ends them all.
fn histories(cli: &Cli) -> bool {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, found) = (AtomicU64::new(0), Mutex::new(None::<(u64, Violation)>));
    let (totals, begun) = (Mutex::new(Totals::default()), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..cli.threads.unwrap_or(2 * cores) {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::SeqCst);
                    if nth >= cli.histories || held(&found).is_some() {
                        return;
                    }
                    let seed = cli.seed + nth;
                    let told = run(seed);
                    let mut totals = held(&totals);
                    totals.add(&told.totals);
                    if totals.histories.is_multiple_of(50) {
                        progress(&totals, begun);
                    }
                    if let Some(violation) = told.violation {
                        held(&found).get_or_insert((seed, violation));
                    }
                }
            });
        }
    });
    let totals = held(&totals).clone();
    tables(&totals);
    progress(&totals, begun);
    println!();
    let found = held(&found).take();
    match found {
        None => true,
        Some((seed, violation)) => {
            println!("seed {seed}: {violation}");
            println!("again: cargo xtask sim --replay {seed}");
            keep(&cli.keep, seed, &violation);
            false
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn progress(totals: &Totals, begun: Instant) {
    print!("\r{} in {:.0} s", totals.line(), begun.elapsed().as_secs_f64());
    // A terminal that is gone takes nothing away from the result.
    let _ = std::io::stdout().flush();
}

fn tables(totals: &Totals) {
    println!();
    let operations: Vec<_> =
        totals.operations.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    println!("operations: {}", operations.join(", "));
    let acts: Vec<_> =
        totals.acts.iter().map(|(act, count)| format!("{} {count}", Act::word(*act))).collect();
    println!("steps: {}", acts.join(", "));
    let rounds: Vec<_> =
        totals.rounds.iter().map(|(rounds, count)| format!("{count} after {rounds}")).collect();
    println!("rounds until nobody heard anything new: {}", rounds.join(", "));
}

/// Shortens a history that breaks something, and writes down what is left of it.
fn keep(folder: &Path, seed: u64, violation: &Violation) {
    let mut left = |count: usize| {
        print!("\r{count} steps left   ");
        let _ = std::io::stdout().flush();
    };
    let steps = minimise(seed, plan(seed), violation.invariant, &mut left);
    let again = run_steps(seed, &steps).violation;
    let mut text = format!("# {}\nseed {seed}\n", again.as_ref().unwrap_or(violation));
    for step in &steps {
        text.push_str(&format!("{step}\n"));
    }
    let path = folder.join(format!("{:?}-{seed}.txt", violation.invariant).to_lowercase());
    match std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, text)) {
        Ok(()) => println!("\nkept as {}: cargo xtask sim --replay {}", path.display(), path.display()),
        Err(error) => println!("\ncould not be kept as {}: {error}", path.display()),
    }
}

fn replay(what: &str) -> bool {
    let told = match what.parse() {
        Ok(seed) => run(seed),
        Err(_) => match notyet_sim::history::kept(Path::new(what)) {
            Ok((seed, steps)) => run_steps(seed, &steps),
            Err(error) => {
                println!("{what}: {error}");
                return false;
            }
        },
    };
    let Told { totals, violation } = told;
    tables(&totals);
    println!("{}", totals.line());
    match violation {
        None => true,
        Some(violation) => {
            println!("{violation}");
            false
        }
    }
}

#[cfg(feature = "mutants")]
mod mutants {
    use super::{Cli, run as history};
    use notyet_protocol::mutant::{self, Mutant};
    use notyet_sim::history::mutants::{TABLE, hunt};

    pub(super) fn run(cli: &Cli) -> bool {
        let count = cli.some.unwrap_or(Mutant::ALL.len()).min(Mutant::ALL.len());
        let first = cli.seed as usize % Mutant::ALL.len();
        let mut lives = 0;
        for nth in 0..count {
            let which = Mutant::ALL[(first + nth) % Mutant::ALL.len()];
            mutant::set(Some(which));
            let begun = std::time::Instant::now();
            let known = TABLE.iter().find(|row| row.mutant == which).filter(|_| !cli.hunt);
            let found = match known {
                Some(row) => history(row.seed).violation.map(|violation| (row.seed, violation)),
                None => hunt(1),
            };
            mutant::set(None);
            match (found, known) {
                (Some((seed, violation)), _) => {
                    println!(
                        "caught(Mutant::{which:?}, Invariant::{:?}, {seed}), // {violation}",
                        violation.invariant
                    );
                    println!("    {:.0} s", begun.elapsed().as_secs_f64());
                    lives += usize::from(known.is_some_and(|row| row.breaks != violation.invariant));
                }
                (None, _) => {
                    println!("{which:?} lives");
                    lives += 1;
                }
            }
        }
        println!("{} of {count} mutants caught", count - lives);
        lives == 0
    }
}

#[cfg(not(feature = "mutants"))]
mod mutants {
    pub(super) fn run(_: &super::Cli) -> bool {
        println!("built without the feature `mutants`");
        false
    }
}
