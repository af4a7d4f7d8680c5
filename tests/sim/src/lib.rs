//! Histories: real stores, the real engine and the real service, on a network and a clock that do as they are
//! told. Holds the contract that every transport is tested against; it ships with nothing.

pub mod device;
pub mod env;
pub mod flaky;
pub mod history;
pub mod in_memory;
pub mod process;
pub mod school;
pub mod world;
