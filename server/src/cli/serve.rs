//! `notyet-server serve`: lock, open, listen, say where, serve, stop in order.

use super::{Complaint, Place, say};
use crate::env::SystemEnv;
use crate::folder::FolderLock;
use crate::http;
use crate::oidc::{Provider, Settings};
use crate::proxies::Proxies;
use clap::Args;
use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; port 0 takes a free one. TLS is a proxy's business.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0", env = "NOTYET_LISTEN")]
    listen: SocketAddr,
    /// A proxy in front of the server: where a request comes from is read from its X-Forwarded-For, and from nobody
    /// else's. Several with commas.
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',', env = "NOTYET_PROXY")]
    proxy: Vec<IpAddr>,
    #[command(flatten)]
    accounts: Accounts,
    /// What is logged, to standard error as JSON: error, warn, info, debug.
    #[arg(long, value_name = "LEVEL", default_value = "warn", env = "NOTYET_LOG")]
    log: String,
}

/// The school's accounts, by OpenID Connect. Staff may then sign in with them; students never.
#[derive(Debug, Args)]
struct Accounts {
    /// The provider's address, exactly as it names itself.
    #[arg(long, value_name = "URL", env = "NOTYET_OIDC_ISSUER", requires = "oidc_client")]
    oidc_issuer: Option<String>,
    /// What the provider calls this server (client id).
    #[arg(long, value_name = "ID", env = "NOTYET_OIDC_CLIENT", requires = "oidc_issuer")]
    oidc_client: Option<String>,
    /// A file with the client secret; without one the client is a public one.
    #[arg(long, value_name = "FILE", env = "NOTYET_OIDC_SECRET_FILE", requires = "oidc_issuer")]
    oidc_secret_file: Option<PathBuf>,
    /// Where the browser comes back to: an address that opens the app, registered with the provider.
    #[arg(long, value_name = "URL", default_value = "app.notyet:/signed-in", env = "NOTYET_OIDC_REDIRECT")]
    oidc_redirect: String,
}

impl Accounts {
    fn are_named(&self) -> bool {
        self.oidc_issuer.is_some()
    }

    fn provider(self) -> Result<Option<Provider>, Complaint> {
        let (Some(issuer), Some(client)) = (self.oidc_issuer, self.oidc_client) else { return Ok(None) };
        let secret = match self.oidc_secret_file {
            None => None,
            Some(path) => match fs::read_to_string(&path) {
                Ok(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
                Ok(_) => {
                    return Err(Complaint(format!(
                        "{} is empty. It has to hold the client secret.",
                        path.display()
                    )));
                }
                Err(error) => return Err(Complaint(format!("{} cannot be read: {error}.", path.display()))),
            },
        };
        let settings = Settings { issuer, client, secret, redirect: self.oidc_redirect };
        Ok(Some(Provider::new(settings, Arc::new(SystemEnv))?))
    }
}

pub(super) async fn serve(it: Serve) -> Result<(), Complaint> {
    let filter = EnvFilter::try_new(&it.log)?;
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    if !it.place.is_one() {
        return serve_many(&it).await;
    }
    let provider = it.accounts.provider()?;
    let _lock = FolderLock::take(&it.place.folder)?;
    let service = it.place.one()?;
    if let Some(provider) = provider {
        service.offer_accounts(provider);
    }
    let (listener, stop) = listen(it.listen).await?;
    http::serve(service, listener, Proxies::trusted(&it.proxy), stop).await?;
    Ok(())
}

/// A school that cannot be opened is named and left out; the others are served.
async fn serve_many(it: &Serve) -> Result<(), Complaint> {
    if it.accounts.are_named() {
        return Err(Complaint(
            "The school's accounts can be offered by a server of one school. Leave --oidc-issuer out, or serve this school by itself.".to_owned(),
        ));
    }
    let schools = it.place.schools(Proxies::trusted(&it.proxy))?;
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
pub(super) fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Complaint> {
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
pub(super) fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Complaint> {
    Ok(async {
        // Without a handler the system ends the process itself.
        let _ = tokio::signal::ctrl_c().await;
    })
}
