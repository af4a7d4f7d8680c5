//! What the server promises, once more as a district keeps it: rows in PostgreSQL, photos in S3. The same sentences as
//! over the embedded database and a folder.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "all of it is tests, helpers too")]

#[path = "../it/blobs.rs"]
mod blobs;
#[path = "../it/bucket.rs"]
mod bucket;
#[allow(dead_code, reason = "the other tests need all of it")]
#[path = "../it/cluster.rs"]
mod cluster;
#[path = "../it/fields.rs"]
mod fields;
#[path = "../it/import.rs"]
mod import;
#[path = "../it/join.rs"]
mod join;
mod kept;
#[path = "../it/kinds.rs"]
mod kinds;
#[path = "../it/lesson.rs"]
mod lesson;
#[path = "../it/push.rs"]
mod push;
#[path = "../it/records.rs"]
mod records;
#[path = "../it/rounds.rs"]
mod rounds;
#[allow(dead_code, reason = "the other tests need all of it")]
#[path = "../it/school.rs"]
mod school;
#[allow(dead_code, reason = "the other tests need all of it")]
#[path = "../it/store.rs"]
mod store;
#[path = "../it/streams.rs"]
mod streams;
#[path = "../it/uploads.rs"]
mod uploads;
