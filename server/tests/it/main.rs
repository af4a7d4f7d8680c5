//! What the server promises, a sentence each.

#![allow(clippy::unwrap_used, reason = "all of it is tests, helpers too")]

mod blobs;
mod contract;
mod import;
mod join;
mod process;
mod push;
mod school;
mod streams;
