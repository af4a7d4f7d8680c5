//! Notices: the core says that something changed and at which revision; the screen asks again. No lists of
//! differences cross the boundary. A notice may be a false alarm, never a missed one.

use notyet_store::{Topic as StoreTopic, Topics};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use tokio::sync::Notify;

/// At most one notice to one listener in this time; the first goes at once.
const GAP: Duration = Duration::from_millis(50);

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Topic {
    /// Who this device is for.
    Session,
    /// Classes, people, outcomes, rubrics.
    Roster,
    /// Results, feedback, evidence.
    Work,
    /// Photos that came or were processed.
    Photos,
    /// What waits to be sent, and how syncing goes.
    Sync,
}

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Notice {
    /// The revision that a screen read now will have at least.
    pub revision: u64,
    /// What changed since the last notice.
    pub topics: Vec<Topic>,
}

/// Implemented by each app; called from the core's threads, with no lock held.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    /// Something changed; read again what is on screen.
    fn on_notice(&self, notice: Notice);
}

/// Ends with the object: drop it to hear no more.
#[derive(uniffi::Object)]
pub struct Subscription {
    _alive: Arc<Alive>,
}

struct Alive {
    pending: Mutex<Option<(u64, Topics)>>,
    wanted: Topics,
    wake: Notify,
}

/// All who listen.
#[derive(Default)]
pub(crate) struct Notices {
    listening: Mutex<Vec<Weak<Alive>>>,
}

impl Notices {
    /// Tells everyone who wants one of these topics. Cheap; delivery happens elsewhere.
    pub(crate) fn tell(&self, revision: u64, topics: Topics) {
        let mut listening = self.listening.lock().expect("no listener panics while it is held");
        listening.retain(|weak| {
            let Some(alive) = weak.upgrade() else { return false };
            if alive.wanted.meets(topics) {
                let mut pending = alive.pending.lock().expect("held for a moment only");
                let (_, before) = pending.unwrap_or_default();
                *pending = Some((revision, before.and(topics)));
                alive.wake.notify_one();
            }
            true
        });
    }

    /// A new listener, served by a task on this runtime until its subscription is dropped.
    pub(crate) fn observe(
        &self,
        runtime: &tokio::runtime::Handle,
        topics: &[Topic],
        listener: Arc<dyn Listener>,
    ) -> Arc<Subscription> {
        let wanted = topics.iter().fold(Topics::default(), |all, t| all.with(store_topic(*t)));
        let alive = Arc::new(Alive { pending: Mutex::new(None), wanted, wake: Notify::new() });
        let weak = Arc::downgrade(&alive);
        self.listening.lock().expect("no listener panics while it is held").push(weak.clone());
        runtime.spawn(deliver(weak, listener));
        Arc::new(Subscription { _alive: alive })
    }
}

async fn deliver(weak: Weak<Alive>, listener: Arc<dyn Listener>) {
    loop {
        let next = {
            let Some(alive) = weak.upgrade() else { return };
            alive.pending.lock().expect("held for a moment only").take()
        };
        match next {
            Some((revision, topics)) => {
                let notice = Notice { revision, topics: facade_topics(topics) };
                let listener = listener.clone();
                // Foreign code may take its time; the runtime's workers are not for that.
                let _ = tokio::task::spawn_blocking(move || listener.on_notice(notice)).await;
                tokio::time::sleep(GAP).await;
            }
            None => wait(&weak).await,
        }
    }
}

/// Waits for the next change, without keeping the subscription alive for longer than a second.
async fn wait(weak: &Weak<Alive>) {
    let Some(alive) = weak.upgrade() else { return };
    let _ = tokio::time::timeout(Duration::from_secs(1), alive.wake.notified()).await;
}

const ALL: [(Topic, StoreTopic); 5] = [
    (Topic::Session, StoreTopic::Session),
    (Topic::Roster, StoreTopic::Roster),
    (Topic::Work, StoreTopic::Work),
    (Topic::Photos, StoreTopic::Photos),
    (Topic::Sync, StoreTopic::Sync),
];

fn store_topic(topic: Topic) -> StoreTopic {
    ALL.iter().find(|(t, _)| *t == topic).expect("every topic is in the table").1
}

fn facade_topics(topics: Topics) -> Vec<Topic> {
    ALL.iter().filter(|(_, s)| topics.has(*s)).map(|(t, _)| *t).collect()
}
