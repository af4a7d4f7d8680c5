//! Measures the photo pipeline on the 12 MP photo that stands for a camera: how long it takes beside the same work done
//! with turbojpeg, and how much memory it needs. It owns the comparison, not the bars, which the project set: at most
//! 1.5 times turbojpeg's time, at most 70 MiB over the base.
//!
//! The two take turns in one run, so that a busy machine slows both; the median of the rounds counts. Memory is
//! measured in a child process of its own, which gets the photo by its standard input: its peak (`VmHWM`, reset by
//! writing 5 to `/proc/self/clear_refs`) less what it held before it began, the photo's own bytes included in the
//! latter.

mod memory;
mod pipelines;

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Context;
use notyet_media::{Orientation, fixtures::sample_photo, strip};

use pipelines::Pipeline;

const TIME_BAR: f64 = 1.5;
const MEMORY_BAR_MIB: f64 = 70.0;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often each pipeline runs.
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Runs one pipeline once on the photo from standard input and prints its peak in KiB.
    #[arg(long, hide = true)]
    peak_of: Option<Pipeline>,
}

/// Measures and prints.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    if let Some(pipeline) = args.peak_of {
        return memory::measure_here(pipeline, out);
    }
    let camera = sample_photo(4032, 3024, 1);
    let started = Instant::now();
    let stripped = strip(&camera)?;
    let strip_time = started.elapsed();
    writeln!(
        out,
        "photo: 4032 × 3024, {:.1} MB; median of {} rounds",
        camera.len() as f64 / 1e6,
        args.rounds
    )?;
    writeln!(out, "strip: {:.1} ms", milliseconds(strip_time))?;

    let present = Pipeline::present();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); present.len()];
    for _ in 0..args.rounds {
        for (pipeline, times) in present.iter().zip(&mut times) {
            let started = Instant::now();
            let made = pipeline.run(&stripped.bytes)?;
            times.push(started.elapsed());
            std::hint::black_box(made);
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    for (pipeline, median) in present.iter().zip(&medians) {
        let peak = memory::measure_apart(*pipeline, &stripped.bytes)?;
        let made = pipeline.run(&stripped.bytes)?;
        writeln!(
            out,
            "{pipeline}: {median:.1} ms, peak {} over the base; photo {} KB, thumbnail {:.1} KB",
            peak.map_or("unknown".into(), |mib| format!("{mib:.1} MiB")),
            made.photo.len() / 1000,
            made.thumb.len() as f64 / 1000.0,
        )?;
        if *pipeline == Pipeline::Ours
            && let Some(peak) = peak
        {
            verdict(out, "memory in MiB", peak, MEMORY_BAR_MIB)?;
        }
    }
    match medians[..] {
        [ours, turbojpeg] => verdict(out, "time over turbojpeg's", ours / turbojpeg, TIME_BAR)?,
        _ => writeln!(out, "no yardstick: build with --features turbojpeg to compare")?,
    }
    turned(out, &stripped.bytes, args.rounds)
}

/// Phones store upright photos lying down, so a quarter turn is the usual case.
fn turned(out: &mut impl Write, stripped: &[u8], rounds: u16) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        let started = Instant::now();
        std::hint::black_box(notyet_media::process(stripped, Orientation::Clockwise)?);
        times.push(started.elapsed());
    }
    writeln!(out, "ours with a quarter turn: {:.1} ms", median(times))?;
    Ok(())
}

fn verdict(out: &mut impl Write, what: &str, measured: f64, bar: f64) -> anyhow::Result<()> {
    let word = if measured <= bar { "within" } else { "BEYOND" };
    writeln!(out, "{what}: {measured:.2}, {word} the bar of {bar}").context("writing the result")
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    milliseconds(times[times.len() / 2])
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
