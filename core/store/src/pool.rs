//! The two connections that read. Who comes while both are busy waits for the first to come back.

use crate::ending;
use rusqlite::{Connection, InterruptHandle};
use std::sync::{Condvar, Mutex, PoisonError, RwLockReadGuard};

/// Reading connections, lent one at a time.
pub(crate) struct Pool {
    idle: Mutex<Vec<Connection>>,
    back: Condvar,
    /// Outside the lock, so that a long read can be ended by someone who does not hold the connection.
    interrupts: Vec<InterruptHandle>,
}

impl Pool {
    pub(crate) fn new(connections: Vec<Connection>) -> Self {
        let interrupts = connections.iter().map(Connection::get_interrupt_handle).collect();
        Self { idle: Mutex::new(connections), back: Condvar::new(), interrupts }
    }

    pub(crate) fn lend(&self) -> Lent<'_> {
        let working = ending::working();
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = idle.pop() {
                return Lent { pool: self, conn: Some(conn), _working: working };
            }
            idle = self.back.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(crate) fn interrupt(&self) {
        self.interrupts.iter().for_each(InterruptHandle::interrupt);
    }
}

/// A borrowed connection; goes back when dropped, even by a panic.
pub(crate) struct Lent<'a> {
    pool: &'a Pool,
    conn: Option<Connection>,
    _working: RwLockReadGuard<'static, ()>,
}

impl std::ops::Deref for Lent<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn.as_ref().expect("it is taken out only when dropped")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
            self.pool.back.notify_one();
        }
    }
}
