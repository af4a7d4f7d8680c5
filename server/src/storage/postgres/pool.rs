//! A few connections to one PostgreSQL, lent out and taken back. Their sockets are driven by a thread of their own,
//! so that whoever waits for an answer may do so on any thread. Says nothing of what is asked.

use super::OpenFault;
use crate::storage::{StorageFault, Stored};
use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls, Statement};

/// Connections of one server process. Several processes share what the database allows (100, if nobody changed it).
const MOST: usize = 8;
/// How long a host may take to answer the first time, and how long one that falls silent is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// What every session begins with. Whoever waits longer than an import takes is told so; what was acknowledged is
/// durable, whatever the database's own habit.
const SESSION: &str = "SET search_path = notyet; SET client_min_messages = warning; SET jit = off;
     SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s';
     SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
/// The line of history that the server writes at this moment. The control file learns of a promotion only with the
/// first checkpoint after it; the name of the present log segment begins with the line at once.
pub(super) const IDENTITY: &str =
    "SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
     FROM pg_control_system()";

/// One session, with the statements that it knows already.
pub(super) struct Connection {
    pub(super) client: Client,
    pub(super) statements: HashMap<&'static str, Statement>,
    /// Which store it speaks to. A session never outlives a promotion that it could write after.
    pub(super) identity: Arc<str>,
}

/// See the module.
pub(super) struct Pool {
    config: Config,
    /// `Some` until it is dropped.
    runtime: Option<Runtime>,
    /// The store that the first session spoke to.
    first: OnceLock<Arc<str>>,
    replaced: Arc<AtomicBool>,
    state: Mutex<State>,
    is_back: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    open: usize,
}

impl Pool {
    pub(super) fn new(config: Config) -> Result<Self, OpenFault> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("postgres")
            .enable_all()
            .build()
            .map_err(|error| StorageFault::Other(error.to_string()))?;
        Ok(Self {
            config,
            runtime: Some(runtime),
            first: OnceLock::new(),
            replaced: Arc::default(),
            state: Mutex::default(),
            is_back: Condvar::new(),
        })
    }

    /// A connection of one's own, for as long as [`Lent`] lives.
    pub(super) fn lend(&self) -> Result<Lent<'_>, OpenFault> {
        let mut state = self.state();
        loop {
            match state.idle.pop() {
                Some(connection) if connection.client.is_closed() => state.open -= 1,
                Some(connection) => return Ok(Lent { connection: Some(connection), pool: self }),
                None if state.open < MOST => break,
                None => state = self.is_back.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
        state.open += 1;
        drop(state);
        // Gives the place back if connecting fails.
        let mut lent = Lent { connection: None, pool: self };
        lent.connection = Some(self.connect()?);
        Ok(lent)
    }

    /// Runs on the pool's own thread, apart from whoever waits for it.
    pub(super) fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> tokio::task::JoinHandle<T> {
        self.runtime.as_ref().expect("taken only when dropped").spawn(work)
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    fn connect(&self) -> Result<Connection, OpenFault> {
        let config = self.config.clone();
        let connecting = self.spawn(async move {
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(connection);
            client.batch_execute(SESSION).await?;
            Ok::<_, tokio_postgres::Error>(client)
        });
        let client = joined(pollster::block_on(connecting))?.map_err(|error| self.explain(&error))?;
        if pollster::block_on(client.query_one("SELECT pg_is_in_recovery()", &[]))?.try_get(0)? {
            return Err(OpenFault::Standby { host: self.host() });
        }
        let identity: String = pollster::block_on(client.query_one(IDENTITY, &[]))?.try_get(0)?;
        let identity: Arc<str> = identity.into();
        // What was acknowledged by the one may not be in the other: nothing goes on as if it were.
        if *self.first.get_or_init(|| identity.clone()) != identity {
            self.replaced.store(true, Ordering::SeqCst);
            return Err(StorageFault::Replaced.into());
        }
        Ok(Connection { client, statements: HashMap::new(), identity })
    }

    /// The store that the first session spoke to, and the note that another one stands in its place.
    pub(super) fn expected(&self) -> (Option<Arc<str>>, Arc<AtomicBool>) {
        (self.first.get().cloned(), self.replaced.clone())
    }

    /// Whether another store stands where the first session found one.
    pub(super) fn is_replaced(&self) -> bool {
        self.replaced.load(Ordering::SeqCst)
    }

    /// Where the database is, for sentences: hosts and name, never account or password.
    pub(super) fn host(&self) -> String {
        super::address::plain(&self.config)
    }

    pub(super) fn explain(&self, error: &tokio_postgres::Error) -> OpenFault {
        super::address::explain(&self.config, error)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Counts and whole connections only: nothing that a panic leaves half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Does not wait, so it may happen on any thread.
            runtime.shutdown_background();
        }
    }
}

/// A connection on loan. It goes home when it is given back, and is closed when it is dropped: by then nobody knows
/// what its transaction holds.
pub(super) struct Lent<'a> {
    connection: Option<Connection>,
    pool: &'a Pool,
}

impl Lent<'_> {
    pub(super) fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("taken only when given back")
    }

    /// Runs statements without values; nothing of what they answer is of interest.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), tokio_postgres::Error> {
        pollster::block_on(self.connection().client.batch_execute(sql))
    }

    /// Gives the connection back; its transaction has ended.
    pub(super) fn give_back(mut self) {
        let connection = self.connection.take().filter(|connection| !connection.client.is_closed());
        if let Some(connection) = connection {
            let mut state = self.pool.state();
            state.idle.push(connection);
            // The place stays taken.
            state.open += 1;
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.pool.state().open -= 1;
        self.pool.is_back.notify_one();
    }
}

/// What a task gave; it ends early only when it panics or its runtime is gone.
pub(super) fn joined<T>(ended: Result<T, tokio::task::JoinError>) -> Stored<T> {
    ended.map_err(|error| StorageFault::Other(error.to_string()))
}

/// The database's own trouble, without the details that quote what was to be written.
impl From<tokio_postgres::Error> for StorageFault {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(db) = error.as_db_error() else { return Self::Other(error.to_string()) };
        let said = format!("{} ({})", db.message(), db.code().code());
        match *db.code() {
            SqlState::DISK_FULL => Self::Full,
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => Self::Damaged(said),
            _ => Self::Other(said),
        }
    }
}

impl From<tokio_postgres::Error> for OpenFault {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// How long to be patient, unless the address says otherwise.
pub(super) fn patient(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    config.keepalives_idle(PATIENCE).tcp_user_timeout(PATIENCE * 3);
    if config.get_application_name().is_none() {
        config.application_name("notyet-server");
    }
}
