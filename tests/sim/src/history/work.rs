//! What people do on their devices.

use super::bodies::{self, As, Scene};
use super::book::canaries;
use super::cast::{CLASS_7B, CLASSES, OFFICE, ORTIZ, STUDENTS, role};
use super::chance::Chance;
use super::invariants::Watch;
use super::stage::Stage;
use super::step::Act;
use super::tablet::Tablet;
use super::verdict::Violation;
use super::{capture, seats};
use notyet_model::authority::Role;
use notyet_model::fact::{Body, Kind, Parsed, Retraction, Set};
use notyet_model::ids::{ClassId, OpId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::blob::Media;
use notyet_store::{Send, StoreError};
use serde_json::{Value, json};

/// How often somebody tries before they give up.
const TRIES: usize = 5;

/// Somebody does something; false: they could not, or were not allowed to.
pub(crate) fn act(stage: &mut Stage, act: Act, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    match act {
        Act::Record => record(stage, who, chance),
        Act::Correct => tried(stage, who, chance, correct),
        Act::Retract => tried(stage, who, chance, retract),
        Act::Restore => tried(stage, who, chance, restore),
        Act::Undo => undo(stage, who, chance),
        Act::Release => release(stage, who, chance),
        Act::Photo => capture::act(stage, who, Media::Photo, chance),
        Act::Voice => {
            let media = capture::alone(chance);
            capture::act(stage, who, media, chance)
        }
        Act::Seat => tried(stage, who, chance, seats::act),
        Act::Fields => fields(stage, who, chance),
        _ => Ok(false),
    }
}

/// Until it is done, or nothing is left to try.
fn tried(
    stage: &mut Stage,
    who: usize,
    chance: &mut Chance,
    once: fn(&mut Stage, usize, &mut Chance) -> Result<bool, Violation>,
) -> Result<bool, Violation> {
    for nth in 0..TRIES {
        let who = (who + nth) % stage.tablets.len();
        if once(stage, who, chance)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A class and a student, and how the person stands to them.
pub(crate) fn place(stage: &Stage, user: UserId, chance: &mut Chance) -> Option<(ClassId, UserId, As)> {
    let is_in = |class: ClassId, user: UserId| {
        stage.book.members.get(&(class, user)).is_some_and(|it| it.member.active)
    };
    if role(user) == Role::Student {
        // Their devices may not have heard of it, or hold nothing any more.
        if stage.ledger.erased.contains(&user) {
            return None;
        }
        if chance.is(1, 5) {
            let reviews = stage.book.reviews();
            let mine: Vec<UserId> = reviews
                .iter()
                .filter(|review| review.reviewer == user)
                .flat_map(|review| review.of.iter().map(|piece| piece.student))
                .collect();
            if let Some(student) = chance.pick(&mine) {
                return Some((CLASS_7B, *student, As::Peer));
            }
        }
        let classes: Vec<ClassId> = CLASSES.into_iter().filter(|class| is_in(*class, user)).collect();
        return Some((*chance.pick(&classes)?, user, As::Student));
    }
    let (office, mine): (bool, Vec<ClassId>) =
        (user == OFFICE, CLASSES.into_iter().filter(|class| user == OFFICE || is_in(*class, user)).collect());
    let class = *chance.pick(&mine)?;
    let students: Vec<UserId> = STUDENTS.into_iter().filter(|student| is_in(class, *student)).collect();
    Some((class, *chance.pick(&students)?, if office { As::Office } else { As::Teacher }))
}

/// Facts of these kinds in a student's record that a device has, one of them by chance.
pub(crate) fn find(tablet: &Tablet, salt: u64) -> impl Fn(UserId, &[&str]) -> Option<OpId> + use<> {
    let store = tablet.store.clone();
    move |student, kinds| {
        let here = store.of_student(student, kinds).ok()?;
        Chance::new(salt).pick(&here).map(|(id, _, _)| *id)
    }
}

fn record(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    // What a fact must name may not be here, or the person in no class: then it is another kind, or another's turn.
    for nth in 0..2 * TRIES {
        let who = (who + nth / 2) % stage.tablets.len();
        let user = stage.tablets[who].user();
        let Some((class, student, writer)) = place(stage, user, chance) else { continue };
        let kind = bodies::kind(writer, chance);
        if make(stage, who, (class, student, writer), kind, chance)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn make(
    stage: &mut Stage,
    who: usize,
    (class, student, writer): (ClassId, UserId, As),
    kind: Kind,
    chance: &mut Chance,
) -> Result<bool, Violation> {
    let canary = stage.ledger.canary();
    let tablet = &stage.tablets[who];
    let find = find(tablet, chance.next());
    let other = STUDENTS.into_iter().find(|it| *it != student && *it != super::cast::DARA);
    let scene = Scene {
        writer,
        class,
        student,
        canary: &canary,
        now_ms: tablet.store.now_ms(),
        supersedes: vec![],
        attachments: vec![],
        find: &find,
        other,
    };
    let Some(body) = bodies::body(kind, &scene, chance) else { return Ok(false) };
    append(stage, who, Some((class, student)), &body, chance)
}

/// Writes through the store's door, as an app does.
fn append(
    stage: &mut Stage,
    who: usize,
    subject: Option<(ClassId, UserId)>,
    body: &Body,
    chance: &mut Chance,
) -> Result<bool, Violation> {
    together(stage, who, &[(subject, body.clone())], chance)
}

/// The same with all of several, or none of them.
pub(crate) fn together(
    stage: &mut Stage,
    who: usize,
    bodies: &[(Option<(ClassId, UserId)>, Body)],
    chance: &mut Chance,
) -> Result<bool, Violation> {
    let send = if chance.is(1, 2) { Send::Held } else { Send::Now };
    let tablet = &stage.tablets[who];
    let turn = tablet.turn();
    let written = tablet.store.write(|tx| {
        let ids = bodies.iter().map(|(subject, body)| tx.append(*subject, body, send));
        ids.collect::<Result<Vec<OpId>, StoreError>>()
    });
    let ids = match written {
        Ok((ids, _)) => ids,
        Err(StoreError::Refused(_) | StoreError::Full) => return Ok(false),
        Err(error) => return Err(Watch::broken(&format!("tablet {who} could not record: {error}"))),
    };
    let by = tablet.user();
    let text = |id| tablet.store.op_text(id).ok().flatten().unwrap_or_default();
    let texts: Vec<String> = ids.iter().map(|id| text(*id)).collect();
    drop(turn);
    for ((id, text), (subject, body)) in ids.into_iter().zip(texts).zip(bodies) {
        let (kind, about) = (body.kind().0, subject.map(|(_, student)| student));
        stage.ledger.saved(id, by, about, kind, who);
        if let Some(about) = about {
            stage.ledger.plant(about, canaries(&text));
        }
        stage.count(kind);
    }
    Ok(true)
}

/// The body of something here, with some of its fields replaced.
fn again(tablet: &Tablet, of: OpId, changed: &Value) -> Option<(ClassId, UserId, Body)> {
    let op: notyet_protocol::op::Op = serde_json::from_str(&tablet.store.op_text(of).ok()??).ok()?;
    let mut fields: Value = serde_json::from_str(op.b.get()).ok()?;
    for (field, value) in changed.as_object()? {
        fields[field] = value.clone();
    }
    match Body::parse(&op.k, op.v, &fields.to_string()) {
        Ok(Parsed::Known(body)) => Some((op.class?, op.student?, body)),
        _ => None,
    }
}

fn correct(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let user = stage.tablets[who].user();
    let Some((_, student, _)) = place(stage, user, chance) else { return Ok(false) };
    let kinds = ["judgement", "feedback", "practice", "goal", "evidence"];
    let kind = kinds[chance.below(kinds.len())];
    let Some(old) = find(&stage.tablets[who], chance.next())(student, &[kind]) else { return Ok(false) };
    let canary = stage.ledger.canary();
    let mut changed = json!({"supersedes": [old]});
    match kind {
        "judgement" => changed["level"] = json!(notyet_model::scale::preset_level(1 + chance.below(4) as u8)),
        "feedback" => changed["next_step"] = json!(format!("{canary} instead")),
        "practice" => changed["note"] = json!(format!("{canary} instead")),
        "goal" => changed["step"] = json!(format!("{canary} instead")),
        _ => changed["text"] = json!(format!("{canary} instead")),
    }
    let Some((class, student, body)) = again(&stage.tablets[who], old, &changed) else { return Ok(false) };
    append(stage, who, Some((class, student)), &body, chance)
}

fn retract(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let user = stage.tablets[who].user();
    let Some((_, student, _)) = place(stage, user, chance) else { return Ok(false) };
    let kinds: Vec<&str> = Kind::RETRACTABLE.iter().map(|kind| kind.as_str()).collect();
    let Some(old) = find(&stage.tablets[who], chance.next())(student, &kinds) else { return Ok(false) };
    let Some((class, student, _)) = again(&stage.tablets[who], old, &json!({})) else { return Ok(false) };
    append(stage, who, Some((class, student)), &Body::Retraction(Retraction { of: vec![old] }), chance)
}

fn restore(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let user = stage.tablets[who].user();
    let Some((_, student, _)) = place(stage, user, chance) else { return Ok(false) };
    let tablet = &stage.tablets[who];
    let Some(taken_back) = find(tablet, chance.next())(student, &["retraction"]) else { return Ok(false) };
    let Some((_, _, Body::Retraction(retraction))) = again(tablet, taken_back, &json!({})) else {
        return Ok(false);
    };
    let Some(old) = retraction.of.first() else { return Ok(false) };
    let changed = json!({"supersedes": [taken_back]});
    let Some((class, student, body)) = again(tablet, *old, &changed) else { return Ok(false) };
    append(stage, who, Some((class, student)), &body, chance)
}

fn undo(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let store = &stage.tablets[who].store;
    let Ok(rows) = store.read(|r| r.waiting(10_000)) else { return Ok(false) };
    let held: Vec<OpId> = rows.into_iter().filter(|row| row.held).map(|row| row.id).collect();
    let Some(id) = chance.pick(&held) else { return Ok(false) };
    match store.write(|tx| tx.remove_held(*id)) {
        Ok((true, _)) => {
            stage.ledger.undone(*id, who);
            stage.ledger.photos.retain(|_, photo| photo.evidence != *id || photo.cloned);
            Ok(true)
        }
        Ok((false, _)) | Err(StoreError::Full) => Ok(false),
        Err(error) => Err(Watch::broken(&format!("tablet {who} could not undo: {error}"))),
    }
}

fn release(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let student = chance.is(1, 2).then(|| STUDENTS[chance.below(STUDENTS.len())]);
    match stage.tablets[who].store.write(|tx| tx.release(student)) {
        Ok((released, _)) => Ok(released > 0),
        Err(StoreError::Full) => Ok(false),
        Err(error) => Err(Watch::broken(&format!("tablet {who} could not release: {error}"))),
    }
}

fn fields(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    // Few people set fields: a step that falls on another goes to one of them.
    let staff = |user: UserId| user == ORTIZ || user == OFFICE;
    let who = if staff(stage.tablets[who].user()) { who } else { chance.below(2) };
    let office = stage.tablets[who].user() == OFFICE;
    let school = stage.tablets[who].enrolment.school.to_string();
    let (entity, id, fields) = bodies::entity(office, chance, &school);
    append(stage, who, None, &Body::Set(Set { entity, id, fields }), chance)
}

/// The devices on which something can be recorded about a student just now, where, and as what.
pub(crate) fn places_of(stage: &Stage, student: UserId) -> Vec<(usize, (ClassId, UserId, As))> {
    let is_in = |class: ClassId, user: UserId| {
        stage.book.members.get(&(class, user)).is_some_and(|it| it.member.active)
    };
    let mut found = vec![];
    for (who, tablet) in stage.tablets.iter().enumerate() {
        let user = tablet.user();
        for class in CLASSES.into_iter().filter(|class| is_in(*class, student)) {
            if user == student {
                found.push((who, (class, student, As::Student)));
            } else if role(user) == Role::Teacher && is_in(class, user) {
                found.push((who, (class, student, As::Teacher)));
            }
        }
    }
    found
}

/// Somebody records something there, a photo or a voice note now and then; false: what it must name is not on this device, or it has
/// been told that the student is in no class.
pub(crate) fn record_at(
    stage: &mut Stage,
    (who, place): (usize, (ClassId, UserId, As)),
    chance: &mut Chance,
) -> Result<bool, Violation> {
    match chance.below(4) {
        0 => return capture::at(stage, who, place, Media::Photo, chance),
        1 => return capture::at(stage, who, place, Media::Voice, chance),
        _ => {}
    }
    let kind = bodies::kind(place.2, chance);
    make(stage, who, place, kind, chance)
}

/// Whether somebody learns in a class at this moment.
pub(crate) fn learns_in(stage: &Stage, class: ClassId, user: UserId) -> bool {
    let membership = stage.book.members.get(&(class, user));
    membership.is_some_and(|it| it.member.active && it.member.role == ClassRole::Student)
}

/// Fields that Ms Ortiz sets on her first device, as an app does.
pub(crate) fn set(stage: &mut Stage, entity: &str, id: String, fields: Value) -> Result<bool, Violation> {
    let Value::Object(fields) = fields else { return Ok(false) };
    let body = Body::Set(Set { entity: entity.to_owned(), id, fields });
    append(stage, 0, None, &body, &mut Chance::new(1))
}
