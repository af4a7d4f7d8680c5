//! Who sits where in a class: a student goes to a table, or changes places with another. The class's other adults see
//! it as soon as there is a network; no student does.

use super::room::taught;
use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::seating::MOST_TABLES;
use notyet_model::fact::{Body, Set};
use notyet_model::ids::ClassId;
use notyet_model::plan::day::Table;
use notyet_model::register::{Entity, Seat};
use notyet_store::{Send, StoreError, Tx};
use serde_json::Value;

/// How many moves back can be taken.
const DEPTH: usize = 20;

/// Moves that can be taken back, newest last: the seats as they were. Lives in memory.
#[derive(Default)]
pub(crate) struct Moves(Vec<Vec<Seat>>);

impl Moves {
    /// Whether the newest move can be taken back where this class is shown.
    pub(crate) fn can_undo(&self, class: ClassId) -> bool {
        self.0.last().and_then(|seats| seats.first()).is_some_and(|seat| seat.class == class)
    }
}

/// Seats a student at a table, after those who sit there.
pub(crate) fn seat_at(inner: &Inner, student: &str, table: u32) -> Result<u64, CoreError> {
    let (class, student) = taught(inner, student)?;
    let number = u16::try_from(table).ok().filter(|number| (1..=MOST_TABLES).contains(number));
    let table = Table(number.ok_or_else(|| CoreError::invalid("table", "range"))?);
    arrange(inner, |tx| {
        let seats = tx.seats(class)?;
        let there = seats.values().filter(|seat| seat.table == Some(table) && seat.user != student);
        let place = there.map(|seat| seat.place).max().map_or(0, |last| last.saturating_add(1));
        Ok(vec![Seat { class, user: student, table: Some(table), place }])
    })
}

/// Two students of a class change places.
pub(crate) fn swap_seats(inner: &Inner, one: &str, other: &str) -> Result<u64, CoreError> {
    let ((class, one), (of, other)) = (taught(inner, one)?, taught(inner, other)?);
    if of != class {
        return Err(CoreError::not_found("student"));
    }
    arrange(inner, |tx| {
        let seats = tx.seats(class)?;
        let at = |user| Seat::of(&seats, class, user);
        Ok(vec![Seat { user: one, ..at(other) }, Seat { user: other, ..at(one) }])
    })
}

/// Takes the last move back.
pub(crate) fn undo_seat(inner: &Inner) -> Result<u64, CoreError> {
    let mut moves = inner.moves();
    let before = moves.0.last().cloned().ok_or_else(|| CoreError::not_found("step"))?;
    let (_, written) = inner.store.write(|tx| put(tx, &before))?;
    moves.0.pop();
    inner.link.nudge();
    Ok(written.revision)
}

/// Writes the seats that change, all or none of them, and remembers how they were.
fn arrange(
    inner: &Inner,
    change: impl FnOnce(&Tx<'_>) -> Result<Vec<Seat>, StoreError>,
) -> Result<u64, CoreError> {
    let mut moves = inner.moves();
    let (before, written) = inner.store.write(|tx| {
        let changed = change(tx)?;
        put(tx, &changed)
    })?;
    if before.is_empty() {
        return Ok(written.revision);
    }
    moves.0.push(before);
    if moves.0.len() > DEPTH {
        moves.0.remove(0);
    }
    inner.link.nudge();
    Ok(written.revision)
}

/// Writes those seats that are others than before; answers how these were.
fn put(tx: &mut Tx<'_>, seats: &[Seat]) -> Result<Vec<Seat>, StoreError> {
    let mut before = Vec::new();
    for seat in seats {
        let was = Seat::of(&tx.seats(seat.class)?, seat.class, seat.user);
        if was != *seat {
            tx.append(Some((seat.class, seat.user)), &body(seat), Send::Now)?;
            before.push(was);
        }
    }
    Ok(before)
}

fn body(seat: &Seat) -> Body {
    let Ok(Value::Object(fields)) = serde_json::to_value(seat) else { unreachable!("a seat is an object") };
    Body::Set(Set { entity: Entity::Seat.as_str().into(), id: Seat::key(seat.class, seat.user), fields })
}
