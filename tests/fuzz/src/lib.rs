//! What comes in from outside, thrown at the code that reads it. A target takes any bytes and must neither panic nor
//! hang, nor ask for more memory than its cap; where it can say more about the answer, it asserts it. libFuzzer looks
//! for such bytes; without it, the corpus is replayed as a test.
//!
//! To add a target: a module with `pub(crate) fn run(data: &[u8])`, a line in [`TARGETS`], and a folder with one or
//! more inputs under `corpus`.

mod archive;
mod body;
mod cases;
mod code;
mod document;
mod facts;
mod grade;
mod language;
mod level;
mod photo;
mod qr;
mod roster;
mod scale;
mod standards;
mod stream;
mod time;
mod voice;
mod wire;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

/// Counts what every target asks for.
#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Reads any bytes.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, which is also its folder's under `corpus`.
    pub name: &'static str,
    run: fn(&[u8]),
    /// How much it may ask for while it reads one input: everything together, given back or not, MiB.
    cap_mib: usize,
}

impl Target {
    /// Reads these bytes. Panics when it may not stand what they do: that is what is looked for.
    pub fn read(&self, data: &[u8]) {
        let before = Region::new(MEMORY);
        (self.run)(data);
        let asked_for = before.change().bytes_allocated;
        assert!(
            asked_for <= self.cap_mib << 20,
            "{} asked for {asked_for} bytes, its cap is {} MiB",
            self.name,
            self.cap_mib
        );
    }
}

const fn target_of(name: &'static str, run: fn(&[u8]), cap_mib: usize) -> Target {
    Target { name, run, cap_mib }
}

/// Every target. What is inflated or decoded has a cap that follows from the limit on what it may become; for what is
/// folded it is a round number far above what the corpus takes.
pub const TARGETS: &[Target] = &[
    // 4 MiB inflate, while the room for them doubles, to a file of 1 MiB each.
    target_of("archive", archive::run, 32),
    target_of("body", body::run, 64),
    target_of("cases", cases::run, 256),
    target_of("code", code::run, 1),
    // 4 MiB of text, twice as wide, cleaned, checked and cleaned again.
    target_of("document", document::run, 32),
    target_of("facts", facts::run, 256),
    target_of("grade", grade::run, 64),
    target_of("language", language::run, 256),
    target_of("level", level::run, 256),
    // A million pixels at 12 bytes each, twice turned, and what is made of them.
    target_of("photo", photo::run, 96),
    // A small picture, decoded, and the squares that are looked for in it.
    target_of("qr", qr::run, 64),
    target_of("roster", roster::run, 64),
    target_of("scale", scale::run, 64),
    target_of("standards", standards::run, 64),
    target_of("stream", stream::run, 1),
    target_of("time", time::run, 1),
    // 1 MiB of sound, cleaned, checked and cleaned again, each time written once and joined once.
    target_of("voice", voice::run, 32),
    // 4 MiB of JSON, each of its shortest elements a value of its own, read as six kinds of message and written again.
    target_of("wire", wire::run, 512),
];

/// The target of that name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|known| known.name == name).copied()
}
