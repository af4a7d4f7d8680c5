//! The domain of a mastery-based classroom: people, outcomes, evidence, judgements, and how a level follows
//! from them. Everything here is pure: no clock, no disk, no network, no chance. Time, ids and the present
//! day arrive as values, so that two devices holding the same facts always hold the same levels.

pub mod authority;
pub mod calendar;
pub mod clock;
pub mod explain;
pub mod fact;
pub mod figure;
pub mod flow;
pub mod forecast;
pub mod grade;
pub mod ids;
pub mod ladder;
pub mod language;
pub mod level;
pub mod method;
pub mod plan;
mod quiz;
pub mod register;
pub mod result;
pub mod scale;
pub mod select;
pub mod stream;
pub mod taxonomy;
#[cfg(test)]
mod testing;

/// Raised whenever a fold could give another answer from the same facts; a device that opens a database with
/// another value folds every level again.
pub const MODEL_VERSION: u32 = 2;
