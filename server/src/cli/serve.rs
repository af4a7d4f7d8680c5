//! `notyet-server serve`: lock, open, listen, say where, serve, stop in order.

use super::{Complaint, Place, open, say};
use crate::folder::FolderLock;
use crate::http;
use clap::Args;
use std::io::ErrorKind;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; port 0 takes a free one. TLS is a proxy's business.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0", env = "NOTYET_LISTEN")]
    listen: SocketAddr,
    /// What is logged, to standard error as JSON: error, warn, info, debug.
    #[arg(long, value_name = "LEVEL", default_value = "warn", env = "NOTYET_LOG")]
    log: String,
}

pub(super) async fn serve(it: Serve) -> Result<(), Complaint> {
    let filter = EnvFilter::try_new(&it.log)?;
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    let _lock = FolderLock::take(&it.place.folder)?;
    let service = open(&it.place)?;
    let listener =
        TcpListener::bind(it.listen).await.map_err(|error| Complaint(occupied(it.listen, &error)))?;
    // Handlers first: a parent may stop the server as soon as it has read the address.
    let stop = stop_signal()?;
    say(&format!("listening on http://{}", listener.local_addr()?))?;
    http::serve(service, listener, stop).await?;
    Ok(())
}

fn occupied(address: SocketAddr, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {} of {} is in use by another program. Stop that program, or name another port with --listen; port 0 takes a free one.",
            address.port(),
            address.ip()
        ),
        ErrorKind::AddrNotAvailable => {
            format!("{} is no address of this machine. Name another with --listen.", address.ip())
        }
        ErrorKind::PermissionDenied => {
            format!(
                "Port {} needs rights that this account does not have. Name one above 1023 with --listen.",
                address.port()
            )
        }
        _ => format!("{address} cannot be listened on: {error}."),
    }
}

/// Completes at the first SIGTERM or SIGINT.
#[cfg(unix)]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Complaint> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Completes at Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Complaint> {
    Ok(async {
        // Without a handler the system ends the process itself.
        let _ = tokio::signal::ctrl_c().await;
    })
}
