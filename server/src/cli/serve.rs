//! `notyet-server serve`: lock, open, listen, say where, serve, stop in order.

use super::{Complaint, Place, say};
use crate::folder::FolderLock;
use crate::http;
use clap::Args;
use std::io::{ErrorKind, Write};
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
    if !it.place.is_one() {
        return serve_many(&it).await;
    }
    let _lock = FolderLock::take(&it.place.folder)?;
    let service = it.place.one()?;
    let (listener, stop) = listen(it.listen).await?;
    http::serve(service, listener, stop).await?;
    Ok(())
}

/// A school that cannot be opened is named and left out; the others are served.
async fn serve_many(it: &Serve) -> Result<(), Complaint> {
    let schools = it.place.schools()?;
    let names = schools.names()?;
    let mut complaints = vec![];
    for name in &names {
        if let Err(fault) = schools.router(name).await {
            complaints.push(format!("{name}: {fault}"));
        }
    }
    if !complaints.is_empty() && complaints.len() == names.len() {
        return Err(Complaint(complaints.join("\n")));
    }
    for complaint in complaints {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(std::io::stderr(), "{complaint}");
    }
    let (listener, stop) = listen(it.listen).await?;
    Ok(crate::schools::http::serve(schools, listener, stop).await?)
}

/// Listens and says where.
async fn listen(
    address: SocketAddr,
) -> Result<(TcpListener, impl Future<Output = ()> + Send + 'static), Complaint> {
    let listener = TcpListener::bind(address).await.map_err(|error| Complaint(occupied(address, &error)))?;
    // Handlers first: a parent may stop the server as soon as it has read the address.
    let stop = stop_signal()?;
    say(&format!("listening on http://{}", listener.local_addr()?))?;
    Ok((listener, stop))
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
