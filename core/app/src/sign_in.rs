//! What of joining outlives a lost answer and a killed app: the secret by which this device is known again, and a
//! sign-in with the school's account that is under way in the system's browser.

use crate::core::Inner;
use crate::error::CoreError;
use crate::link::{Link, MAX_ADDRESS_LETTERS, in_words, request, session_changed, transport, typed};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::wire::Joined;
use notyet_store::SystemEnv;
use notyet_sync::{NotBack, SignIn, secret};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Under this key the store keeps the secret of the try that has had no answer yet.
const TRY: &str = "join-try";
/// Under this key it keeps the sign-in under way.
const SIGN_IN: &str = "sign-in";

/// A try to join, told apart by what was typed.
#[derive(Serialize, Deserialize)]
struct Try {
    typed_sha256: String,
    secret: String,
}

#[derive(Serialize, Deserialize)]
struct UnderWay {
    server_url: String,
    sign_in: SignIn,
}

/// The secret for a try: the same as before if the same was typed and no answer has come, else a fresh one.
pub(crate) async fn secret_of(inner: &Arc<Inner>, typed: &[&str]) -> Result<String, CoreError> {
    let typed_sha256 = sha256_hex(typed.join("\n").as_bytes());
    inner
        .run(move |inner| {
            let kept =
                inner.store.read(|r| r.meta(TRY))?.and_then(|text| serde_json::from_str::<Try>(&text).ok());
            if let Some(kept) = kept.filter(|kept| kept.typed_sha256 == typed_sha256) {
                return Ok(kept.secret);
            }
            let fresh = Try { typed_sha256, secret: secret(&SystemEnv) };
            let text = serde_json::to_string(&fresh).map_err(|error| CoreError::internal(&error))?;
            inner.store.write(|tx| tx.set_meta(TRY, &text))?;
            Ok(fresh.secret)
        })
        .await
}

/// An answer has come: the next try is another.
pub(crate) async fn forget_try(inner: &Arc<Inner>) {
    let forgotten = inner.run(|inner| inner.store.write(|tx| tx.delete_meta(TRY))).await;
    if let Err(error) = forgotten {
        tracing::warn!(%error, "a try to join is still remembered");
    }
}

impl Link {
    /// Whether staff of this server's school may sign in with the school's account. Remembers nothing of the address:
    /// it may not be typed to its end.
    pub(crate) async fn offers_account(&self, server_url: &str) -> Result<bool, CoreError> {
        let transport = transport(&typed("server", server_url, MAX_ADDRESS_LETTERS)?)?;
        let offer = transport.sign_in_offer().await.map_err(|error| in_words(error, "unknown"))?;
        Ok(offer.school_account)
    }

    /// Begins a sign-in; returns what the browser opens.
    pub(crate) async fn begin_sign_in(
        &self,
        inner: &Arc<Inner>,
        server_url: &str,
    ) -> Result<String, CoreError> {
        let (transport, server_url) = self.reach(inner, server_url).await?;
        let sign_in = SignIn::begin(&*transport, &SystemEnv, &inner.config.app_version).await;
        let sign_in = sign_in.map_err(|error| about_account(in_words(error, "unknown")))?;
        let address = sign_in.address.clone();
        let text = serde_json::to_string(&UnderWay { server_url, sign_in });
        let text = text.map_err(|error| CoreError::internal(&error))?;
        inner.run(move |inner| inner.store.write(|tx| tx.set_meta(SIGN_IN, &text))).await?;
        Ok(address)
    }

    /// Finishes it with the address that opened the app. The sign-in stays under way where the network is to blame.
    pub(crate) async fn finish_sign_in(&self, inner: &Arc<Inner>, address: &str) -> Result<(), CoreError> {
        let under_way = inner.run(|inner| inner.store.read(|r| r.meta(SIGN_IN))).await?;
        let under_way = under_way.and_then(|text| serde_json::from_str::<UnderWay>(&text).ok());
        let UnderWay { server_url, sign_in } = under_way.ok_or(CoreError::invalid("account", "another"))?;
        let (join, secret) = match sign_in.came_back(address) {
            Ok(came_back) => came_back,
            // Somebody else's sign-in ends none of ours.
            Err(NotBack::Another) => return Err(CoreError::invalid("account", "another")),
            Err(NotBack::Declined) => {
                self.end_sign_in(inner).await?;
                return Err(CoreError::invalid("account", "declined"));
            }
        };
        let (transport, server_url) = self.reach(inner, &server_url).await?;
        let joined = notyet_sync::join(&*transport, &request(inner, secret, join)).await;
        match joined.map_err(|error| about_account(in_words(error, "unknown"))) {
            Ok(Joined::Enrolled(enrolment)) => {
                self.enrolled(inner, enrolment, server_url).await?;
                self.end_sign_in(inner).await
            }
            Ok(Joined::Waiting { .. } | Joined::Declined) => Err(CoreError::invalid("account", "not-yours")),
            Err(error @ (CoreError::Offline | CoreError::Busy)) => Err(error),
            Err(error) => {
                self.end_sign_in(inner).await?;
                Err(error)
            }
        }
    }

    /// It came to its end, one way or another.
    async fn end_sign_in(&self, inner: &Arc<Inner>) -> Result<(), CoreError> {
        inner.run(|inner| inner.store.write(|tx| tx.delete_meta(SIGN_IN))).await?;
        session_changed(inner);
        Ok(())
    }
}

/// What codes are refused for, said of an account.
fn about_account(error: CoreError) -> CoreError {
    match error {
        CoreError::Invalid { field, .. } if field == "code" => CoreError::invalid("account", "expired"),
        CoreError::NotAllowed { .. } => CoreError::invalid("account", "not-yours"),
        CoreError::NotFound { .. } => CoreError::invalid("account", "not-offered"),
        other => other,
    }
}
