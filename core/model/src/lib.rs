//! The domain of a mastery-based classroom: people, outcomes, evidence, judgements, and how a level follows
//! from them. Everything here is pure: no clock, no disk, no network, no chance. Time, ids and the present
//! day arrive as values, so that two devices holding the same facts always hold the same levels.
//!
//! # From work to a level
//!
//! A teacher's or a student's judgement is a [`fact`]: immutable, and corrected by a further fact. For one student
//! and one outcome, each becomes a [`result`]; [`select`] tells what counts from what does not, and gives each of
//! the others its reason. Only what it lets through can reach a [`method`], so practice, help, baselines and a
//! student's own judgement can lower nothing. [`level`] applies the course's method to it on the [`scale`] of
//! the outcome; [`explain`] says which results it rests on, how, and what would change it, and
//! [`explain::check()`] works it out again from that alone.
//!
//! | method | what it says | where |
//! |---|---|---|
//! | at-bats | shown often enough, in enough kinds of work, over time | [`method::at_bats`] |
//! | highest, most recent, mean, median, mode, of the recent or the top n | what the name says | [`method::Method`] |
//! | n times mastery | the mean of those at mastery, once there are n | [`method::Method::TimesMastery`] |
//! | latest and earlier | w · latest + (1 − w) · mean of the earlier | [`method::Method::LatestAndEarlier`] |
//! | recursive decay | d ← d(1 − r) + s·r | [`method::Method::RecursiveDecay`] |
//! | power law | a·nᵇ through the results | [`method::Method::PowerLaw`] |
//!
//! # Beside the level
//!
//! [`forecast`] says what practice lets one expect, and reaches no level. [`grade`] makes a mark of levels, by a
//! policy that students read. [`flow`] holds the steps that people take with each other; [`plan`] proposes whom to
//! sit down with. [`outcome`] reads what an outcome's rubric and standards say,
//! [`taxonomy`] sets a scale beside others, [`language`] helps with words. [`authority`] says who
//! may write and read what, and [`stream`] where a fact goes; [`register`] what a school consists of; [`lease`] how
//! long a device keeps it without a word from the server.

pub mod authority;
pub mod build;
pub mod calendar;
pub mod clock;
pub mod explain;
pub mod fact;
pub mod flow;
pub mod forecast;
pub mod fraction;
pub mod grade;
pub mod ids;
pub mod ladder;
pub mod language;
pub mod lease;
pub mod level;
pub mod method;
pub mod outcome;
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
