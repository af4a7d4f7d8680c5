//! Results of a student that later facts took out of the count: taken back, or excused by a teacher.

use crate::StoreError;
use crate::levels::BodyOf;
use notyet_model::fact::Excusal;
use notyet_model::ids::{OpId, UserId};
use notyet_model::select::SetAside;
use rusqlite::Connection;

/// What does not count of a student's results: as the feed alone says, and with own unsent work.
#[derive(Default)]
pub(crate) struct Aside {
    pub(crate) confirmed: SetAside,
    pub(crate) overlaid: SetAside,
}

impl Aside {
    pub(crate) fn of(conn: &Connection, student: UserId) -> Result<Self, StoreError> {
        let mut aside = Self::default();
        let mut read = conn.prepare_cached(
            "SELECT r.target, o.state = 3 FROM op o JOIN retracted r ON r.op = o.n
              WHERE o.student = ? AND o.kind = 'retraction' AND o.state <> 4",
        )?;
        let mut rows = read.query([student.0])?;
        while let Some(row) = rows.next()? {
            let target = OpId(row.get(0)?);
            aside.overlaid.taken_back.insert(target);
            if row.get(1)? {
                aside.confirmed.taken_back.insert(target);
            }
        }
        let mut read = conn.prepare_cached(
            "SELECT id, body, state = 3 FROM op WHERE student = ? AND kind = 'excusal' AND state <> 4",
        )?;
        let mut rows = read.query([student.0])?;
        while let Some(row) = rows.next()? {
            let (id, is_confirmed) = (OpId(row.get(0)?), row.get(2)?);
            let text = row.get_ref(1)?.as_str().unwrap_or("");
            let Ok(BodyOf::<Excusal> { b }) = serde_json::from_str(text) else { continue };
            if is_confirmed && !aside.confirmed.taken_back.contains(&id) {
                aside.confirmed.excused.extend(&b.of);
            }
            if !aside.overlaid.taken_back.contains(&id) {
                aside.overlaid.excused.extend(&b.of);
            }
        }
        Ok(aside)
    }

    /// Whether own unsent work says otherwise than the feed.
    pub(crate) fn differs(&self, id: OpId) -> bool {
        let says = |aside: &SetAside| (aside.taken_back.contains(&id), aside.excused.contains(&id));
        says(&self.confirmed) != says(&self.overlaid)
    }
}
