//! Results that teachers excused: on record, and out of the count.

use crate::StoreError;
use crate::levels::BodyOf;
use notyet_model::fact::Excusal;
use notyet_model::ids::{OpId, UserId};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What teachers took out of the count of a student's results, as the feed alone says, and with own unsent work.
#[derive(Default)]
pub(crate) struct Excused {
    pub(crate) confirmed: BTreeSet<OpId>,
    pub(crate) overlaid: BTreeSet<OpId>,
}

impl Excused {
    pub(crate) fn of(conn: &Connection, student: UserId) -> Result<Self, StoreError> {
        let mut read = conn.prepare_cached(
            "SELECT o.body, o.state = 3,
                    EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                             WHERE r.target = o.id AND t.student = o.student AND t.state = 3),
                    EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                             WHERE r.target = o.id AND t.student = o.student AND t.state < 3)
               FROM op o
              WHERE o.student = ? AND o.kind = 'excusal' AND o.state <> 4",
        )?;
        let mut rows = read.query([student.0])?;
        let mut excused = Self::default();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().unwrap_or("");
            let Ok(BodyOf::<Excusal> { b }) = serde_json::from_str(text) else { continue };
            let (confirmed, gone, gone_unsent): (bool, bool, bool) = (row.get(1)?, row.get(2)?, row.get(3)?);
            if confirmed && !gone {
                excused.confirmed.extend(&b.of);
            }
            if !gone && !gone_unsent {
                excused.overlaid.extend(&b.of);
            }
        }
        Ok(excused)
    }

    /// Whether own unsent work says otherwise than the feed.
    pub(crate) fn differs(&self, id: OpId) -> bool {
        self.confirmed.contains(&id) != self.overlaid.contains(&id)
    }
}
