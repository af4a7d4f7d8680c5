//! Reads and writes the exchange formats of other school systems: OneRoster CSV for who is in which class, CASE
//! packages for outcomes, standards and rubrics.
//!
//! Everything here is pure: bytes come in, plain values or a complete list of faults go out. It never opens a
//! file, asks for the time, mints an id, or decides what an import changes; that is the caller's business.

pub mod archive;
pub mod case;
mod faults;
pub mod names;
pub mod oneroster;

pub use faults::Faults;
