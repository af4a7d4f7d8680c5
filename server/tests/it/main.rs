//! What the server promises, a sentence each.

#![allow(clippy::unwrap_used, reason = "all of it is tests, helpers too")]

mod accounts;
mod amnesia;
mod blobs;
#[cfg(unix)]
mod bucket;
mod care;
#[cfg(unix)]
mod cluster;
mod contract;
#[cfg(unix)]
mod databases;
mod documents;
mod erasure;
mod fields;
mod forks;
#[cfg(target_os = "linux")]
mod full;
mod import;
mod join;
mod kept;
mod kinds;
mod lesson;
mod limits;
#[cfg(unix)]
mod objects;
mod process;
#[cfg(unix)]
mod promotion;
mod push;
mod records;
mod room;
mod rounds;
mod running;
#[cfg(unix)]
mod schema;
mod school;
#[cfg(unix)]
mod serving;
#[cfg(unix)]
mod several;
mod store;
mod streams;
mod tokens;
mod upload_rows;
mod uploads;
mod voices;
mod writers;
