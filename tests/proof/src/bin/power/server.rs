//! A server whose power goes, again and again, while a device pushes to it.

use crate::disk;
use crate::lives::Lives;
use anyhow::{Context, ensure};
use notyet_proof::chance::Chance;
use notyet_proof::pusher::Pusher;
use notyet_server::Service;
use notyet_sim::env::SimEnv;
use notyet_sim::in_memory::InMemory;
use notyet_sim::school::{self, LEE};
use std::path::Path;
use std::sync::Arc;

pub(crate) async fn round(mut chance: Chance, cuts: u64, syncs: bool) -> anyhow::Result<usize> {
    let mut lives = Lives::new(Chance::new(chance.draw()), syncs)?;
    let (mut pusher, mut is_founded) = (None, false);
    for _ in 0..cuts {
        lives.begin()?;
        let lived = life(&lives.folder(), chance.draw(), &mut is_founded, &mut pusher).await;
        lives.end()?;
        lived?;
    }
    let service = open(&lives.folder(), chance.draw())?;
    let Some(pusher) = &mut pusher else { return Ok(0) };
    pusher.reaches(Arc::new(InMemory::new(service)));
    pusher.check().await.context("after the last cut")?;
    Ok(pusher.answered())
}

/// Opens what the last life left, looks for everything that it had answered, and serves until the power goes.
async fn life(
    folder: &Path,
    seed: u64,
    is_founded: &mut bool,
    pusher: &mut Option<Pusher>,
) -> anyhow::Result<()> {
    let mut chance = Chance::new(seed);
    let service = open(folder, chance.draw())?;
    sound(folder)?;
    let transport = Arc::new(InMemory::new(Arc::clone(&service)));
    if let Some(pusher) = pusher.as_mut() {
        pusher.reaches(transport.clone());
        pusher.check().await?;
    }
    if !*is_founded {
        service.apply(school::plan(service.school())).await.context("founding the school")?;
        *is_founded = !disk::is_cut();
    }
    if pusher.is_none() && !disk::is_cut() {
        let code = service.staff_code(&LEE.to_string()).await?.context("Ms Lee is staff")?.0.to_string();
        let enrolled = Pusher::enrolled(transport, &code, 0).await;
        *pusher = (!disk::is_cut()).then_some(enrolled);
    }
    while let Some(pusher) = pusher.as_mut().filter(|_| !disk::is_cut()) {
        let answer = pusher.push().await?.context("a server that is well answers")?;
        // What is answered once the power is gone reaches nobody.
        if !disk::is_cut() {
            pusher.note(answer);
        }
        // Now and then: it reads everything.
        if chance.is(1, 8) && !disk::is_cut() {
            ensure!(disk::agrees()?, "a call that writes was not noted");
        }
    }
    Ok(())
}

fn open(folder: &Path, seed: u64) -> anyhow::Result<Arc<Service>> {
    Service::open(folder, None, Arc::new(SimEnv::new(seed))).context("opening what the power cut left")
}

fn sound(folder: &Path) -> anyhow::Result<()> {
    let connection = rusqlite::Connection::open(folder.join("school.db"))?;
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    ensure!(verdict == "ok", "integrity_check: {verdict}");
    Ok(())
}
