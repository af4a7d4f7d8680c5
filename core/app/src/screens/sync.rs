//! Sync: what waits to be sent and why, and what was refused and what to do.

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QueueRow {
    /// "Level for Amara O. on C3".
    pub text: String,
    /// Why it waits: "Until you leave this student", "Until there is a network".
    pub reason: String,
}

/// One thing that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RefusedRow {
    /// "Level for Amara O. on C3".
    pub text: String,
    /// Why, and what to do.
    pub reason: String,
}

/// All of Sync.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncScreen {
    /// The database's revision.
    pub revision: u64,
    /// "Everything is sent." or "3 not sent yet. They are safe on this tablet."
    pub headline: String,
    /// What happens now: "Sending", "No network. Trying again soon.", "Last contact at 10:42".
    pub status: String,
    /// Whether asking to try now makes sense.
    pub can_try_now: bool,
    /// Oldest first, at most 200.
    pub queue: Vec<QueueRow>,
    /// Newest first, at most 200.
    pub refused: Vec<RefusedRow>,
}
