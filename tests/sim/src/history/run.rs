//! Runs a history to its end or to the first thing that does not hold, and its counts against what a history must be.

use super::erase;
use super::invariants::quiet;
use super::plan::plan;
use super::stage::Stage;
use super::step::Step;
use super::verdict::{Told, Totals, Violation};
use notyet_model::build::{Build, Turn};

/// What every whole history must have at least.
const DEVICES: u64 = 6;
const STEPS: u64 = 300;
const OPERATIONS: u64 = 100;
const FAULTS: u64 = 60;

/// The whole history of a seed. One that is smaller than a history must be is a mistake of the simulator.
pub fn run(seed: u64) -> Told {
    let told = run_steps(seed, &plan(seed));
    if told.violation.is_none() {
        let it = &told.totals;
        let enough = it.devices >= DEVICES
            && it.steps >= STEPS
            && it.operation_count() >= OPERATIONS
            && it.fault_count() >= FAULTS;
        assert!(enough, "seed {seed} is too small a history: {it:?}");
    }
    told
}

/// These steps, with the chance of this seed where a step does not bring its own.
pub fn run_steps(seed: u64, steps: &[Step]) -> Told {
    on_stage(seed, async |stage| {
        let violation = walk(stage, steps).await.err();
        let mut totals = std::mem::take(&mut stage.totals);
        (totals.histories, totals.devices) = (1, stage.tablets.len() as u64 + 2);
        Told { totals, violation }
    })
}

/// Sets the stage of a seed, on one thread and one clock, and lets this happen on it.
pub(super) fn on_stage<T>(seed: u64, happens: impl AsyncFnOnce(&mut Stage) -> T) -> T {
    let turn = Turn::default();
    turn.share();
    // The checker can read what any of them writes; devices and the server take their turns.
    let _checker = turn.of(Build::Next);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .on_thread_start(move || turn.share())
        .enable_time()
        .start_paused(true)
        .max_blocking_threads(1)
        .build()
        .expect("a runtime of one thread starts");
    runtime.block_on(async { happens(&mut Stage::set(seed).await).await })
}

async fn walk(stage: &mut Stage, steps: &[Step]) -> Result<(), Violation> {
    // What everybody heard at the beginning is judged by who was who then.
    stage.look()?;
    for (at, step) in steps.iter().enumerate() {
        stage.take(at, step).await?;
    }
    quiet(stage).await?;
    let mut watch = std::mem::take(&mut stage.watch);
    watch.at_the_end(stage)?;
    erase::long_after(stage).await
}

impl Totals {
    /// One line of them.
    pub fn line(&self) -> String {
        format!(
            "{} histories, {} devices, {} steps, {} operations, {} faults",
            self.histories,
            self.devices,
            self.steps,
            self.operation_count(),
            self.fault_count()
        )
    }
}
