//! Measures the domain: all levels of a class from its counted results, and all explanations of one student, by every
//! method in both arithmetics, on one core and without a disk. It owns the bars, which the project set: 4 ms for the
//! at-bats rule, 6 for the power law, 2 for the others; no allocation per result; a student explained within 1 ms;
//! linear in students and outcomes, n log n in the results of one outcome. It is a program of its own because counting
//! allocations makes each of them slower.

mod school;

use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use notyet_model::calendar::Day;
use notyet_model::explain::explain;
use notyet_model::level::{Policy, level};
use notyet_model::method::{Arithmetic, Method};
use notyet_model::select::Selection;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use school::{Class, Results, School};

/// Counts every allocation.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// Levels of a class and explanations of a student, in memory, by every method.
#[derive(Parser)]
#[command(about)]
struct Args {
    /// How often each figure is taken; the median counts.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
}

/// Every method by its name in settings, with the bar for a class's levels in milliseconds.
const METHODS: [(&str, f64); 12] = [
    ("at_bats", 4.0),
    ("highest", 2.0),
    ("most_recent", 2.0),
    ("mean", 2.0),
    ("median", 2.0),
    ("mode", 2.0),
    ("mean_of_recent_n", 2.0),
    ("mean_of_top_n", 2.0),
    ("n_mastery", 2.0),
    ("weighted_average", 2.0),
    ("standard_decaying_average", 2.0),
    ("power_law", 6.0),
];

const ALLOCATIONS_BAR: f64 = 0.1;
const EXPLANATION_BAR_MS: f64 = 1.0;
/// Ten times as much may take ten times as long, and a tenth of that more for caches that it leaves.
const LINEAR_BAR: f64 = 11.0;
/// 10,000 log 10,000 over 1,000 log 1,000, and a tenth more.
const SORTED_BAR: f64 = 10.0 * 4.0 / 3.0 * 1.1;

/// Of the table's columns.
const WIDTHS: [usize; 8] = [33, 14, 14, 14, 14, 14, 16, 16];

const STUDENTS: usize = 35;
const OUTCOMES: usize = 40;
const RESULTS: usize = 20;

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    if cfg!(debug_assertions) {
        eprintln!("these figures would mean nothing: build with --release");
        return Ok(ExitCode::from(2));
    }
    run(&args, &mut std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    let school = School::default();
    let classes = Classes {
        usual: school.ten(STUDENTS, OUTCOMES, RESULTS, Results::Usual),
        more_students: school.class(10 * STUDENTS, OUTCOMES, RESULTS, Results::Usual),
        more_outcomes: school.class(STUDENTS, 10 * OUTCOMES, RESULTS, Results::Usual),
        long: [Results::Usual, Results::NeverEnough]
            .map(|results| (school.ten(1, 1, 1_000, results), school.class(1, 1, 10_000, results))),
    };
    let measure = Measure { school: &school, rounds: args.rounds };
    let total = STUDENTS * OUTCOMES * RESULTS;
    writeln!(out, "{STUDENTS} students × {OUTCOMES} outcomes × {RESULTS} results ({total}), one core;")?;
    writeln!(
        out,
        "median of {} rounds; each figure / its bar; what lies beyond it is marked !",
        args.rounds
    )?;
    let select_ms = measure.time(|| school.select(&classes.usual[0].records));
    writeln!(out, "telling apart what counts, before all that follows: {select_ms:.2} ms")?;
    writeln!(out)?;
    for heads in [
        [
            "",
            "all levels",
            "allocations",
            "a student",
            "10 times",
            "10 times",
            "10,000 results",
            "the same, if",
        ],
        ["", "ms", "per result", "explained, ms", "students", "outcomes", "beside 1,000", "none suffices"],
    ] {
        let line: String = heads.iter().zip(WIDTHS).map(|(head, width)| format!("{head:>width$}")).collect();
        writeln!(out, "{line}")?;
    }
    for (name, bar_ms) in METHODS {
        let method = Method::named(name, None, None).context("the methods are known")?;
        for arithmetic in [Arithmetic::Exact, Arithmetic::Canvas] {
            let cells = measure.row(&classes, &Policy { method, arithmetic }, bar_ms);
            let way = format!("{name}, {}", format!("{arithmetic:?}").to_lowercase());
            writeln!(out, "{way:<width$}{cells}", width = WIDTHS[0]).context("writing the result")?;
        }
    }
    Ok(())
}

struct Classes {
    /// Ten of them, which take turns: together they are as much as those that are ten times as large, so that none
    /// has the advantage of lying in the processor's cache.
    usual: Vec<Class>,
    more_students: Class,
    more_outcomes: Class,
    /// One student's results on one outcome: ten times 1,000 and 10,000, of each kind.
    long: [(Vec<Class>, Class); 2],
}

struct Measure<'a> {
    school: &'a School,
    rounds: u16,
}

impl Measure<'_> {
    fn row(&self, classes: &Classes, policy: &Policy, bar_ms: f64) -> String {
        let levels_ms = self.time(|| self.levels_of(&classes.usual, policy)) / 10.0;
        let ratio = |ten: &[Class], large: &Class| self.ratio(ten, large, policy);
        let [usual_results, never_enough] = &classes.long;
        let one = &classes.usual[0].selected;
        let figures = [
            (levels_ms, bar_ms),
            (self.allocations(one, policy), ALLOCATIONS_BAR),
            (self.explained(one, policy), EXPLANATION_BAR_MS),
            (ratio(&classes.usual, &classes.more_students), LINEAR_BAR),
            (ratio(&classes.usual, &classes.more_outcomes), LINEAR_BAR),
            (ratio(&usual_results.0, &usual_results.1), SORTED_BAR),
            (ratio(&never_enough.0, &never_enough.1), SORTED_BAR),
        ];
        figures.iter().zip(&WIDTHS[1..]).map(|((figure, bar), width)| cell(*figure, *bar, *width)).collect()
    }

    /// The middle of the times, in milliseconds. What ends sooner than a clock can tell is done several times over.
    fn time<T>(&self, mut work: impl FnMut() -> T) -> f64 {
        let times_over = (1.0 / clock_ms(1, &mut work).max(1e-4)).ceil() as u32;
        self.middle(|| clock_ms(times_over, &mut work) / f64::from(times_over))
    }

    /// How many times as long the levels of ten times as much take.
    fn ratio(&self, ten: &[Class], large: &Class, policy: &Policy) -> f64 {
        self.middle(|| {
            let small_ms = clock_ms(1, &mut || self.levels_of(ten, policy)) / 10.0;
            clock_ms(1, &mut || self.all_levels(&large.selected, policy)) / small_ms
        })
    }

    fn middle(&self, mut figure: impl FnMut() -> f64) -> f64 {
        let mut figures: Vec<f64> = (0..self.rounds).map(|_| figure()).collect();
        figures.sort_unstable_by(f64::total_cmp);
        figures[figures.len() / 2]
    }

    fn levels_of(&self, classes: &[Class], policy: &Policy) -> usize {
        classes.iter().map(|class| self.all_levels(&class.selected, policy)).sum()
    }

    /// How many have a level: a number that hangs on every one of them, and takes no memory.
    fn all_levels(&self, selected: &[Selection], policy: &Policy) -> usize {
        let ladder = self.school.scale.ladder();
        let levels = selected.iter().map(|selection| level(&selection.counted, policy, ladder));
        levels.filter(|level| black_box(level).position().is_some()).count()
    }

    fn allocations(&self, selected: &[Selection], policy: &Policy) -> f64 {
        let region = Region::new(ALLOCATOR);
        black_box(self.all_levels(selected, policy));
        let change = region.change();
        let results: usize = selected.iter().map(|selection| selection.counted.len()).sum();
        (change.allocations + change.reallocations) as f64 / results as f64
    }

    /// The outcomes of the first student.
    fn explained(&self, selected: &[Selection], policy: &Policy) -> f64 {
        self.time(|| {
            for selection in &selected[..OUTCOMES] {
                black_box(explain(selection, policy, self.school.scale.ladder(), Day(school::TODAY)));
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

/// A figure and its bar.
fn cell(figure: f64, bar: f64, width: usize) -> String {
    let mark = if figure <= bar { "" } else { "!" };
    format!("{:>width$}", format!("{mark}{figure:.2} / {}", (bar * 10.0).round() / 10.0))
}
