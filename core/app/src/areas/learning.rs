//! A student's screens.

use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::id;
use crate::screens::home::{self, HomeScreen};
use crate::screens::outcome::{self, OutcomeScreen};
use notyet_store::StoreError;
use std::sync::Arc;

/// A student's screens, always about the student who is signed in.
#[derive(uniffi::Object)]
pub struct Learning {
    inner: Arc<Inner>,
}

impl Learning {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Learning {
    /// What I can do, what I have left, what comes next.
    pub async fn home(&self) -> Result<HomeScreen, CoreError> {
        self.inner
            .run(move |inner| {
                inner.store.read(|r| {
                    let me = r.session()?.ok_or(StoreError::SignedOut)?.enrolment.user;
                    home::read(r, &inner.speech, r.revision(), me, inner.device(), inner.link.is_signed_out())
                })
            })
            .await
    }

    /// One outcome of mine.
    pub async fn outcome(&self, outcome: String) -> Result<OutcomeScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let outcome = id(&outcome)?;
                let (_, today) = inner.work_time()?;
                inner.store.read(|r| {
                    let me = r.session()?.ok_or(StoreError::SignedOut)?.enrolment.user;
                    outcome::read(r, &inner.speech, r.revision(), me, outcome, today)
                })
            })
            .await
    }
}
