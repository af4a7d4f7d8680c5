//! What the server promises, a sentence each.

#![allow(clippy::unwrap_used, reason = "all of it is tests, helpers too")]

mod amnesia;
mod blobs;
mod contract;
mod fields;
mod import;
mod join;
mod kinds;
mod lesson;
mod process;
mod push;
mod records;
mod rounds;
mod school;
mod streams;
mod tokens;
