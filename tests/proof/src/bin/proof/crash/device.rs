//! The device that is killed: a program of its own over the real store and the real engine. Says each thing on a line of
//! its own once the store has said that it is done.

use notyet_proof::work::{KEY, Teacher};
use notyet_sim::device::shrink;
use notyet_sim::world::http_transport;
use notyet_store::{Store, SystemEnv};
use notyet_sync::{Engine, Policy};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(clap::Args)]
pub(crate) struct DeviceArgs {
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    server: String,
    #[arg(long)]
    seed: u64,
}

pub(crate) async fn record_for_ever(args: &DeviceArgs) -> anyhow::Result<()> {
    let store = Store::open(&args.folder, &KEY, Arc::new(SystemEnv))?;
    let engine =
        Engine::start(store.clone(), http_transport(&args.server), Arc::new(shrink), Policy::new("proof"));
    let mut teacher = Teacher::new(args.seed);
    loop {
        let (now, of) = (store.clone(), teacher);
        let (shown, back) = tokio::task::spawn_blocking(move || {
            let mut teacher = of;
            (teacher.next(&now), teacher)
        })
        .await?;
        teacher = back;
        for shown in shown? {
            println!("{shown}");
        }
        engine.nudge();
    }
}
