//! Who this device is for, and how it becomes theirs.

use crate::core::Inner;
use crate::error::CoreError;
use crate::link::OneTime;
use crate::screens::door::{self, ScannedCode};
use crate::screens::session::{SessionScreen, SessionState};
use notyet_model::authority::Role;
use std::sync::Arc;

/// Joining, and who has joined.
#[derive(uniffi::Object)]
pub struct Enrolment {
    inner: Arc<Inner>,
}

impl Enrolment {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Enrolment {
    /// Who this device is for.
    pub async fn session(&self) -> Result<SessionScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let joining = inner.link.joining();
                let screen = inner.store.read(|r| {
                    let session = r.session()?;
                    let state = match (&session, joining.matching) {
                        (Some(s), _) if s.enrolment.role == Role::Student => SessionState::Learning,
                        (Some(_), _) => SessionState::Teaching,
                        (None, true) => {
                            SessionState::Matching { sentence: inner.speech().text("join-matching") }
                        }
                        (None, false) => SessionState::NotJoined,
                    };
                    Ok(SessionScreen {
                        revision: r.revision(),
                        state,
                        name: session.as_ref().map(|s| s.enrolment.name.clone()).unwrap_or_default(),
                        school: r.school()?.map(|s| s.name).unwrap_or_default(),
                        server_url: match &session {
                            Some(s) => s.server_url.clone(),
                            None => r.meta(crate::link::LAST_SERVER)?.unwrap_or_default(),
                        },
                        notice: joining.notice.as_deref().map(|key| inner.speech().text(key)),
                    })
                })?;
                Ok(screen)
            })
            .await
    }

    /// Enrols this device by a one-time staff code. Returns once it is enrolled.
    pub async fn join_with_staff_code(&self, server_url: String, code: String) -> Result<(), CoreError> {
        let inner = self.inner.clone();
        self.inner
            .spawn(async move { inner.link.join_by_code(&inner, &server_url, &code, OneTime::Staff).await })
            .await
    }

    /// Asks to join as a student, by class code and name. Returns once the server has taken the request; a
    /// notice of [`crate::Topic::Session`] says when the teacher has decided.
    pub async fn join_with_class_code(
        &self,
        server_url: String,
        code: String,
        name: String,
    ) -> Result<(), CoreError> {
        let inner = self.inner.clone();
        self.inner.spawn(async move { inner.link.join_class(&inner, &server_url, &code, &name).await }).await
    }

    /// What a photo of a teacher's QR code says: the address and the code, and whether a name belongs to it.
    pub async fn read_code(&self, jpeg: Vec<u8>) -> Result<ScannedCode, CoreError> {
        self.inner.run(move |_| door::photographed(&jpeg)).await
    }

    /// What the address says by which a phone's own camera opened the app.
    pub fn read_link(&self, address: String) -> Result<ScannedCode, CoreError> {
        door::scanned(&address)
    }

    /// Enrols this device by the code that a teacher made for one student. Returns once it is enrolled.
    pub async fn join_with_student_code(&self, server_url: String, code: String) -> Result<(), CoreError> {
        let inner = self.inner.clone();
        let joining =
            async move { inner.link.join_by_code(&inner, &server_url, &code, OneTime::Student).await };
        self.inner.spawn(joining).await
    }

    /// Whether this server's school lets its staff sign in with the school's account.
    pub async fn offers_school_account(&self, server_url: String) -> Result<bool, CoreError> {
        let inner = self.inner.clone();
        self.inner.spawn(async move { inner.link.offers_account(&server_url).await }).await
    }

    /// Begins to sign in with the school's account. Returns the address that the host opens in the system's browser;
    /// the app may end while that is in front.
    pub async fn begin_school_account(&self, server_url: String) -> Result<String, CoreError> {
        let inner = self.inner.clone();
        self.inner.spawn(async move { inner.link.begin_sign_in(&inner, &server_url).await }).await
    }

    /// Finishes it with the address by which the browser opened the app. Returns once the device is enrolled. May be
    /// called again with the same address after [`CoreError::Offline`].
    pub async fn finish_school_account(&self, address: String) -> Result<(), CoreError> {
        let inner = self.inner.clone();
        self.inner.spawn(async move { inner.link.finish_sign_in(&inner, &address).await }).await
    }

    /// Gives up waiting for the teacher.
    pub fn cancel_join(&self) {
        self.inner.link.cancel_join(&self.inner);
    }
}
