//! What can go wrong, named by what a person can do about it. The only place where the rich errors of the
//! crates below become the few of the façade; none of them carries personal data.

/// An error that a screen can act on. `error_sentence` says each one in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum CoreError {
    /// What was asked for is not here (any more).
    #[error("not found: {what}")]
    NotFound {
        /// "student", "outcome", "photo", "class", "level".
        what: String,
    },
    /// Something typed or handed over breaks a rule; what was typed is kept.
    #[error("invalid {field}: {rule}")]
    Invalid {
        /// "account", "code", "name", "pin", "pin-again", "pin-now", "server", "next-step", "photo", "level", "student", "tag-note".
        field: String,
        /// Which rule: "empty", "unknown", "too-long", "not-an-address", "not-a-photo", "cut-short", "too-large".
        rule: String,
    },
    /// The person's role does not allow it.
    #[error("not allowed: {reason}")]
    NotAllowed {
        /// A refusal's code.
        reason: String,
    },
    /// Something else is at work; again in a moment.
    #[error("busy")]
    Busy,
    /// The server cannot be reached.
    #[error("offline")]
    Offline,
    /// The server does not know this device (any more), or nobody has joined on it.
    #[error("signed out")]
    SignedOut,
    /// The app and the server, or the app and its database, are of versions that do not fit.
    #[error("needs an update: {what}")]
    NeedsUpdate {
        /// "app" or "server".
        what: String,
    },
    /// The device's storage is full; nothing was lost.
    #[error("storage full")]
    StorageFull,
    /// The profile is locked: its PIN opens it.
    #[error("locked")]
    Locked,
    /// Too many PINs were mistyped: not before this long has passed.
    #[error("not before {seconds} s")]
    TooSoon {
        /// Rounded up.
        seconds: u64,
    },
    /// Too long without a word from the school's server: the profile opens beside it only. Nothing was lost.
    #[error("{days} days without contact")]
    LeaseOver {
        /// How long.
        days: u32,
    },
    /// Far too long without a word from the server: what it has went from here; what it lacks is kept.
    #[error("{days} days without contact, wiped")]
    LeaseEnded {
        /// How long.
        days: u32,
    },
    /// The database does not open with the key that the key store holds; it was left untouched.
    #[error("wrong key")]
    WrongKey,
    /// The database is damaged; it was left untouched.
    #[error("damaged")]
    Damaged,
    /// The caller went away.
    #[error("cancelled")]
    Cancelled,
    /// Ours to mend; the log holds more under this ticket.
    #[error("internal, ticket {ticket}")]
    Internal {
        /// Found again in the log.
        ticket: String,
    },
}

impl CoreError {
    pub(crate) fn not_found(what: &str) -> Self {
        Self::NotFound { what: what.to_owned() }
    }

    pub(crate) fn invalid(field: &str, rule: &str) -> Self {
        Self::Invalid { field: field.to_owned(), rule: rule.to_owned() }
    }

    /// An error that no person can act on: its detail goes to the log, its ticket to the screen.
    pub(crate) fn internal(detail: &dyn std::fmt::Display) -> Self {
        let mut bytes = [0u8; 4];
        // A ticket of zeros is still a ticket, should the system have no chance to give.
        let _ = getrandom::fill(&mut bytes);
        let ticket = format!("{:08x}", u32::from_be_bytes(bytes));
        tracing::error!(%ticket, "{detail}");
        Self::Internal { ticket }
    }
}

/// What the words of an error are found by: its message key and the argument that some of them take.
pub(crate) fn message_of(error: &CoreError) -> (String, Option<(&'static str, String)>) {
    let key = match error {
        CoreError::NotFound { .. } => "error-not-found".into(),
        CoreError::Invalid { field, rule } => format!("error-{field}-{rule}"),
        CoreError::NotAllowed { .. } => "error-not-allowed".into(),
        CoreError::Busy => "error-busy".into(),
        CoreError::Offline => "error-offline".into(),
        CoreError::SignedOut => "error-signed-out".into(),
        CoreError::NeedsUpdate { what } => format!("error-needs-update-{what}"),
        CoreError::StorageFull => "error-storage-full".into(),
        CoreError::Locked => "error-locked".into(),
        CoreError::LeaseOver { days } => {
            return ("error-lease-over".into(), Some(("days", days.to_string())));
        }
        CoreError::LeaseEnded { days } => {
            return ("error-lease-ended".into(), Some(("days", days.to_string())));
        }
        CoreError::TooSoon { seconds } if *seconds > 90 => {
            return ("error-wait-minutes".into(), Some(("minutes", seconds.div_ceil(60).to_string())));
        }
        CoreError::TooSoon { seconds } => {
            return ("error-wait-seconds".into(), Some(("seconds", seconds.to_string())));
        }
        CoreError::WrongKey => "error-wrong-key".into(),
        CoreError::Damaged => "error-damaged".into(),
        CoreError::Cancelled => "error-cancelled".into(),
        CoreError::Internal { ticket } => return ("error-internal".into(), Some(("ticket", ticket.clone()))),
    };
    (key, None)
}
