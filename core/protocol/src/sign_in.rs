//! Requests and answers of signing in with the school's accounts, and of proving anew who one is. Which person an account
//! is, and what a proof is good for, are the server's to say.

use serde::{Deserialize, Serialize};

/// The answer to `GET /v1/sign-in`: how staff may come in, besides codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInOffer {
    /// By the school's accounts.
    #[serde(default)]
    pub school_account: bool,
}

/// `POST /v1/sign-in`: begins a sign-in with the school's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRequest {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// The app's version.
    pub app: String,
    /// SHA-256 of the device's secret, hexadecimal: who intercepts what comes back cannot finish.
    pub challenge: String,
    /// Whether the person has to prove anew who they are, for [`Proof::SchoolAccount`].
    #[serde(default)]
    pub afresh: bool,
}

/// Where a sign-in goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInBegun {
    /// For the system's browser.
    pub address: String,
    /// Comes back with the browser; the device takes no other.
    pub state: String,
}

/// `POST /v1/step-up`: an administrator proves anew who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUpRequest {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// How.
    pub proof: Proof,
}

/// How somebody proves anew who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Proof {
    /// A fresh staff code of their own.
    StaffCode {
        /// As typed.
        code: String,
    },
    /// A sign-in that was begun with [`SignInRequest::afresh`].
    SchoolAccount {
        /// From [`SignInBegun`].
        state: String,
        /// The provider's code.
        code: String,
        /// The provider's name for itself, if it came with the code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        iss: Option<String>,
        /// Whose SHA-256 began the sign-in.
        secret: String,
    },
}

/// The answer to a [`StepUpRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SteppedUp {
    /// Goes with one request of this device that asks for it, once.
    pub grant: String,
    /// Until when, by the server's clock, UTC milliseconds.
    pub ends_ms: i64,
}
