//! What comes in from outside, thrown at the code that reads it. A target takes any bytes and must neither panic nor
//! hang; where it can say more about the answer, it asserts it. libFuzzer looks for such bytes; without it, the
//! corpus is replayed as a test.
//!
//! To add a target: a module with `pub(crate) fn run(data: &[u8])`, a line in [`TARGETS`], and a folder with one or
//! more inputs under `corpus`.

mod body;
mod cases;
mod facts;
mod grade;
mod language;
mod level;
mod scale;
mod stream;
mod time;

/// A target takes any bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also its folder's under `corpus`.
pub const TARGETS: &[(&str, Target)] = &[
    ("body", body::run),
    ("cases", cases::run),
    ("facts", facts::run),
    ("grade", grade::run),
    ("language", language::run),
    ("level", level::run),
    ("scale", scale::run),
    ("stream", stream::run),
    ("time", time::run),
];

/// The target of that name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}
