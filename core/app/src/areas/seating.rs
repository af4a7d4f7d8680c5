//! How a class sits, as its teacher arranges it on Today.

use super::save;
use super::teaching::{Saved, Teaching};
use crate::error::CoreError;
use crate::intents;

#[uniffi::export]
impl Teaching {
    /// Seats a student of the class that Today shows at a table (1 to 60), after those who sit there.
    pub async fn seat_at(&self, student: String, table: u32) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::seat_at(inner, &student, table)).await
    }

    /// Two students of the class that Today shows change places.
    pub async fn swap_seats(&self, one: String, other: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::swap_seats(inner, &one, &other)).await
    }

    /// Takes the last move of a seat back.
    pub async fn undo_seat(&self) -> Result<Saved, CoreError> {
        save(&self.inner, intents::undo_seat).await
    }
}
