//! Which tokens opened something here before. It opens nothing by itself: it says who need not share the few places
//! that there are for strangers.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tokens that are remembered. When there are more, all are met anew.
const MOST: usize = 20_000;

/// The tokens, as hashes that nobody outside this process can work out.
#[derive(Default)]
pub(crate) struct Known {
    hasher: RandomState,
    tokens: Mutex<HashSet<u64>>,
}

impl Known {
    /// Whether this token opened something.
    pub(crate) fn has(&self, token: &str) -> bool {
        self.tokens().contains(&self.hasher.hash_one(token))
    }

    /// It did.
    pub(crate) fn meet(&self, token: &str) {
        let mut tokens = self.tokens();
        if tokens.len() >= MOST {
            tokens.clear();
        }
        tokens.insert(self.hasher.hash_one(token));
    }

    /// It does not any more.
    pub(crate) fn forget(&self, token: &str) {
        self.tokens().remove(&self.hasher.hash_one(token));
    }

    fn tokens(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
