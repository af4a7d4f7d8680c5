//! The sync server: who may read and write what, streams and their counters, codes, photos, imports. `Service` is
//! the whole of it in-process; `http` puts it on the network; `cli` is what a school's technician types. Facts'
//! meaning is the model's, bytes are the protocol's.

mod aside;
mod backfill;
pub mod backup;
pub mod blobs;
mod called;
pub mod check;
pub mod cli;
mod codes;
mod doors;
mod durable;
mod email;
mod env;
mod epoch;
mod erasure;
pub mod export;
mod feed;
mod folder;
mod home;
pub mod http;
pub mod import;
mod judge;
mod keys;
mod known;
mod ledger;
mod limits;
mod memory;
pub mod metrics;
mod net;
mod offers;
pub mod oidc;
mod pen;
pub mod plan;
pub mod progress;
mod proxies;
mod room;
mod rounds;
mod routing;
mod schools;
mod service;
pub mod storage;
mod watermark;
mod who;

pub use called::NotAStudent;
pub use codes::Code;
pub use email::Email;
pub use env::{Env, SystemEnv};
pub use folder::{Folder, FolderFault, FolderLock};
pub use pen::SYSTEM;
pub use plan::Plan;
pub use proxies::Proxies;
pub use schools::{BadSlug, Schools, SchoolsFault, Slug};
pub use service::{NotForStaff, Service, Swept};
