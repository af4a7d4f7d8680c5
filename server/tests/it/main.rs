//! What the server promises, a sentence each.

mod blobs;
mod contract;
mod import;
mod join;
mod process;
mod push;
mod school;
mod streams;
