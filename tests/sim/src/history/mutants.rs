//! Which invariant each left-out rule breaks, and the seed whose history shows it.

use super::invariants::Invariant;
use super::run::run;
use notyet_protocol::mutant::Mutant;

/// A history that catches a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The rule that is left out.
    pub mutant: Mutant,
    /// What no longer holds.
    pub breaks: Invariant,
    /// In the history of this seed.
    pub seed: u64,
}

/// A mutant must be caught by one of the first histories, up to this one.
pub const WITHIN: u64 = 200;

const fn caught(mutant: Mutant, breaks: Invariant, seed: u64) -> Caught {
    Caught { mutant, breaks, seed }
}

/// All of them.
pub const TABLE: &[Caught] = &[
    caught(Mutant::AckBeforeCommit, Invariant::Atomicity, 1),
    caught(Mutant::DupWithOtherBytes, Invariant::Idempotency, 3),
    caught(Mutant::RepeatRefused, Invariant::Idempotency, 1),
    caught(Mutant::ActorNotCompared, Invariant::Authority, 1),
    caught(Mutant::AnyoneRetracts, Invariant::Authority, 2),
    caught(Mutant::AnyoneWrites, Invariant::Authority, 1),
    caught(Mutant::ForeignReference, Invariant::Authority, 2),
    caught(Mutant::GrantWithoutUpload, Invariant::Isolation, 1),
    caught(Mutant::BlobWithoutGrant, Invariant::Isolation, 1),
    caught(Mutant::RoutedToClass, Invariant::Isolation, 1),
    caught(Mutant::RoomHeardFromAnyone, Invariant::Isolation, 1),
    caught(Mutant::SeatShownToStudent, Invariant::Isolation, 1),
    caught(Mutant::SeatsByAnyone, Invariant::Authority, 1),
    caught(Mutant::SeatInAnyRecord, Invariant::Authority, 2),
    caught(Mutant::OwnSeatNotShown, Invariant::Convergence, 1),
    caught(Mutant::VoiceNotRead, Invariant::Isolation, 3),
    caught(Mutant::VoiceNotBound, Invariant::Durability, 1),
    caught(Mutant::ReadAfterLeaving, Invariant::Isolation, 1),
    caught(Mutant::ClosedRoundReadable, Invariant::Isolation, 13),
    caught(Mutant::UnknownFieldsDropped, Invariant::Liveness, 2),
    caught(Mutant::EffUnbounded, Invariant::Convergence, 2),
    caught(Mutant::SeqSkipped, Invariant::Density, 1),
    caught(Mutant::PendingDropped, Invariant::Durability, 1),
    caught(Mutant::RefusedSwallowed, Invariant::Durability, 1),
    caught(Mutant::CursorFirst, Invariant::Atomicity, 1),
    caught(Mutant::DigestSkipped, Invariant::Convergence, 5),
    caught(Mutant::GoneStreamKept, Invariant::Isolation, 1),
    caught(Mutant::LevelsNotRefolded, Invariant::Liveness, 1),
    caught(Mutant::LastToArriveStands, Invariant::Convergence, 2),
    caught(Mutant::OwnTimeKept, Invariant::Convergence, 5),
    caught(Mutant::HeldNotReleased, Invariant::Durability, 1),
    caught(Mutant::PoisonStopsAll, Invariant::Liveness, 7),
    caught(Mutant::TornPhotoStopsAll, Invariant::Liveness, 9),
    caught(Mutant::EpochsCountedByDatabase, Invariant::Amnesia, 1),
    caught(Mutant::ShutOutForgotten, Invariant::Amnesia, 3),
    caught(Mutant::NothingOffered, Invariant::Isolation, 1),
    caught(Mutant::UnknownKindsDropped, Invariant::Convergence, 1),
    caught(Mutant::UpdateNotFolded, Invariant::Liveness, 15),
    caught(Mutant::ForkNotTold, Invariant::Idempotency, 7),
    caught(Mutant::SlotGivenAgain, Invariant::Erasure, 1),
    caught(Mutant::FeedbackNotBlanked, Invariant::Erasure, 9),
    caught(Mutant::VoiceNotDestroyed, Invariant::Erasure, 9),
    caught(Mutant::ErasedOnce, Invariant::Erasure, 12),
    caught(Mutant::NoticePassedOver, Invariant::Erasure, 9),
    caught(Mutant::OwnDeviceKept, Invariant::Liveness, 9),
];

/// The first seed from this one on, up to [`WITHIN`], whose history breaks with the mutant that is switched on.
pub fn hunt(first: u64) -> Option<(u64, super::Violation)> {
    (first..=WITHIN).find_map(|seed| Some((seed, run(seed).violation?)))
}
