//! The end of the process. SQLCipher clears its ciphers and the mask over its keys away as soon as `exit` is called, though
//! other threads may be in the middle of a page: what they read or write after that crashes or is encrypted by no key. So
//! all work on a database is over by then, and no more of it begins.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

/// Shared by all who work on a database, and taken for good by the end.
static WORK: RwLock<()> = RwLock::new(());
static ENDS: AtomicBool = AtomicBool::new(false);
static WAITS: Once = Once::new();

/// How long the end waits for work under way: five seconds.
const STEP: Duration = Duration::from_millis(5);
const STEPS: usize = 1000;

/// Held while a connection is in use, once by a thread. Does not return when the process is ending.
pub(crate) fn working() -> RwLockReadGuard<'static, ()> {
    let working = WORK.read().unwrap_or_else(PoisonError::into_inner);
    if !ENDS.load(Ordering::Acquire) {
        return working;
    }
    drop(working);
    loop {
        std::thread::park();
    }
}

/// From now on the process waits at its end. Called once SQLCipher is set up, since what was asked for last is done first.
#[expect(unsafe_code, reason = "the standard library has no door to `atexit`")]
pub(crate) fn wait_for_work() {
    extern "C" fn end() {
        ENDS.store(true, Ordering::Release);
        // Not for ever: the end may have been asked for from inside of the work.
        for _ in 0..STEPS {
            if let Ok(all) = WORK.try_write() {
                return std::mem::forget(all);
            }
            std::thread::sleep(STEP);
        }
    }
    WAITS.call_once(|| {
        // SAFETY: `end` takes nothing, returns nothing and does not unwind.
        if unsafe { libc::atexit(end) } != 0 {
            tracing::warn!("the end of the process will not wait for its databases");
        }
    });
}
