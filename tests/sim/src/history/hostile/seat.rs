//! Seats that are not the setter's to set, or that stand in another record than that of whom they are about.

use super::push_forged;
use crate::history::cast::{AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, DARA};
use crate::history::chance::Chance;
use crate::history::seats;
use crate::history::stage::Stage;
use crate::history::verdict::Violation;
use notyet_model::fact::Body;
use notyet_model::plan::day::Table;
use notyet_model::register::Seat;

pub(super) async fn act(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let (why, class, user) = [
        ("a student arranges the room", CLASS_7B, DARA),
        ("a student moves another", CLASS_7B, AMARA),
        ("a room of another's class", CLASS_7D, CHIDI),
        ("a seat for somebody of another class", CLASS_7B, CHIDI),
        ("a seat in somebody else's record", CLASS_7B, AMARA),
        ("a seat in nobody's record", CLASS_7B, AMARA),
        ("a seat under somebody else's name", CLASS_7B, AMARA),
    ][chance.below(7)];
    let seat = Seat { class, user, table: Some(Table(1)), place: 0 };
    let Body::Set(mut set) = seats::body(&seat, &stage.ledger.canary()) else { return Ok(false) };
    let mut about = Some(user);
    match why {
        "a seat in somebody else's record" => about = Some(BEN),
        "a seat in nobody's record" => about = None,
        "a seat under somebody else's name" => set.id = Seat::key(class, BEN),
        _ => {}
    }
    let by = if why.starts_with("a student") { &mut stage.dara } else { &mut stage.careless };
    let op = by.op(Some(class), about, &Body::Set(set));
    push_forged(stage, &op, why).await
}
