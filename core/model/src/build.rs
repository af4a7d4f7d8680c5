//! Which version of the program speaks. There is one, unless a test turns on the feature `next`: then a thread can be
//! told whose turn it is, this version's or the next one's, so that both meet in one process. Nothing that ships is
//! built with that feature, and without it every question here is answered at compile time.

/// A version of this program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Build {
    /// This one.
    #[default]
    Present,
    /// The next one as tests imagine it: it speaks the next version of the wire, knows one more kind, writes one more
    /// field of a known kind, and a newer version of another (`fact/next.rs`).
    Next,
}

#[cfg(feature = "next")]
mod turn {
    use super::Build;
    use std::cell::RefCell;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    thread_local! {
        static HERE: RefCell<Turn> = RefCell::default();
    }

    /// Whose turn it is on the threads that share it. A simulator gives each its turn before it calls it.
    #[derive(Clone, Debug, Default)]
    pub struct Turn(Arc<AtomicBool>);

    /// Gives the turn back to whoever had it before.
    #[derive(Debug)]
    pub struct Until {
        turn: Turn,
        before: bool,
    }

    impl Turn {
        /// The turn of this thread.
        pub fn here() -> Self {
            HERE.with_borrow(Self::clone)
        }

        /// From now on whatever runs on this thread is the version whose turn it is.
        pub fn share(&self) {
            HERE.set(self.clone());
        }

        /// It is this version's turn, until what is answered goes out of scope.
        #[must_use]
        pub fn of(&self, build: Build) -> Until {
            let before = self.0.swap(build == Build::Next, Ordering::SeqCst);
            Until { turn: self.clone(), before }
        }

        fn is_nexts(&self) -> bool {
            self.0.load(Ordering::SeqCst)
        }
    }

    impl Drop for Until {
        fn drop(&mut self) {
            self.turn.0.store(self.before, Ordering::SeqCst);
        }
    }

    /// The version that speaks on this thread.
    pub fn build() -> Build {
        if HERE.with_borrow(Turn::is_nexts) { Build::Next } else { Build::Present }
    }
}

#[cfg(feature = "next")]
pub use turn::{Turn, Until, build};

/// The version that speaks: this one, without the feature.
#[cfg(not(feature = "next"))]
pub const fn build() -> Build {
    Build::Present
}
