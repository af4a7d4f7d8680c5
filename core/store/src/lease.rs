//! The device's lease as it is kept: how long the server has not answered, noted whenever the clocks are looked at.
//! What follows is the model's word; who carries it out is above.

use crate::{Env, Reader, Store, StoreError, clock};
use notyet_model::authority::Role;
use notyet_model::lease::{Due, Lease};
use rusqlite::Connection;

const ELAPSED: &str = "lease_elapsed_ms";
const WALL: &str = "lease_wall_ms";
const UPTIME: &str = "lease_uptime_ms";

/// The server has answered; `offset_ms` is its clock minus this device's.
pub(crate) fn confirm(conn: &Connection, env: &dyn Env, offset_ms: i64) -> Result<(), StoreError> {
    put(conn, Lease::confirmed(env.now_ms().saturating_add(offset_ms), env.uptime_ms()))
}

fn put(conn: &Connection, lease: Lease) -> Result<(), StoreError> {
    clock::set_number(conn, ELAPSED, clock::signed(lease.elapsed_ms))?;
    clock::set_number(conn, WALL, lease.wall_ms)?;
    clock::set_number(conn, UPTIME, clock::signed(lease.uptime_ms))
}

fn kept(conn: &Connection) -> Result<Option<Lease>, StoreError> {
    let number = |key| clock::number(conn, key);
    let (Some(elapsed), Some(wall_ms), Some(uptime)) = (number(ELAPSED)?, number(WALL)?, number(UPTIME)?)
    else {
        return Ok(None);
    };
    Ok(Some(Lease { elapsed_ms: elapsed.max(0) as u64, wall_ms, uptime_ms: uptime.max(0) as u64 }))
}

impl Store {
    /// Looks at the clocks, notes how long the server has not answered, and says so; a device that never heard
    /// of it counts from its first look.
    pub fn lease(&self) -> Result<Lease, StoreError> {
        let (wall_ms, uptime_ms) = (self.now_ms(), self.env().uptime_ms());
        let looked = self.write(|tx| {
            let stamp_ms = clock::Clock::load(tx.conn)?.hlc.ms();
            let lease = match kept(tx.conn)? {
                Some(lease) => lease.seen(wall_ms, uptime_ms, stamp_ms),
                None => Lease::confirmed(wall_ms, uptime_ms),
            };
            put(tx.conn, lease)?;
            Ok(lease)
        });
        looked.map(|(lease, _)| lease)
    }

    /// What follows from that for whoever is signed in, under the school's terms.
    pub fn lease_due(&self) -> Result<(Lease, Due), StoreError> {
        let lease = self.lease()?;
        let due = self.read(|r| {
            let role = r.session()?.map(|session| session.enrolment.role);
            Ok(role.map(|role| r.due(lease, role)).transpose()?.unwrap_or(Due::Nothing))
        })?;
        Ok((lease, due))
    }
}

impl Reader<'_> {
    fn due(&self, lease: Lease, role: Role) -> Result<Due, StoreError> {
        let leases = self.school()?.and_then(|school| school.lease).unwrap_or_default();
        Ok(lease.due(&leases, role))
    }
}
