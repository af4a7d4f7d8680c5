//! Connections: how many there may be, how slow they may be, whether they are encrypted, and how they end. Hands each
//! request to a router together with the address that it comes from; knows no path.

mod tls;

pub(crate) use tls::Tls;

use crate::metrics::Metrics;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, rt};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

/// Connections at once: every device that waits, and as many again that do something. Each takes a file descriptor and
/// some kilobytes.
const MAX_CONNECTIONS: usize = 8_000;
/// How long a request's head may take, and how long a connection may be idle.
const LONGEST_HEAD: Duration = Duration::from_secs(30);
/// How long the two may take to agree on a cipher.
const LONGEST_HANDSHAKE: Duration = Duration::from_secs(10);
/// After this a connection ends with the answer that is under way; a client that goes on opens another.
const LONGEST_CONNECTION: Duration = Duration::from_secs(600);
/// How long that last answer may take to be read. One of 4 MiB at 70 KiB/s takes a minute.
const LAST_ANSWER: Duration = Duration::from_secs(60);
/// How long requests may go on once the server is to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// Bytes of a request's head.
const MAX_HEAD: usize = 32 << 10;
/// How long nobody is let in after the system refused a connection (no descriptor is left).
const BREATH: Duration = Duration::from_millis(500);

/// Where people come in.
pub(crate) struct Entrance {
    pub(crate) listener: TcpListener,
    /// `None`: not encrypted.
    pub(crate) tls: Option<Tls>,
    pub(crate) metrics: Metrics,
    most: usize,
}

impl Entrance {
    /// An entrance for as many as there may be.
    pub(crate) fn over(listener: TcpListener, tls: Option<Tls>, metrics: Metrics) -> Self {
        Self { listener, tls, metrics, most: MAX_CONNECTIONS }
    }

    /// Lets people in until `stop` completes; then `close` sends home those who wait, the last requests finish, and
    /// who is still there after ten seconds is cut off.
    pub(crate) async fn serve(
        self,
        app: Router,
        stop: impl Future<Output = ()> + Send,
        close: impl FnOnce() + Send,
    ) -> io::Result<()> {
        let (end, ending) = watch::channel(false);
        let places = Arc::new(Semaphore::new(self.most));
        let mut guests = JoinSet::new();
        let mut stop = std::pin::pin!(stop);
        loop {
            let (stream, peer) = tokio::select! {
                () = &mut stop => break,
                Some(_) = guests.join_next() => continue,
                accepted = self.listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(error) if is_theirs(&error) => continue,
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be taken");
                        tokio::time::sleep(BREATH).await;
                        continue;
                    }
                },
            };
            let Ok(place) = places.clone().try_acquire_owned() else {
                self.metrics.turned_away.inc();
                continue;
            };
            let (app, tls, metrics, ending) =
                (app.clone(), self.tls.clone(), self.metrics.clone(), ending.clone());
            guests.spawn(async move {
                let _present = metrics.connections.enter();
                guest(stream, peer, tls, app, ending).await;
                drop(place);
            });
        }
        drop(self.listener);
        close();
        end.send_replace(true);
        let last = async { while guests.join_next().await.is_some() {} };
        if tokio::time::timeout(LAST_REQUESTS, last).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
        Ok(())
    }
}

/// One connection from its first byte to its last.
async fn guest(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<Tls>,
    app: Router,
    ending: watch::Receiver<bool>,
) {
    // Small answers are whole answers. Only a broken connection refuses it.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return talk(TokioIo::new(stream), peer, app, ending).await };
    // A client that does not trust the certificate ends here, too; what it says of it is not ours to log.
    if let Ok(Ok(stream)) = tokio::time::timeout(LONGEST_HANDSHAKE, tls.accept(stream)).await {
        talk(TokioIo::new(stream), peer, app, ending).await;
    }
}

async fn talk(
    io: impl rt::Read + rt::Write + Unpin + Send + 'static,
    peer: SocketAddr,
    app: Router,
    mut ending: watch::Receiver<bool>,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(LONGEST_HEAD).max_buf_size(MAX_HEAD);
    let mut talking = std::pin::pin!(builder.serve_connection(io, service));
    tokio::select! {
        // Broken off or ended by the client, or too slow: nobody is left to tell.
        _ = talking.as_mut() => return,
        _ = ending.wait_for(|ending| *ending) => {}
        () = tokio::time::sleep(LONGEST_CONNECTION) => {}
    }
    talking.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(LAST_ANSWER, talking).await;
}

/// Whether it was the client that went away again.
fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// An entrance with so many places that stays open for as long as the test.
    async fn open(most: usize) -> (SocketAddr, Metrics) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, metrics) = (listener.local_addr().unwrap(), Metrics::default());
        let app = Router::new().route("/", post(async |body: String| body));
        let entrance = Entrance { most, ..Entrance::over(listener, None, metrics.clone()) };
        tokio::spawn(entrance.serve(app, std::future::pending(), || ()));
        (address, metrics)
    }

    async fn said(stream: &mut TcpStream) -> String {
        let mut said = vec![];
        // A connection that is cut off may end with an error.
        let _ = stream.read_to_end(&mut said).await;
        String::from_utf8(said).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn who_never_ends_their_head_or_never_begins_one_loses_their_place() {
        let (address, _) = open(2).await;
        for begun in ["POST / HTTP/1.1\r\nhost: a\r\nx-slow: ", ""] {
            let mut slow = TcpStream::connect(address).await.unwrap();
            slow.write_all(begun.as_bytes()).await.unwrap();
            let said = said(&mut slow).await;
            assert!(!said.contains("200 OK"), "{said}");
        }
    }

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_turned_away_and_counted() {
        let (address, metrics) = open(1).await;
        let mut first = TcpStream::connect(address).await.unwrap();
        let request = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nok";
        first.write_all(request).await.unwrap();
        let mut bytes = [0; 15];
        first.read_exact(&mut bytes).await.unwrap();
        assert_eq!(&bytes, b"HTTP/1.1 200 OK");
        let mut second = TcpStream::connect(address).await.unwrap();
        assert_eq!((said(&mut second).await, metrics.turned_away.get()), (String::new(), 1));
        first.write_all(request).await.unwrap();
        first.read_exact(&mut bytes).await.unwrap();
    }

    #[tokio::test]
    async fn a_head_that_is_too_long_is_refused() {
        let (address, _) = open(1).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("POST / HTTP/1.1\r\nhost: a\r\nx-long: {}\r\n\r\n", "x".repeat(8 * MAX_HEAD));
        // The server may stop reading before the end.
        let _ = stream.write_all(head.as_bytes()).await;
        let said = said(&mut stream).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
    }
}
