//! The core's link to the school's server: joining, the running engine, and the moment at which what is held
//! goes out. Everything here may be called at any time; without a server it says so.

mod rest;

use crate::core::Inner;
use crate::error::CoreError;
use crate::host::Network;
use crate::screens::sync::Link as LinkInWords;
use crate::sign_in;
use crate::worker::{engine, network_policy};
use chrono_tz::Tz;
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fault, Join, JoinDecision, Joined, OpenDoor, OpenedDoor,
};
use notyet_protocol::{oldest_proto, proto};
use notyet_store::{SystemEnv, Topic, Topics};
use notyet_sync::{
    Decided, Engine, HttpTransport, Phase, PlainHttp, ServerAddress, Token, Transport, TransportError,
    Trouble, poll_ticket,
};
use notyet_words::{Speech, dates};
use rest::Rest;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::task::AbortHandle;

/// Under this key the store remembers the address that was typed last.
pub(crate) const LAST_SERVER: &str = "last-server";
/// What is held goes out this long after the last touch.
const HELD_AT_MOST: Duration = Duration::from_secs(30);
/// The longest name that a roster can know.
const MAX_NAME_LETTERS: usize = 100;
/// Longer than any server's address.
pub(crate) const MAX_ADDRESS_LETTERS: usize = 2_000;
/// Codes are short; more than this was never one.
const MAX_CODE_LETTERS: usize = 64;

/// The link.
#[derive(Default)]
pub(crate) struct Link {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    engine: Option<Arc<Engine>>,
    transport: Option<Arc<dyn Transport>>,
    network: Option<Network>,
    release: Option<AbortHandle>,
    matching: Option<AbortHandle>,
    notice: Option<String>,
    rest: Option<Rest>,
}

/// How far joining has come.
pub(crate) struct Joining {
    /// A teacher has to match the name.
    pub(crate) matching: bool,
    /// What became of the last try: a words key.
    pub(crate) notice: Option<String>,
}

/// Whose one-time code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OneTime {
    Staff,
    Student,
}

impl Link {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the engine, if someone has joined on this device.
    pub(crate) async fn start(&self, inner: &Arc<Inner>) {
        let session = inner.run(|inner| inner.store.read(|r| r.session())).await;
        let Ok(Some(session)) = session else { return };
        let Ok(transport) = transport(&session.server_url) else {
            tracing::error!("the stored address of the server is none");
            return;
        };
        let Ok(store) = inner.store.open() else { return };
        let mut state = self.state();
        let engine = engine(&store, transport.clone(), &inner.config.app_version, state.network);
        let mut watched = engine.state();
        let weak = Arc::downgrade(inner);
        inner.handle().spawn(async move {
            while watched.changed().await.is_ok() {
                let Some(inner) = weak.upgrade() else { return };
                inner.notices.tell(inner.store.revision(), Topics::from(Topic::Sync));
            }
        });
        state.transport = Some(transport);
        state.engine = Some(engine);
    }

    /// Ends the engine.
    pub(crate) async fn stop(&self) {
        let (engine, tasks) = {
            let mut state = self.state();
            (state.engine.take(), [state.release.take(), state.matching.take()])
        };
        for task in tasks.into_iter().flatten() {
            task.abort();
        }
        if let Some(engine) = engine {
            engine.stop().await;
        }
    }

    /// The engine, while there is one.
    pub(crate) fn engine(&self) -> Option<Arc<Engine>> {
        self.state().engine.clone()
    }

    /// There is something to send, or someone asks for news.
    pub(crate) fn nudge(&self) {
        if let Some(engine) = &self.state().engine {
            engine.nudge();
        }
    }

    /// A person asks for everything to be sent now, even where bytes cost.
    pub(crate) fn send_all(&self) {
        if let Some(engine) = &self.state().engine {
            engine.send_all();
        }
    }

    /// The host's word on the network.
    pub(crate) fn set_network(&self, network: Network) {
        let mut state = self.state();
        state.network = Some(network);
        if let Some(engine) = &state.engine {
            engine.set_network(network_policy(network));
        }
    }

    /// Asks for a picture in full, even where bytes cost.
    pub(crate) fn ask_for_photo(&self, attachment: AttachmentId) {
        if let Some(engine) = &self.state().engine {
            engine.ask_for_photo(attachment);
        }
    }

    /// What is held goes out 30 s from now, unless something is touched before.
    pub(crate) fn release_later(&self, inner: &Arc<Inner>) {
        let weak = Arc::downgrade(inner);
        let task = inner.handle().spawn(async move {
            tokio::time::sleep(HELD_AT_MOST).await;
            if let Some(inner) = weak.upgrade()
                && let Err(error) = inner.run(|inner| inner.release_all()).await
            {
                tracing::error!(%error, "what is held could not be released");
            }
        });
        if let Some(earlier) = self.state().release.replace(task.abort_handle()) {
            earlier.abort();
        }
    }

    /// What syncing is doing, in words.
    pub(crate) fn in_words(&self, speech: &Speech, zone: Tz) -> LinkInWords {
        let state = self.state();
        let Some(engine) = &state.engine else {
            return LinkInWords {
                status: speech.text("sync-status-never"),
                online: false,
                can_try_now: false,
                spares_bytes: false,
            };
        };
        let now = *engine.state().borrow();
        let last = || match now.last_success_ms {
            Some(ms) => speech.say("sync-status-last", &[("time", dates::clock(speech, ms, zone).into())]),
            None => speech.text("sync-status-never"),
        };
        let spares_bytes = engine.spares_bytes();
        let in_trouble = match now.last_error {
            Some(Trouble::ServerFull) => "sync-status-server-full",
            Some(Trouble::DeviceFull) => "sync-status-device-full",
            _ => "sync-status-offline",
        };
        let (status, online, can_try_now) = match now.phase {
            Phase::Idle => (last(), true, true),
            Phase::Syncing if now.last_error.is_some() => (speech.text(in_trouble), false, true),
            Phase::Syncing => (speech.text("sync-status-sending"), true, false),
            Phase::Waiting { .. } => (speech.text(in_trouble), false, true),
            Phase::Offline => (speech.text("sync-status-offline"), false, false),
            Phase::SignedOut => (speech.text("sync-status-signed-out"), false, false),
            Phase::NeedsUpdate => (speech.text("sync-status-update"), false, false),
        };
        LinkInWords { status, online, can_try_now, spares_bytes }
    }

    /// Whether the server said that it does not know this device any more.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.engine().is_some_and(|engine| engine.state().borrow().phase == Phase::SignedOut)
    }

    /// How far joining has come.
    pub(crate) fn joining(&self) -> Joining {
        let state = self.state();
        Joining { matching: state.matching.is_some(), notice: state.notice.clone() }
    }

    /// Enrols this device by a code for one person: a member of staff who typed it, or a student who photographed it.
    pub(crate) async fn join_by_code(
        &self,
        inner: &Arc<Inner>,
        server_url: &str,
        code: &str,
        by: OneTime,
    ) -> Result<(), CoreError> {
        let code = typed("code", code, MAX_CODE_LETTERS)?;
        let (transport, url) = self.reach(inner, server_url).await?;
        let secret = sign_in::secret_of(inner, &[&url, &code]).await?;
        let (join, rule) = match by {
            OneTime::Staff => (Join::StaffCode { code }, "unknown-staff"),
            OneTime::Student => (Join::StudentCode { code }, "used"),
        };
        let asked = request(inner, secret, join);
        match notyet_sync::join(&*transport, &asked).await.map_err(|e| in_words(e, rule))? {
            Joined::Enrolled(enrolment) => self.enrolled(inner, enrolment, url).await,
            Joined::Waiting { .. } | Joined::Declined => Err(CoreError::invalid("code", rule)),
        }
    }

    /// Asks to join as a student.
    pub(crate) async fn join_class(
        &self,
        inner: &Arc<Inner>,
        server_url: &str,
        code: &str,
        name: &str,
    ) -> Result<(), CoreError> {
        let code = typed("code", code, MAX_CODE_LETTERS)?;
        let name = typed("name", name, MAX_NAME_LETTERS)?;
        let (transport, url) = self.reach(inner, server_url).await?;
        let secret = sign_in::secret_of(inner, &[&url, &code, &name]).await?;
        let asked = request(inner, secret, Join::ClassCode { code, name });
        match notyet_sync::join(&*transport, &asked).await.map_err(|e| in_words(e, "unknown"))? {
            Joined::Enrolled(enrolment) => self.enrolled(inner, enrolment, url).await,
            Joined::Declined => Err(CoreError::invalid("code", "unknown")),
            Joined::Waiting { ticket, again_ms } => {
                let waiting = inner.clone();
                let task = inner.handle().spawn(async move {
                    waiting.link.wait_for_teacher(&waiting, transport, url, ticket, again_ms).await;
                });
                let mut state = self.state();
                state.notice = None;
                if let Some(earlier) = state.matching.replace(task.abort_handle()) {
                    earlier.abort();
                }
                drop(state);
                session_changed(inner);
                Ok(())
            }
        }
    }

    async fn wait_for_teacher(
        &self,
        inner: &Arc<Inner>,
        transport: Arc<dyn Transport>,
        url: String,
        ticket: String,
        again_ms: u64,
    ) {
        let (app, device) = (&inner.config.app_version, &inner.config.device_name);
        let decided = poll_ticket(&*transport, &SystemEnv, app, device, &ticket, again_ms).await;
        sign_in::forget_try(inner).await;
        let notice = match decided {
            Ok(Decided::Enrolled(enrolment)) => match self.enrolled(inner, *enrolment, url).await {
                Ok(()) => None,
                Err(error) => Some(crate::error::message_of(&error).0),
            },
            Ok(Decided::Declined) => Some("join-declined".to_owned()),
            Err(TransportError::Fault(Fault::Code)) => Some("join-expired".to_owned()),
            Err(error) => Some(crate::error::message_of(&in_words(error, "unknown")).0),
        };
        {
            let mut state = self.state();
            state.matching = None;
            state.notice = notice;
        }
        session_changed(inner);
    }

    /// Gives up waiting for the teacher.
    pub(crate) fn cancel_join(&self, inner: &Inner) {
        let earlier = {
            let mut state = self.state();
            state.notice = None;
            state.matching.take()
        };
        if let Some(task) = earlier {
            task.abort();
        }
        session_changed(inner);
    }

    /// Says whose name someone typed.
    pub(crate) async fn decide_join(
        &self,
        inner: &Arc<Inner>,
        decision: JoinDecision,
    ) -> Result<(), CoreError> {
        let (transport, token, _) = self.as_signed_in(inner).await?;
        transport.decide_join(&token, &decision).await.map_err(|e| in_words(e, "unknown"))?;
        self.nudge();
        Ok(())
    }

    /// Lets students of a class in, or one of them; also says at which address.
    pub(crate) async fn open_door(
        &self,
        inner: &Arc<Inner>,
        class: ClassId,
        student: Option<UserId>,
    ) -> Result<(OpenedDoor, String), CoreError> {
        let (transport, token, server) = self.as_signed_in(inner).await?;
        let request = OpenDoor { proto: proto(), class, student };
        let opened = transport.open_door(&token, &request).await;
        Ok((opened.map_err(|error| in_words(error, "unknown"))?, server))
    }

    /// What a call outside the engine needs: the way to the server, the token, and the server's address.
    async fn as_signed_in(
        &self,
        inner: &Arc<Inner>,
    ) -> Result<(Arc<dyn Transport>, Token, String), CoreError> {
        let session = inner.run(|inner| inner.store.read(|r| r.session())).await?;
        let session = session.ok_or(CoreError::SignedOut)?;
        let transport = self.state().transport.clone().ok_or(CoreError::Offline)?;
        Ok((transport, Token::new(session.enrolment.token), session.server_url))
    }

    pub(crate) async fn enrolled(
        &self,
        inner: &Arc<Inner>,
        enrolment: Enrolment,
        server_url: String,
    ) -> Result<(), CoreError> {
        inner
            .run(move |inner| {
                inner.store.write(|tx| tx.enrol(&enrolment, &server_url))?;
                Ok(())
            })
            .await?;
        sign_in::forget_try(inner).await;
        self.start(inner).await;
        session_changed(inner);
        Ok(())
    }

    /// A transport to an address that was typed, and the address as it is kept.
    pub(crate) async fn reach(
        &self,
        inner: &Arc<Inner>,
        typed_url: &str,
    ) -> Result<(Arc<dyn Transport>, String), CoreError> {
        let typed_url = typed("server", typed_url, MAX_ADDRESS_LETTERS)?;
        let address = address(&typed_url)?;
        let url = address.to_string();
        let kept = url.clone();
        inner.run(move |inner| inner.store.write(|tx| tx.set_meta(LAST_SERVER, &kept))).await?;
        Ok((transport(&url)?, url))
    }
}

pub(crate) fn session_changed(inner: &Inner) {
    inner.notices.tell(inner.store.revision(), Topics::from(Topic::Session));
}

pub(crate) fn typed(field: &str, text: &str, max_letters: usize) -> Result<String, CoreError> {
    crate::intents::typed(field, text, max_letters).map(str::to_owned)
}

fn address(text: &str) -> Result<ServerAddress, CoreError> {
    use notyet_sync::BadAddress;
    ServerAddress::parse(text, PlainHttp::LocalOnly).map_err(|fault| match fault {
        BadAddress::Plain => CoreError::invalid("server", "not-secret"),
        BadAddress::Unreadable | BadAddress::Scheme | BadAddress::Extra => {
            CoreError::invalid("server", "not-an-address")
        }
    })
}

pub(crate) fn transport(url: &str) -> Result<Arc<dyn Transport>, CoreError> {
    let transport = HttpTransport::new(address(url)?).map_err(|e| CoreError::internal(&e))?;
    Ok(Arc::new(transport))
}

pub(crate) fn request(inner: &Inner, secret: String, join: Join) -> DeviceRequest {
    DeviceRequest {
        proto: proto(),
        app: inner.config.app_version.clone(),
        device_name: inner.config.device_name.clone(),
        secret,
        join,
    }
}

/// A refused request in a person's terms; `code_rule` is what an unknown code is called here.
pub(crate) fn in_words(error: TransportError, code_rule: &str) -> CoreError {
    match error {
        TransportError::Offline { .. } | TransportError::TimedOut | TransportError::BadAnswer { .. } => {
            CoreError::Offline
        }
        TransportError::Fault(fault) => match fault {
            Fault::Code => CoreError::invalid("code", code_rule),
            Fault::SignedOut | Fault::Erased => CoreError::SignedOut,
            Fault::NotAllowed => CoreError::NotAllowed { reason: "not_your_role".into() },
            Fault::NotFound => CoreError::not_found("request"),
            Fault::Version { newest, .. } => {
                let what = if newest < oldest_proto() { "server" } else { "app" };
                CoreError::NeedsUpdate { what: what.into() }
            }
            Fault::Busy { .. } => CoreError::Busy,
            Fault::Malformed { .. }
            | Fault::TooLarge
            | Fault::Offset { .. }
            | Fault::Full
            | Fault::Server { .. } => CoreError::internal(&fault),
        },
    }
}
