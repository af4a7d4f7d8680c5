//! Faults that a test may switch on, one at a time, to prove that the simulator would notice them: each is one rule
//! of sync left out where it is kept. Without the feature `mutants` nothing can be switched on, and every question is
//! answered at compile time.

macro_rules! mutants {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// A rule that is left out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Mutant {
            $($(#[doc = $doc])* $name,)*
        }

        impl Mutant {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

mutants! {
    /// The server acknowledges what it rolled back.
    AckBeforeCommit,
    /// The server says that it knows an id, whatever the bytes are.
    DupWithOtherBytes,
    /// The server refuses what it has, when it is pushed again.
    RepeatRefused,
    /// The server takes an operation whose actor is not the token's person.
    ActorNotCompared,
    /// The server does not ask whose fact is taken back or corrected.
    AnyoneRetracts,
    /// The server does not ask whether a person may write at all.
    AnyoneWrites,
    /// The server does not look up whose record a named fact stands in.
    ForeignReference,
    /// The server lets anyone bind a photo's bytes by their hash.
    GrantWithoutUpload,
    /// The server hands out a photo to whoever knows its hash.
    BlobWithoutGrant,
    /// The server also puts a student's facts into the whole class's stream.
    RoutedToClass,
    /// The server takes anybody's word for what is so in a class.
    RoomHeardFromAnyone,
    /// The server also puts a seat into the stream of the student who sits there.
    SeatShownToStudent,
    /// The server does not ask whose class it is in which somebody is given a seat.
    SeatsByAnyone,
    /// The server does not ask in whose record a seat stands.
    SeatInAnyRecord,
    /// The device does not show its own seats before the feed does.
    OwnSeatNotShown,
    /// The server does not look into a voice note.
    VoiceNotRead,
    /// The device sends a voice note and does not say what it belongs to.
    VoiceNotBound,
    /// The server goes on reading out a class to those who have left it.
    ReadAfterLeaving,
    /// The server goes on reading out a peer round that is closed.
    ClosedRoundReadable,
    /// The server writes an operation again instead of keeping its bytes.
    UnknownFieldsDropped,
    /// The server takes the device's word for when an operation takes effect.
    EffUnbounded,
    /// A stream's number is counted twice now and then.
    SeqSkipped,
    /// The device drops what waits when it opens its store.
    PendingDropped,
    /// The device forgets what was refused.
    RefusedSwallowed,
    /// The device notes how far it has read before it has read so far.
    CursorFirst,
    /// The device takes a page whose digest is another.
    DigestSkipped,
    /// The device keeps streams that it may no longer read.
    GoneStreamKept,
    /// The device leaves levels as they were when the feed brings news.
    LevelsNotRefolded,
    /// The device lets the last write to arrive stand, whenever it was made.
    LastToArriveStands,
    /// The device keeps its own time for its own operations when the feed shows them.
    OwnTimeKept,
    /// The device keeps what it held when it was killed for ever.
    HeldNotReleased,
    /// The device lets one operation that the server stumbles over stop all others.
    PoisonStopsAll,
    /// The device lets one photo that cannot be read stop all others.
    TornPhotoStopsAll,
    /// The server counts epochs by its database, which may have gone back.
    EpochsCountedByDatabase,
    /// The server does not read in its ledger who was shut out.
    ShutOutForgotten,
    /// The device does not offer what the server may have forgotten.
    NothingOffered,
    /// The device keeps nothing of an operation whose kind it does not know but its place.
    UnknownKindsDropped,
    /// The device leaves what it did not know where it is when it is updated.
    UpdateNotFolded,
    /// The server does not tell a device that there are two of it.
    ForkNotTold,
    /// The server now and then puts an operation in a stream's first place and not behind its last.
    SlotGivenAgain,
    /// The server leaves feedback as it is when it erases a student.
    FeedbackNotBlanked,
    /// The server leaves the voice notes of a student whom it erases.
    VoiceNotDestroyed,
    /// The server does not erase again what a copy that was put back brings back.
    ErasedOnce,
    /// The device does not forget a student whom a notice says to be erased.
    NoticePassedOver,
    /// The device of an erased student keeps what it has.
    OwnDeviceKept,
}

#[cfg(feature = "mutants")]
mod switch {
    use super::Mutant;
    use std::sync::atomic::{AtomicU8, Ordering};

    const NONE: u8 = u8::MAX;
    static ON: AtomicU8 = AtomicU8::new(NONE);

    /// Switches one on, for the whole process; `None`: switches it off.
    pub fn set(mutant: Option<Mutant>) {
        ON.store(mutant.map_or(NONE, |mutant| mutant as u8), Ordering::SeqCst);
    }

    /// Whether this one is on.
    pub fn on(mutant: Mutant) -> bool {
        ON.load(Ordering::Relaxed) == mutant as u8
    }
}

#[cfg(feature = "mutants")]
pub use switch::{on, set};

/// Whether this one is on: never, without the feature.
#[cfg(not(feature = "mutants"))]
pub const fn on(_: Mutant) -> bool {
    false
}
