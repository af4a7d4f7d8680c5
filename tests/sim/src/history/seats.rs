//! Teachers arrange a room: a student goes to a table, two change places, a move is taken back.

use super::bodies::As;
use super::cast::STUDENTS;
use super::chance::Chance;
use super::invariants::Watch;
use super::stage::Stage;
use super::verdict::Violation;
use super::work::{learns_in, place, together};
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, UserId};
use notyet_model::plan::day::Table;
use notyet_model::register::{Entity, Seat};
use notyet_store::StoreError;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Tables of a room.
const TABLES: usize = 3;

/// One move; false: this person teaches nobody.
pub(crate) fn act(stage: &mut Stage, who: usize, chance: &mut Chance) -> Result<bool, Violation> {
    let Some((class, student, As::Teacher)) = place(stage, stage.tablets[who].user(), chance) else {
        return Ok(false);
    };
    let seats = shown(stage, who, class)?;
    let at = |user| Seat::of(&seats, class, user);
    let others: Vec<UserId> =
        STUDENTS.into_iter().filter(|other| *other != student && learns_in(stage, class, *other)).collect();
    let moved = match (chance.below(4), chance.pick(&others)) {
        // As it was before the first move.
        (0, _) => vec![Seat::none(class, student)],
        (1, Some(other)) => {
            vec![Seat { user: student, ..at(*other) }, Seat { user: *other, ..at(student) }]
        }
        _ => {
            let table = Some(Table(1 + chance.below(TABLES) as u16));
            vec![Seat { class, user: student, table, place: chance.below(9) as u32 }]
        }
    };
    let mut bodies = vec![];
    for seat in &moved {
        bodies.push((Some((class, seat.user)), body(seat, &stage.ledger.canary())));
    }
    if !together(stage, who, &bodies, chance)? {
        return Ok(false);
    }
    let seats = shown(stage, who, class)?;
    match moved.iter().find(|seat| seats.get(&seat.user) != Some(seat)) {
        None => Ok(true),
        Some(seat) => Err(Watch::diverged(&format!("tablet {who} has set {seat:?} and shows {seats:?}"))),
    }
}

/// The seats of a class as a device shows them.
fn shown(stage: &Stage, who: usize, class: ClassId) -> Result<BTreeMap<UserId, Seat>, Violation> {
    let read = stage.tablets[who].store.read(|r| r.seats(class));
    read.map_err(|error: StoreError| Watch::broken(&format!("tablet {who} shows no seats: {error}")))
}

/// A seat, with a field of tomorrow in which it can be found again: nothing that this version says of a seat is anybody's
/// alone.
pub(crate) fn body(seat: &Seat, canary: &str) -> Body {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(seat) else {
        unreachable!("a seat is an object")
    };
    fields.insert("cushion".into(), json!(canary));
    Body::Set(Set { entity: Entity::Seat.as_str().into(), id: Seat::key(seat.class, seat.user), fields })
}
