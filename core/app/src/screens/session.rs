//! Join: who this device is for, and how it becomes theirs.

/// How far this device has come.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SessionState {
    /// Nobody has joined on this device.
    NotJoined,
    /// A student's name waits for the teacher to match it.
    Matching {
        /// "Your teacher matches your name. Stay near."
        sentence: String,
    },
    /// A teacher's device.
    Teaching,
    /// A student's device.
    Learning,
}

/// All that the shell needs before it opens the first screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SessionScreen {
    /// The database's revision.
    pub revision: u64,
    /// How far this device has come.
    pub state: SessionState,
    /// The person's whole name; empty before anyone has joined.
    pub name: String,
    /// The school's name; empty before it is known.
    pub school: String,
    /// The address that was used last, to be offered again.
    pub server_url: String,
    /// What became of the last try to join, when it needs to be said ("Ask your teacher to try again.").
    pub notice: Option<String>,
}
