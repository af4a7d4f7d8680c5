//! Where a student sits in a class: at which table, and after whom.

use crate::ids::{ClassId, UserId};
use crate::plan::day::Table;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fields of a student's seat; for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Which class.
    pub class: ClassId,
    /// Who sits there.
    pub user: UserId,
    /// At which table; absent: at none yet.
    #[serde(default)]
    pub table: Option<Table>,
    /// Order at the table, lowest first. Two that two teachers gave at once stand in the order of lists.
    #[serde(default)]
    pub place: u32,
}

impl Seat {
    /// The register id of a student's seat in a class.
    pub fn key(class: ClassId, user: UserId) -> String {
        format!("{class}/{user}")
    }

    /// Where this student sits, by the seats of the class; at no table, if they were given none.
    pub fn of(seats: &BTreeMap<UserId, Self>, class: ClassId, user: UserId) -> Self {
        seats.get(&user).copied().unwrap_or(Self::none(class, user))
    }

    /// At no table.
    pub fn none(class: ClassId, user: UserId) -> Self {
        Self { class, user, table: None, place: 0 }
    }
}
