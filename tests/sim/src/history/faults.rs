//! What goes wrong with networks, devices, the server, clocks and the roster. A new fault is one variant of
//! [`super::Act`] and one arm here.

use super::cast::{AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, CLASS_8A, DARA, LEE, ROUND, member, role, round};
use super::chance::Chance;
use super::invariants::Watch;
use super::net::{Mischief, lock};
use super::stage::Stage;
use super::step::Act;
use super::tablet::Tablet;
use super::verdict::Violation;
use super::{erase, work};
use notyet_model::authority::Role;
use notyet_model::ids::{ClassId, UserId};
use notyet_model::register::PeerReview;
use notyet_server::Plan;
use serde_json::json;
use std::sync::atomic::Ordering;

/// How many devices there may be, clones included.
const MOST_TABLETS: usize = 10;

/// Something goes wrong; false: there was nothing that could.
pub(crate) async fn act(
    stage: &mut Stage,
    act: Act,
    who: usize,
    chance: &mut Chance,
) -> Result<bool, Violation> {
    match act {
        Act::LoseRequest => sync_with(stage, who, Mischief::LoseRequest).await,
        Act::LoseReply => sync_with(stage, who, Mischief::LoseReply).await,
        Act::Double => sync_with(stage, who, Mischief::Double).await,
        Act::Delay => sync_with(stage, who, Mischief::Delay).await,
        Act::OldAnswer => sync_with(stage, who, Mischief::OldAnswer).await,
        Act::OldPages => sync_with(stage, who, Mischief::OldPages).await,
        Act::MangledPage => sync_with(stage, who, Mischief::MangledPage).await,
        Act::CrashServer if chance.is(1, 3) => sync_with(stage, who, Mischief::ServerCrashesBefore).await,
        Act::CrashServer => sync_with(stage, who, Mischief::ServerCrashesAfter).await,
        Act::Arrive => arrive(stage, chance).await,
        Act::Replay => replay(stage, who, chance).await,
        Act::Poison => poison(stage, who, chance).await,
        Act::CrashDevice => {
            stage.tablets[who].ends_after(1 + chance.below(3) as i32);
            stage.sync(who).await?;
            stage.reopen(who)?;
            Ok(true)
        }
        Act::CrashPhotos => {
            stage.tablets[who].ends_after(1 + chance.below(2) as i32);
            for _ in 0..3 {
                stage.photo(who).await?;
            }
            stage.reopen(who)?;
            Ok(true)
        }
        Act::ClockJump => {
            let wrong_by_ms =
                [0, 120_000, -120_000, 86_400_000, -86_400_000, 94_608_000_000, -157_680_000_000];
            stage.tablets[who].env.set_wrong_by(wrong_by_ms[chance.below(wrong_by_ms.len())]);
            Ok(true)
        }
        Act::Clone => clone(stage, who),
        Act::Wipe => wipe(stage, who).await,
        Act::PutBack => put_back(stage, chance).await,
        Act::FailOver => fail_over(stage, chance).await,
        Act::ShutOut => shut_out(stage, who).await,
        Act::Erase => erase::act(stage, chance).await,
        Act::Leave => move_somebody(stage, false, chance).await,
        Act::Join => move_somebody(stage, true, chance).await,
        Act::Round => peer_round(stage, chance).await,
        Act::FullDisk => full_disk(stage, who, chance).await,
        Act::Update => update(stage, who, chance),
        Act::ServerFull => server_full(stage, who).await,
        Act::TornPhoto => torn_photo(stage, who, chance).await,
        _ => Ok(false),
    }
}

async fn sync_with(stage: &mut Stage, who: usize, mischief: Mischief) -> Result<bool, Violation> {
    stage.tablets[who].wire.next(mischief);
    stage.sync(who).await?;
    Ok(stage.tablets[who].wire.happened())
}

/// A request that was on its way for long arrives; nobody hears the answer.
async fn arrive(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let late = {
        let mut late = lock(&stage.net.late);
        if late.is_empty() {
            return Ok(false);
        }
        let at = chance.below(late.len());
        late.swap_remove(at)
    };
    // Its device may be gone, its push refused: that is no news to anybody.
    drop(stage.net.serve(&late).await);
    Ok(true)
}

/// An earlier request is served once more: everything in it is known, or refused as before.
async fn replay(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let Some(late) = stage.tablets[who].wire.earlier(chance.below(4)) else { return Ok(false) };
    stage.look()?;
    let before = stage.watch.mark(&stage.book);
    let answer = stage.net.serve(&late).await;
    stage.book.catch_up();
    stage.watch.nothing_new(&stage.book, &before, &late.request, answer.ok().as_deref())?;
    Ok(true)
}

async fn poison(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let Ok(ops) = stage.tablets[who].store.outbox(500, 4 << 20) else { return Ok(false) };
    let Some(op) = chance.pick(&ops) else { return Ok(false) };
    *lock(&stage.net.poison) = op.read().ok().map(|op| op.id);
    stage.sync(who).await?;
    Ok(true)
}

fn clone(stage: &mut Stage, who: usize) -> Result<bool, Violation> {
    if stage.tablets.len() >= MOST_TABLETS {
        return Ok(false);
    }
    let (at, env) = (stage.tablets.len(), stage.chance_of_its_own());
    let number = stage.number();
    let cloned = stage.tablets[who].cloned(number, env);
    let cloned = cloned.map_err(|error| Watch::broken(&format!("a clone does not open: {error}")))?;
    stage.tablets.push(cloned);
    stage.ledger.cloned(who, at);
    Ok(true)
}

async fn wipe(stage: &mut Stage, who: usize) -> Result<bool, Violation> {
    let user = stage.tablets[who].user();
    let Some(enrolment) = stage.enrol(user).await else { return Ok(false) };
    stage.ledger.lost(who);
    let fresh = stage.add(enrolment);
    let fresh = stage.tablets.remove(fresh);
    stage.tablets[who] = fresh;
    Ok(true)
}

/// The server is put back from one of its copies, after it ended in good order or not: only in the first case it has
/// noted how far it was.
async fn put_back(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    if stage.host.copies() == 0 {
        return Ok(false);
    }
    stage.look()?;
    if chance.is(1, 2) {
        let noted = stage.host.service().checkpoint().await;
        noted.map_err(|fault| Watch::broken(&format!("the server could not end in order: {fault}")))?;
    }
    stage.host.put_back(chance.below(stage.host.copies()));
    stage.went_back()?;
    Ok(true)
}

/// A standby takes over that lacks some of the latest commits. Nobody noted how far the other one was, so that only
/// devices can tell.
async fn fail_over(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    stage.look()?;
    if !stage.host.fail_over(1 + chance.below(6)) {
        return Ok(false);
    }
    stage.went_back()?;
    Ok(true)
}

/// A device of the staff is shut out, and its copies and what came in by its certificate with it; one that is already
/// is signed in on again.
async fn shut_out(stage: &mut Stage, who: usize) -> Result<bool, Violation> {
    let who = (0..stage.tablets.len())
        .map(|nth| (who + nth) % stage.tablets.len())
        .find(|who| role(stage.tablets[*who].user()) != Role::Student);
    let Some(who) = who else { return Ok(false) };
    if stage.tablets[who].is_out() {
        return stage.sign_in(who).await;
    }
    let Some(device) = stage.tablets[who].device() else { return Ok(false) };
    // The server may have gone back to before it was enrolled.
    let Ok(revoked) = stage.host.service().revoke(device).await else { return Ok(false) };
    let key = stage.host.key();
    let is_out = |tablet: &&Tablet| revoked.iter().any(|it| tablet.is_of(it.id, &key));
    for tablet in stage.tablets.iter().filter(is_out) {
        tablet.wire.out.store(true, Ordering::SeqCst);
    }
    Ok(true)
}

/// Who may come and go.
const MOVERS: [(ClassId, UserId); 8] = [
    (CLASS_7B, LEE),
    (CLASS_7B, AMARA),
    (CLASS_7B, BEN),
    (CLASS_7D, CHIDI),
    (CLASS_7D, BEN),
    (CLASS_7D, AMARA),
    (CLASS_8A, CHIDI),
    (CLASS_8A, AMARA),
];

async fn move_somebody(stage: &mut Stage, comes: bool, chance: &mut Chance) -> Result<bool, Violation> {
    let is_in = |mover: &(ClassId, UserId)| stage.book.members.get(mover).is_some_and(|it| it.member.active);
    let movers: Vec<_> = MOVERS.into_iter().filter(|mover| is_in(mover) != comes).collect();
    let Some((class, user)) = chance.pick(&movers) else { return Ok(false) };
    let mut plan = Plan::default();
    plan.member(&member(*class, *user, comes));
    let changed = stage.host.service().apply(plan).await;
    changed.map_err(|fault| Watch::broken(&format!("the roster could not be written: {fault}")))?;
    Ok(true)
}

/// The round is opened or closed, or somebody is asked to read somebody's work.
async fn peer_round(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let did = match chance.below(4) {
        0 => {
            let at_ms = stage.tablets[0].store.now_ms();
            work::set(stage, "peer.round", ROUND.to_string(), round(json!({"closed": {"at_ms": at_ms}})))?
        }
        1 => work::set(stage, "peer.round", ROUND.to_string(), round(json!("open")))?,
        _ => {
            let pairs = [(AMARA, BEN), (BEN, AMARA), (DARA, AMARA), (AMARA, DARA)];
            let (reviewer, student) = pairs[chance.below(pairs.len())];
            let learn =
                work::learns_in(stage, CLASS_7B, reviewer) && work::learns_in(stage, CLASS_7B, student);
            let of = stage.tablets[0].store.of_student(student, &["evidence"]).unwrap_or_default();
            let of: Vec<_> = of
                .into_iter()
                .filter(|(id, _, state)| {
                    *state == 3 && stage.book.ops.get(id).is_some_and(|it| it.op.class == Some(CLASS_7B))
                })
                .collect();
            match chance.pick(&of).filter(|_| learn) {
                Some((evidence, _, _)) => {
                    let review = json!({"round": ROUND, "reviewer": reviewer,
                        "of": [{"student": student, "evidence": evidence}]});
                    work::set(stage, "peer.review", PeerReview::key(ROUND, reviewer), review)?
                }
                None => false,
            }
        }
    };
    if did {
        drop(stage.tablets[0].store.write(|tx| tx.release(None)));
        stage.sync(0).await?;
    }
    Ok(did)
}

/// The server or a device goes on as the next version, which says what the others do not know.
fn update(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    if !chance.is(1, 4) {
        let older = stage.tablets[who].update();
        if older {
            stage.reopen(who)?;
        }
        return Ok(older);
    }
    let older = stage.host.update();
    if older {
        stage.is_opened_again()?;
    }
    Ok(older)
}

/// No room is left: what is recorded is refused and nothing half kept, what comes is not taken in.
async fn full_disk(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    // SQLite takes what is there already for the least.
    drop(stage.tablets[who].store.limit_pages(1));
    let mut refused = false;
    for _ in 0..4 {
        refused |= !work::act(stage, Act::Record, who, chance)?;
    }
    stage.sync(who).await?;
    stage.photo(who).await?;
    drop(stage.tablets[who].store.limit_pages(1 << 20));
    Ok(refused)
}

/// The server takes nothing in, and still says what there is to read.
async fn server_full(stage: &mut Stage, who: usize) -> Result<bool, Violation> {
    *lock(&stage.net.full) = Some(0);
    stage.sync(who).await?;
    stage.photo(who).await?;
    let refused = lock(&stage.net.full).take();
    Ok(refused.is_some_and(|refused| refused > 0))
}

/// The file of a photo that was not uploaded yet is cut short.
async fn torn_photo(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let folder = stage.tablets[who].folder().join("photos");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    files.sort();
    let Some(file) = chance.pick(&files) else { return Ok(false) };
    let Ok(bytes) = std::fs::read(file) else { return Ok(false) };
    if std::fs::write(file, &bytes[..chance.below(bytes.len())]).is_err() {
        return Ok(false);
    }
    // Which photo it was is the store's secret, so nothing is promised for any that this device alone has.
    for photo in stage.ledger.photos.values_mut() {
        photo.torn |= stage.ledger.saved.get(&photo.evidence).is_some_and(|saved| saved.on.contains(&who));
    }
    Ok(true)
}
