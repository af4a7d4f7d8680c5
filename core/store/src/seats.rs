//! Where students sit: what the feed says, and over it what was set on this device and the feed has not shown yet, so
//! that a room is arranged without a network as well.

use crate::levels::BodyOf;
use crate::{Reader, StoreError, entity};
use notyet_model::fact::Set;
use notyet_model::ids::{ClassId, UserId};
use notyet_model::register::{Entity, Seat, view};
use notyet_protocol::mutant::{self, Mutant};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// The seats of a class, those of students who left it included; who was never given one is missing.
    pub fn seats(&self, class: ClassId) -> Result<BTreeMap<UserId, Seat>, StoreError> {
        let within = format!("{class}/");
        let listed = entity::list::<Seat>(self.conn, Entity::Seat, &within)?;
        let own = match mutant::on(Mutant::OwnSeatNotShown) {
            true => vec![],
            false => self.unsent_seats(&entity::name(Entity::Seat.as_str(), &within))?,
        };
        let all = listed.into_iter().map(|(_, seat)| seat).chain(own);
        Ok(all.filter(|seat| seat.class == class).map(|seat| (seat.user, seat)).collect())
    }

    /// Those of this device that wait for the feed, oldest first.
    fn unsent_seats(&self, from: &str) -> Result<Vec<Seat>, StoreError> {
        let to = format!("{}0", &from[..from.len() - 1]);
        let mut read = self.conn.prepare_cached(
            "SELECT body FROM op WHERE entity IS NOT NULL AND entity >= ? AND entity < ? AND state < 3 ORDER BY n",
        )?;
        let mut rows = read.query([from, &to])?;
        let mut seats = Vec::new();
        while let Some(row) = rows.next()? {
            let set: BodyOf<Set> = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or(""))?;
            seats.extend(view::<Seat>(&set.b.fields));
        }
        Ok(seats)
    }
}
