//! What the core asks of the app that hosts it: secrets, a log, and what the network is like. Nothing else.

/// Implemented by each app; called from the core's threads, never with a lock held.
#[uniffi::export(with_foreign)]
pub trait Host: Send + Sync {
    /// A secret from the platform's key store; absent when it was never set.
    fn secret(&self, name: String) -> Result<Option<Vec<u8>>, HostError>;

    /// Puts a secret into the platform's key store, where no backup reaches it.
    fn set_secret(&self, name: String, value: Vec<u8>) -> Result<(), HostError>;

    /// One line for the platform's log; never holds personal data.
    fn log(&self, level: LogLevel, line: String);
}

/// What a host could not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// The key store is locked or out of order.
    #[error("the key store is not available: {detail}")]
    Unavailable {
        /// For the log.
        detail: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable { detail: error.reason }
    }
}

/// How much a log line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LogLevel {
    /// Something to look into.
    Error,
    /// Something odd that was dealt with.
    Warning,
    /// A step worth knowing.
    Info,
}

/// Where the core lives and what it may assume.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Config {
    /// The folder of this device's people; made if absent. Excluded from backups by the host.
    pub folder: String,
    /// BCP 47 ("en-GB"); words of the nearest language that there is.
    pub locale: String,
    /// What this device is called in its owner's list of devices.
    pub device_name: String,
    /// The app's version ("0.1.0").
    pub app_version: String,
    /// Whether to call the device a tablet or a phone in sentences.
    pub is_tablet: bool,
}

/// What the network is like, as the host's system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Network {
    /// Whether there is one at all.
    pub online: bool,
    /// Whether it costs by volume: full-size photos wait.
    pub metered: bool,
}
