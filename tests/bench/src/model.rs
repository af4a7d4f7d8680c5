//! Measures the domain: all levels of a class from its counted results, and all explanations of one student, by every
//! method, on one core and without a disk. It owns the bars, which the project set: 4 ms for the at-bats rule, 6 for
//! the power law, 2 for the others; no allocation per result; a student explained within 1 ms; linear in students and
//! outcomes, n log n in the results of one outcome.

mod school;

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use anyhow::Context;
use notyet_model::calendar::Day;
use notyet_model::explain::explain;
use notyet_model::level::{Policy, level};
use notyet_model::scale::Scale;
use notyet_model::select::Selection;
use stats_alloc::Region;

use school::{Results, School};

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often each figure is taken; the median counts.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
}

/// A method, and the bar for a class's levels in milliseconds.
struct Method {
    name: &'static str,
    policy: Policy,
    bar_ms: f64,
}

/// Every method.
fn methods() -> Vec<Method> {
    vec![Method { name: "at-bats", policy: Policy::default(), bar_ms: 4.0 }]
}

const ALLOCATIONS_BAR: f64 = 0.1;
const EXPLANATION_BAR_MS: f64 = 1.0;
/// Ten times as much may take ten times as long, and a tenth of that more for caches that it leaves.
const LINEAR_BAR: f64 = 11.0;
/// 10,000 log 10,000 over 1,000 log 1,000, and a tenth more.
const SORTED_BAR: f64 = 10.0 * 4.0 / 3.0 * 1.1;

const STUDENTS: usize = 35;
const OUTCOMES: usize = 40;
const RESULTS: usize = 20;

/// Measures and prints.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    let school = School::default();
    let class = school.class(STUDENTS, OUTCOMES, RESULTS, Results::Usual);
    let (more_students, more_outcomes) = (
        school.class(10 * STUDENTS, OUTCOMES, RESULTS, Results::Usual),
        school.class(STUDENTS, 10 * OUTCOMES, RESULTS, Results::Usual),
    );
    let long = [Results::Usual, Results::NeverEnough]
        .map(|results| [1_000, 10_000].map(|number| school.class(1, 1, number, results)));
    let measure = Measure { scale: &school.scale, rounds: args.rounds };
    writeln!(
        out,
        "{STUDENTS} students × {OUTCOMES} outcomes × {RESULTS} results, one core; median of {} rounds",
        args.rounds
    )?;
    let select_ms = measure.time(|| school.select(&class.recorded));
    writeln!(out, "telling apart what counts: {select_ms:.2} ms")?;
    for Method { name, policy, bar_ms } in methods() {
        writeln!(out, "{name}")?;
        let levels_ms = measure.levels(&class.selected, &policy);
        verdict(out, "all levels, ms", levels_ms, bar_ms)?;
        verdict(
            out,
            "allocations per result",
            measure.allocations(&class.selected, &policy),
            ALLOCATIONS_BAR,
        )?;
        verdict(
            out,
            "one student explained, ms",
            measure.explained(&class.selected, &policy),
            EXPLANATION_BAR_MS,
        )?;
        for (what, ten_times) in [("students", &more_students), ("outcomes", &more_outcomes)] {
            let ratio = measure.ratio(&class.selected, &ten_times.selected, &policy);
            verdict(out, &format!("10 times the {what}, times as long"), ratio, LINEAR_BAR)?;
        }
        for (what, [thousand, ten_thousand]) in
            ["usual results", "results that never suffice"].iter().zip(&long)
        {
            let short_ms = measure.levels(&thousand.selected, &policy);
            let ratio = measure.ratio(&thousand.selected, &ten_thousand.selected, &policy);
            let what = format!("10,000 {what} for 1,000 ({short_ms:.3} ms), times as long");
            verdict(out, &what, ratio, SORTED_BAR)?;
        }
    }
    Ok(())
}

struct Measure<'a> {
    scale: &'a Scale,
    rounds: u16,
}

impl Measure<'_> {
    /// The middle of the times, in milliseconds. What ends sooner than a clock can tell is done several times over.
    fn time<T>(&self, mut work: impl FnMut() -> T) -> f64 {
        let times_over = (1.0 / clock_ms(1, &mut work).max(1e-4)).ceil() as u32;
        self.middle(|| clock_ms(times_over, &mut work) / f64::from(times_over))
    }

    /// How many times as long the levels of ten times as much take. The two take turns, and the smaller is done ten
    /// times over, so that a busy machine slows both alike.
    fn ratio(&self, small: &[Selection], large: &[Selection], policy: &Policy) -> f64 {
        self.middle(|| {
            let small_ms = clock_ms(10, &mut || self.all_levels(small, policy)) / 10.0;
            clock_ms(1, &mut || self.all_levels(large, policy)) / small_ms
        })
    }

    fn middle(&self, mut figure: impl FnMut() -> f64) -> f64 {
        let mut figures: Vec<f64> = (0..self.rounds).map(|_| figure()).collect();
        figures.sort_unstable_by(f64::total_cmp);
        figures[figures.len() / 2]
    }

    fn levels(&self, selected: &[Selection], policy: &Policy) -> f64 {
        self.time(|| self.all_levels(selected, policy))
    }

    /// How many students have a level: a number that hangs on every one of them, and takes no memory.
    fn all_levels(&self, selected: &[Selection], policy: &Policy) -> usize {
        let levels = selected.iter().map(|selection| level(&selection.counted, policy, self.scale));
        levels.filter(|level| black_box(level).position().is_some()).count()
    }

    fn allocations(&self, selected: &[Selection], policy: &Policy) -> f64 {
        let region = Region::new(crate::ALLOCATOR);
        black_box(self.all_levels(selected, policy));
        let change = region.change();
        let results: usize = selected.iter().map(|selection| selection.counted.len()).sum();
        (change.allocations + change.reallocations) as f64 / results as f64
    }

    /// The outcomes of the first student.
    fn explained(&self, selected: &[Selection], policy: &Policy) -> f64 {
        self.time(|| {
            for selection in &selected[..OUTCOMES] {
                black_box(explain(selection, policy, self.scale, Day(school::TODAY)));
            }
        })
    }
}

/// How long something takes, done so many times over, in milliseconds.
fn clock_ms<T>(times_over: u32, work: &mut impl FnMut() -> T) -> f64 {
    let begun = Instant::now();
    for _ in 0..times_over {
        black_box(work());
    }
    begun.elapsed().as_secs_f64() * 1e3
}

fn verdict(out: &mut impl Write, what: &str, measured: f64, bar: f64) -> anyhow::Result<()> {
    let word = if measured <= bar { "within" } else { "BEYOND" };
    writeln!(out, "  {what}: {measured:.2}, {word} the bar of {bar:.1}").context("writing the result")
}
