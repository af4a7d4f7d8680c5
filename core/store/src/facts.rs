//! A student's facts as the model's flows take them: whole, with what was taken back among them.

use crate::fold::body_of;
use crate::{Reader, StoreError};
use notyet_model::clock::Hlc;
use notyet_model::fact::Kind;
use notyet_model::flow::Fact;
use notyet_model::ids::UserId;
use notyet_protocol::op::Op;
use rusqlite::params;

impl Reader<'_> {
    /// Facts of these kinds about a student; own unsent work counts, and what the server did not take does not. In no
    /// particular order: [`notyet_model::flow::Standing`] puts them into one and leaves out what does not stand, for
    /// which retractions have to be among the kinds.
    pub fn facts(&self, student: UserId, kinds: &[Kind]) -> Result<Vec<Fact>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT coalesce(eff, hlc), body FROM op WHERE student = ? AND kind = ? AND state <> 4",
        )?;
        let mut facts = Vec::new();
        for kind in kinds {
            let mut rows = read.query(params![student.0, kind.as_str()])?;
            while let Some(row) = rows.next()? {
                let Ok(op) = serde_json::from_str::<Op>(row.get_ref(1)?.as_str().unwrap_or("")) else {
                    continue;
                };
                let eff = Hlc(row.get::<_, i64>(0)?.max(0) as u64);
                facts.extend(body_of(&op).map(|body| Fact {
                    id: op.id,
                    student: op.student,
                    actor: op.actor,
                    eff,
                    body,
                }));
            }
        }
        Ok(facts)
    }
}
