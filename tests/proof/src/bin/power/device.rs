//! A teacher's device whose power goes, again and again. Its server is well all the time.

use crate::disk;
use crate::lives::Lives;
use anyhow::{Context, ensure};
use notyet_proof::chance::Chance;
use notyet_proof::feed::Feed;
use notyet_proof::work::{KEY, Said, Teacher, drains_in_two_rounds};
use notyet_protocol::wire::Enrolment;
use notyet_sim::device::{enrol_by_staff_code, shrink};
use notyet_sim::env::SimEnv;
use notyet_sim::school::{LEE, ORTIZ};
use notyet_sim::world::World;
use notyet_store::Store;
use notyet_sync::Policy;
use notyet_sync::stepper::Stepper;
use std::path::Path;
use std::sync::Arc;

pub(crate) async fn round(mut chance: Chance, cuts: u64, syncs: bool) -> anyhow::Result<usize> {
    let world = World::seeded(chance.draw()).await;
    let enrolment = enrolled(&world, ORTIZ).await;
    let mut lives = Lives::new(Chance::new(chance.draw()), syncs)?;
    let mut said = Said::default();
    for _ in 0..cuts {
        lives.begin()?;
        let seed = chance.draw();
        let lived = life(&world, &lives.folder(), &enrolment, seed, &mut said).await;
        lives.end()?;
        lived?;
    }
    // The last life ends well: everything that was ever shown as saved arrives.
    let store = open(&lives.folder(), chance.draw())?;
    said.check(&store)?;
    sign_in(&store, &enrolment)?;
    // The roster may have gone with the power; what waits is sent once it is there again.
    drains_in_two_rounds(&store, &mut stepper(&world, &store)).await?;
    let there = Feed::read(&*world.transport(), &enrolled(&world, LEE).await).await?.ids();
    let missing: Vec<_> = said.saved.difference(&there).collect();
    ensure!(missing.is_empty(), "saved on the device, and not in the feed: {missing:?}");
    Ok(said.saved.len() + said.photos.len())
}

/// Opens what the last life left, looks for everything that it had shown, and works on until the power goes.
async fn life(
    world: &World,
    folder: &Path,
    enrolment: &Enrolment,
    seed: u64,
    said: &mut Said,
) -> anyhow::Result<()> {
    let mut chance = Chance::new(seed);
    let store = open(folder, chance.draw())?;
    said.check(&store)?;
    sign_in(&store, enrolment)?;
    let mut engine = stepper(world, &store);
    engine.drain().await.context("the first round of this life")?;
    let mut teacher = Teacher::new(chance.draw());
    while !disk::is_cut() {
        match chance.below(8) {
            0 => engine.drain().await.context("a round")?,
            1 => drop(engine.photo().await.context("a photo")?),
            _ => {
                let shown = teacher.next(&store)?;
                // What is shown once the power is gone is shown to nobody.
                if !disk::is_cut() {
                    shown.into_iter().for_each(|shown| said.note(shown));
                }
            }
        }
        // Now and then: it reads everything.
        if chance.is(1, 8) && !disk::is_cut() {
            ensure!(disk::agrees()?, "a call that writes was not noted");
        }
    }
    Ok(())
}

fn open(folder: &Path, seed: u64) -> anyhow::Result<Store> {
    let env = Arc::new(SimEnv::new(seed));
    Store::open(folder, &KEY, env).context("opening what the power cut left")
}

/// Signs in again where the cut came before the first time was kept.
fn sign_in(store: &Store, enrolment: &Enrolment) -> anyhow::Result<()> {
    if store.read(|reader| reader.session())?.is_none() {
        store.write(|tx| tx.enrol(enrolment, "http://localhost"))?;
    }
    Ok(())
}

async fn enrolled(world: &World, person: notyet_model::ids::UserId) -> Enrolment {
    enrol_by_staff_code(&*world.transport(), &world.staff_code(person).await).await
}

fn stepper(world: &World, store: &Store) -> Stepper {
    Stepper::new(store.clone(), world.transport(), Arc::new(shrink), Policy::new("power"))
}
