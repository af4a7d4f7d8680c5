//! The hand with which the server itself writes operations: its own clock and count, which go on where they stopped.

use crate::env::{Env, random};
use crate::storage::{StorageFault, Stored, Tx};
use notyet_model::clock::Hlc;
use notyet_model::ids::{ClassId, DeviceId, OpId, UserId};
use notyet_protocol::op::Origin;

/// The actor of what the server itself writes.
pub const SYSTEM: UserId = UserId::from_bytes([0; 16]);
const SYSTEM_DEVICE: DeviceId = DeviceId::from_bytes([0; 16]);

/// See the module.
pub(crate) struct Pen {
    clock: Hlc,
    dseq: u64,
}

impl Pen {
    pub(crate) fn take(tx: &mut dyn Tx, now_ms: i64) -> Stored<Self> {
        let mut number = |key| -> Stored<u64> {
            let text = tx.meta(key)?.unwrap_or_else(|| "0".to_owned());
            text.parse().map_err(|_| StorageFault::Damaged(format!("the server's {key} is no number")))
        };
        Ok(Self { clock: Hlc(number("clock")?).tick(now_ms), dseq: number("dseq")? })
    }

    /// Stamps the next operation.
    pub(crate) fn stamp(
        &mut self,
        env: &dyn Env,
        now_ms: i64,
        class: Option<ClassId>,
        student: Option<UserId>,
    ) -> Origin {
        self.clock = self.clock.tick(now_ms);
        self.dseq += 1;
        let id = uuid::Builder::from_unix_timestamp_millis(now_ms.max(0) as u64, &random(env)).into_uuid();
        Origin {
            id: OpId(id),
            dev: SYSTEM_DEVICE,
            dseq: self.dseq,
            actor: SYSTEM,
            hlc: self.clock,
            class,
            student,
        }
    }

    pub(crate) fn put_down(self, tx: &mut dyn Tx) -> Stored<()> {
        tx.set_meta("clock", &self.clock.0.to_string())?;
        tx.set_meta("dseq", &self.dseq.to_string())
    }
}
