//! The sync server: who may read and write what, streams and their counters, codes, photos, imports. `Service` is
//! the whole of it in-process; `http` puts it on the network; `cli` is what a school's technician types. Facts'
//! meaning is the model's, bytes are the protocol's.

mod backfill;
mod blobs;
pub mod cli;
mod codes;
mod doors;
mod env;
mod epoch;
mod feed;
mod folder;
mod home;
pub mod http;
pub mod import;
mod judge;
mod keys;
mod ledger;
mod memory;
mod offers;
pub mod plan;
mod rounds;
mod routing;
mod service;
pub mod storage;
mod watermark;
mod who;

pub use codes::Code;
pub use env::{Env, SystemEnv};
pub use folder::{Folder, FolderFault, FolderLock};
pub use plan::Plan;
pub use service::{NotForStaff, Service};
