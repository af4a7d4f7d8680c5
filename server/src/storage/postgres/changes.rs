//! Who has committed: a count for each school that every commit raises, wherever it was made. Processes tell each
//! other by LISTEN and NOTIFY; nothing that matters rests on it, for whoever waits looks again after 25 seconds.

use super::pool::{IDENTITY, Pool};
use crate::env::{SystemEnv, random};
use crate::storage::Stored;
use notyet_protocol::digest::to_hex;
use std::collections::{BTreeSet, HashMap};
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls};

/// How long after a lost connection the next one is tried.
const AGAIN: Duration = Duration::from_millis(500);

/// See the module.
pub(super) struct Changes {
    counts: Arc<Mutex<Counts>>,
    /// Schools that this process has changed.
    say: mpsc::UnboundedSender<i32>,
}

#[derive(Default)]
struct Counts {
    all: i64,
    of: HashMap<i32, i64>,
}

impl Changes {
    /// Listens until it is dropped; returns once what others commit is heard.
    pub(super) fn listen(pool: &Pool) -> Result<Self, super::OpenFault> {
        let counts = Arc::new(Mutex::new(Counts::default()));
        let (say, said) = mpsc::unbounded_channel();
        let (ready, is_ready) = oneshot::channel();
        let (first, replaced) = pool.expected();
        let listener = Listener {
            first,
            replaced,
            config: pool.config().clone(),
            me: to_hex(&random::<8>(&SystemEnv)),
            counts: counts.clone(),
            said,
            unsaid: BTreeSet::new(),
            ready: Some(ready),
        };
        pool.spawn(listener.run());
        match pollster::block_on(is_ready) {
            Ok(Ok(())) => Ok(Self { counts, say }),
            Ok(Err(error)) => Err(pool.explain(&error)),
            Err(_) => Err(super::OpenFault::Storage(crate::storage::StorageFault::Other(
                "listening broke off".to_owned(),
            ))),
        }
    }

    /// A commit of this process.
    pub(super) fn committed(&self, school: i32) {
        lock(&self.counts).of.entry(school).and_modify(|count| *count += 1).or_insert(1);
        // Nobody is left to tell when the pool is gone.
        let _ = self.say.send(school);
    }

    pub(super) fn version(&self, school: i32) -> Stored<i64> {
        let counts = lock(&self.counts);
        Ok(counts.all + counts.of.get(&school).copied().unwrap_or(0))
    }
}

struct Listener {
    config: Config,
    /// The store that was opened, and the note that another one stands in its place.
    first: Option<Arc<str>>,
    replaced: Arc<AtomicBool>,
    /// Which process says it: one's own commits are counted already.
    me: String,
    counts: Arc<Mutex<Counts>>,
    said: mpsc::UnboundedReceiver<i32>,
    /// Taken from `said` and perhaps not yet with the database.
    unsaid: BTreeSet<i32>,
    ready: Option<oneshot::Sender<Result<(), tokio_postgres::Error>>>,
}

/// A session that broke, or that nobody needs any more.
enum Ended {
    Broken(tokio_postgres::Error),
    Lost,
    Over,
}

impl From<tokio_postgres::Error> for Ended {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Broken(error)
    }
}

impl Listener {
    async fn run(mut self) {
        loop {
            let ended = self.session().await;
            match ended {
                Ended::Over => return,
                Ended::Broken(error) => {
                    // At the start it is the answer to whoever opens.
                    if let Some(ready) = self.ready.take() {
                        let _ = ready.send(Err(error));
                        return;
                    }
                    tracing::warn!("other servers' commits are not heard: the database does not answer");
                }
                Ended::Lost => tracing::warn!("the connection that hears other servers' commits was lost"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    async fn session(&mut self) -> Ended {
        match self.heard().await {
            Ok(ended) => ended,
            Err(ended) => ended,
        }
    }

    async fn heard(&mut self) -> Result<Ended, Ended> {
        let (client, mut connection) = self.config.connect(NoTls).await?;
        let (hand_on, mut heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|cx| connection.poll_message(cx)).await {
                if let AsyncMessage::Notification(it) = message
                    && hand_on.send(it.payload().to_owned()).is_err()
                {
                    return;
                }
            }
        });
        // Nobody else may ask for a connection for a long time.
        let identity: String = client.query_one(IDENTITY, &[]).await?.try_get(0)?;
        if self.first.as_deref() != Some(&identity) {
            self.replaced.store(true, Ordering::SeqCst);
            return Ok(Ended::Over);
        }
        client.batch_execute("LISTEN notyet").await?;
        // What was said while nobody listened.
        lock(&self.counts).all += 1;
        if let Some(ready) = self.ready.take() {
            let _ = ready.send(Ok(()));
        }
        self.tell(&client).await?;
        loop {
            tokio::select! {
                message = heard.recv() => match message {
                    Some(message) => self.count(&message),
                    None => return Ok(Ended::Lost),
                },
                school = self.said.recv() => {
                    let Some(school) = school else { return Ok(Ended::Over) };
                    self.unsaid.insert(school);
                    while let Ok(school) = self.said.try_recv() {
                        self.unsaid.insert(school);
                    }
                    self.tell(&client).await?;
                }
            }
        }
    }

    /// Says which schools have changed: after the commit, and once for many, because a transaction that notifies
    /// holds up every other one's commit.
    async fn tell(&mut self, client: &Client) -> Result<(), Ended> {
        while let Some(school) = self.unsaid.first().copied() {
            let text = format!("{school} {}", self.me);
            client.execute("SELECT pg_notify('notyet', $1)", &[&text]).await?;
            self.unsaid.remove(&school);
        }
        Ok(())
    }

    fn count(&self, message: &str) {
        let Some((school, from)) = message.split_once(' ') else { return };
        if from != self.me
            && let Ok(school) = school.parse()
        {
            *lock(&self.counts).of.entry(school).or_insert(0) += 1;
        }
    }
}

fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}
