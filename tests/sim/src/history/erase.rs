//! An administrator erases a student: at any moment, while devices hold work about the student that has not gone yet,
//! others record more because they have not heard of it, and somewhere a damaged database lies aside.

use super::cast::STUDENTS;
use super::chance::Chance;
use super::invariants::Watch;
use super::stage::Stage;
use super::verdict::Violation;
use super::work;
use notyet_model::ids::UserId;

/// So many students stay, so that the history goes on.
const STAY: usize = 2;
/// How often something is recorded about the student before, and again after.
const RECORDS: usize = 3;

/// Longer than photos are kept that a server has without knowing since when.
const DAY_S: u64 = 25 * 3600;
/// Longer than anything is kept that no record carries.
const WEEKS_S: u64 = 31 * 24 * 3600;

/// Long after everything nothing of those who were erased is left.
pub(crate) async fn long_after(stage: &Stage) -> Result<(), Violation> {
    if stage.ledger.erased.is_empty() {
        return Ok(());
    }
    sweep(stage, WEEKS_S).await?;
    Watch::server_swept(&stage.book, &stage.ledger, &stage.host.folder())
}

/// Time passes, and the server sweeps.
async fn sweep(stage: &Stage, seconds: u64) -> Result<(), Violation> {
    let age = stage.host.age_photos();
    age.map_err(|error| Watch::broken(&format!("photos could not be made older: {error}")))?;
    stage.pass(seconds).await;
    let swept = stage.host.service().sweep().await;
    swept.map(drop).map_err(|fault| Watch::broken(&format!("the server could not sweep: {fault}")))
}

/// Erases one; false: too few are left.
pub(crate) async fn act(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let there: Vec<UserId> =
        STUDENTS.into_iter().filter(|student| !stage.ledger.erased.contains(student)).collect();
    let Some(student) = chance.pick(&there).copied().filter(|_| there.len() > STAY) else { return Ok(false) };
    let places = work::places_of(stage, student);
    for _ in 0..RECORDS {
        if let Some(place) = chance.pick(&places) {
            work::record_at(stage, *place, chance)?;
        }
    }
    let with_wreck = chance.below(stage.tablets.len());
    let set_aside = stage.tablets[with_wreck].set_wreck_aside();
    set_aside.map_err(|error| Watch::broken(&format!("nothing could be set aside: {error}")))?;
    stage.look()?;
    Watch::is_there(student, &stage.host.folder(), &stage.tablets)?;
    let erased = stage.host.service().erase(student).await;
    erased.map_err(|fault| Watch::broken(&format!("{student} could not be erased: {fault}")))?;
    let theirs: Vec<usize> =
        (0..stage.tablets.len()).filter(|who| stage.tablets[*who].user() == student).collect();
    stage.ledger.erased(student, &theirs);
    stage.look()?;
    // A standby that took over may have photos without a row.
    sweep(stage, DAY_S).await?;
    stage.watch.server_erased(&mut stage.book, &stage.ledger, &stage.host.folder())?;
    for _ in 0..RECORDS {
        if let Some(place) = chance.pick(&places) {
            work::record_at(stage, *place, chance)?;
        }
    }
    let hears = chance.below(stage.tablets.len());
    stage.sync(hears).await?;
    stage.look()?;
    stage.watch.device_erased(hears, &stage.tablets[hears], &stage.ledger, &stage.book)?;
    Ok(true)
}
