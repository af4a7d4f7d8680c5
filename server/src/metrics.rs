//! What the server counts, for Prometheus: requests by path and status, how long they took, connections, operations by
//! fate. Counts never say who: no label holds an id, a name, an address or a school.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::routing::get;
use notyet_protocol::wire::{Ack, Fate};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use std::sync::Arc;
use std::time::Duration;

/// Upper ends of what requests are sorted by, in seconds; waiting for news takes up to 25.
const SECONDS: [f64; 9] = [0.005, 0.02, 0.1, 0.5, 1.0, 5.0, 10.0, 26.0, 60.0];
/// What Prometheus asks for.
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Served {
    path: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Taken {
    path: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Met {
    fate: &'static str,
}

/// All counts of a process. A clone counts the same.
#[derive(Clone)]
pub struct Metrics {
    served: Family<Served, Counter>,
    seconds: Family<Taken, Histogram>,
    fates: Family<Met, Counter>,
    /// Connections that are open.
    pub(crate) connections: Presence,
    /// Requests that are being answered; those that wait for news, too.
    pub(crate) under_way: Presence,
    /// Connections that were closed at once because there were too many.
    pub(crate) turned_away: Counter,
    registry: Arc<Registry>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("notyet");
        let (served, fates) = (Family::default(), Family::default());
        let seconds = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        let (connections, under_way, turned_away) = (Gauge::default(), Gauge::default(), Counter::default());
        registry.register("requests", "Requests by path and status", Family::clone(&served));
        registry.register(
            "request_seconds",
            "How long requests took, from head to answer",
            Family::clone(&seconds),
        );
        registry.register(
            "operations",
            "Operations that devices sent, by what became of them",
            Family::clone(&fates),
        );
        registry.register("connections", "Connections that are open", Gauge::clone(&connections));
        registry.register("requests_under_way", "Requests that are being answered", Gauge::clone(&under_way));
        registry.register(
            "connections_turned_away",
            "Connections beyond the limit",
            Counter::clone(&turned_away),
        );
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("server", "The server's version", version);
        Self {
            served,
            seconds,
            fates,
            connections: Presence(connections),
            under_way: Presence(under_way),
            turned_away,
            registry: Arc::new(registry),
        }
    }
}

impl Metrics {
    /// Counts a request; `path` is one of the few that there are, never what was asked.
    pub(crate) fn served(&self, path: &'static str, status: u16, took: Duration) {
        self.served.get_or_create(&Served { path, status }).inc();
        self.seconds.get_or_create(&Taken { path }).observe(took.as_secs_f64());
    }

    /// Counts what became of operations.
    pub(crate) fn met(&self, acks: &[Ack]) {
        for ack in acks {
            let fate = match ack.fate {
                Fate::Stored => "stored",
                Fate::Dup => "dup",
                Fate::Refused(_) => "refused",
            };
            self.fates.get_or_create(&Met { fate }).inc();
        }
    }

    /// `/metrics`, and nothing else.
    pub(crate) fn router(&self) -> Router {
        Router::new().route("/metrics", get(all)).with_state(self.clone())
    }
}

async fn all(State(metrics): State<Metrics>) -> ([(header::HeaderName, &'static str); 1], String) {
    let mut said = String::new();
    // Texts in memory take whatever is written to them.
    let _ = text::encode(&mut said, &metrics.registry);
    ([(header::CONTENT_TYPE, CONTENT_TYPE)], said)
}

/// How many are inside.
#[derive(Clone, Debug)]
pub(crate) struct Presence(Gauge);

impl Presence {
    /// Counts one until it is dropped.
    pub(crate) fn enter(&self) -> Present {
        self.0.inc();
        Present(self.0.clone())
    }
}

/// See [`Presence::enter`].
pub(crate) struct Present(Gauge);

impl Drop for Present {
    fn drop(&mut self) {
        self.0.dec();
    }
}
