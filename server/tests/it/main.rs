//! What the server promises, a sentence each.

mod join;
mod push;
mod school;
