//! The class as its adults arranged it: table by table, and who has no seat yet.

use super::parts::UndoBar;
use notyet_model::ids::ClassId;
use notyet_model::register::{Member, Seat};
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// A table of the room, or all who have no seat yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SeatTable {
    /// Its number; absent: these sit at no table yet.
    pub table: Option<u32>,
    /// "Table 2"; absent where nobody of the class was given a seat.
    pub title: Option<String>,
    /// What a reader hears of the place after the last one there: "Sit at table 2".
    pub join: Option<String>,
    /// Who sits there, in the order of the seats.
    pub students: Vec<String>,
}

/// How a class sits.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Seating {
    /// The tables by number, then those without a seat.
    pub tables: Vec<SeatTable>,
    /// The first table at which nobody sits; absent: the room is full of them.
    pub fresh: Option<SeatTable>,
    /// The last move, while it can be taken back.
    pub undo: Option<UndoBar>,
}

/// More tables than any room has.
pub(crate) const MOST_TABLES: u16 = 60;

/// The tables of a class, of whose students (in the order of lists) these are shown.
pub(crate) fn tables(
    reader: &Reader<'_>,
    speech: &Speech,
    class: ClassId,
    members: &[Member],
) -> Result<Vec<SeatTable>, StoreError> {
    let seats = reader.seats(class)?;
    // Stable: of two at one place the one stands first whom lists name first.
    let mut seated: Vec<Seat> = members.iter().map(|member| Seat::of(&seats, class, member.user)).collect();
    // Those without a table come last, in the order of lists.
    seated.sort_by_key(|seat| match seat.table {
        Some(table) => (false, table.0, seat.place),
        None => (true, 0, 0),
    });
    let is_arranged = seated.iter().any(|seat| seat.table.is_some());
    let tables = seated.chunk_by(|one, next| one.table == next.table).map(|seats| {
        let students = seats.iter().map(|seat| seat.user.to_string()).collect();
        match seats[0].table {
            Some(table) => table_of(speech, table.0, students),
            None => SeatTable {
                table: None,
                title: is_arranged.then(|| speech.text("seats-none")),
                join: None,
                students,
            },
        }
    });
    Ok(tables.collect())
}

/// The tables of a class, and what can be done with them.
pub(crate) fn seating(
    reader: &Reader<'_>,
    speech: &Speech,
    class: ClassId,
    members: &[Member],
    can_undo: bool,
) -> Result<Seating, StoreError> {
    let tables = tables(reader, speech, class, members)?;
    let is_free = |number: &u16| tables.iter().all(|it| it.table != Some(u32::from(*number)));
    let fresh = (1..=MOST_TABLES).find(is_free);
    let undo = UndoBar { text: speech.text("seats-moved"), can_undo: true, can_redo: false };
    Ok(Seating {
        tables,
        fresh: fresh.map(|number| table_of(speech, number, Vec::new())),
        undo: can_undo.then_some(undo),
    })
}

fn table_of(speech: &Speech, number: u16, students: Vec<String>) -> SeatTable {
    let number = u32::from(number);
    let say = |key| speech.say(key, &[("number", number.into())]);
    SeatTable {
        table: Some(number),
        title: Some(say("seats-table")),
        join: Some(say("seats-join")),
        students,
    }
}
