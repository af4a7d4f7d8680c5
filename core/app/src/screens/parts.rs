//! Pieces that several screens share.

/// The sign: a ring that closes at the level that counts as mastery.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Sign {
    /// Position on the scale, lowest 0; absent: no work yet.
    pub level: Option<u32>,
    /// Position of the level that counts as mastery.
    pub mastery: u32,
    /// How many levels the scale has.
    pub levels: u32,
    /// Practice alone has shown it so far: drawn with hollow lines.
    pub practice_only: bool,
}

/// An outcome in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeRow {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// Where the student stands.
    pub sign: Sign,
    /// The level in words, or "No work here yet", or "In practice: Approaching".
    pub level: String,
    /// All of it in one breath, for screen readers.
    pub spoken: String,
}

/// The head of everything about one outcome.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeHead {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// Where the student stands.
    pub sign: Sign,
    /// The level in words.
    pub level: String,
    /// The level's plain line ("I am getting there"); empty without a level.
    pub plain: String,
    /// All of it in one breath, for screen readers.
    pub spoken: String,
}

/// A photo as a tile.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PhotoTile {
    /// Names the picture when its bytes are asked for.
    pub attachment: String,
    /// Whether there is anything to show yet.
    pub state: PhotoState,
    /// "12 Nov".
    pub day: String,
    /// "Photo of 12 Nov".
    pub spoken: String,
}

/// How far a photo has come on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PhotoState {
    /// Here.
    Ready,
    /// On its way from another device.
    Coming,
    /// Its bytes will not open.
    Unreadable,
}

/// One next step that was agreed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NextStep {
    /// In the words that were agreed.
    pub text: String,
    /// The outcome that it belongs to.
    pub outcome: String,
    /// "Next step agreed on 12 Nov" on a teacher's screen, "From Ms Ortiz, 12 Nov" on a student's.
    pub caption: String,
}

/// What a banner offers to see to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum BannerKind {
    /// Something waits to be sent: opens Sync.
    NotSent,
    /// Someone asks to join: opens the list of names.
    Joining,
    /// The server does not know this device any more: opens Sync.
    SignedOut,
    /// Something was refused: opens Sync.
    Refused,
    /// What is here already is still coming to this device: opens Sync.
    Fetching,
    /// Damaged data was set aside: opens Sync.
    SetAside,
}

/// One sentence and one action, while it is true.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Banner {
    /// What it is about.
    pub kind: BannerKind,
    /// "3 not sent yet. They are safe on this tablet."
    pub text: String,
    /// "See".
    pub action: String,
}

/// The undo bar.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UndoBar {
    /// "Saved", "Taken back", "1 saved".
    pub text: String,
    /// Whether something can be taken back.
    pub can_undo: bool,
    /// Whether something taken back can be put there again.
    pub can_redo: bool,
}

/// What stands where nothing is yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Empty {
    /// What will stand here.
    pub title: String,
    /// The first step.
    pub text: String,
}
