//! `notyet-server serve`: lock, open, listen, say where, serve, stop in order.

use super::{Complaint, Place, say};
use crate::env::SystemEnv;
use crate::folder::FolderLock;
use crate::http;
use crate::metrics::Metrics;
use crate::net::{Entrance, Tls};
use crate::oidc::{Provider, REDIRECT, Settings, secret_in};
use crate::proxies::Proxies;
use clap::Args;
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
    /// Address and port to listen on; port 0 takes a free one. Without --tls-cert, put a proxy that speaks TLS in front
    /// before it leaves the local network.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0", env = "NOTYET_LISTEN")]
    listen: SocketAddr,
    /// A proxy in front of the server: where a request comes from is read from its X-Forwarded-For, and from nobody
    /// else's. Several with commas.
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',', env = "NOTYET_PROXY")]
    proxy: Vec<IpAddr>,
    /// Speak TLS: a file with the server's certificate and those that it leans on (PEM, the server's own first). On
    /// SIGHUP it is read again.
    #[arg(long, value_name = "FILE", env = "NOTYET_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The file with the private key to it (PEM), which only the server's account may read.
    #[arg(long, value_name = "FILE", env = "NOTYET_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Serve counts for Prometheus at http://ADDRESS:PORT/metrics. They name nobody; still, let only the machine that
    /// collects them come there.
    #[arg(long, value_name = "ADDRESS:PORT", env = "NOTYET_METRICS")]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    accounts: Accounts,
    /// What is logged, to standard error as JSON: error, warn, info, debug. No line names a person.
    #[arg(long, value_name = "LEVEL", default_value = "warn", env = "NOTYET_LOG")]
    log: String,
}

/// The accounts of a server's only school, by OpenID Connect. Of several schools each has them in a file. Staff may then sign in with them; students never.
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
    #[arg(long, value_name = "URL", default_value = REDIRECT, env = "NOTYET_OIDC_REDIRECT")]
    oidc_redirect: String,
}

impl Accounts {
    fn are_named(&self) -> bool {
        self.oidc_issuer.is_some()
    }

    fn provider(&self) -> Result<Option<Provider>, Complaint> {
        let (Some(issuer), Some(client)) = (self.oidc_issuer.clone(), self.oidc_client.clone()) else {
            return Ok(None);
        };
        let secret = self.oidc_secret_file.as_deref().map(secret_in).transpose()?;
        let settings = Settings { issuer, client, secret, redirect: self.oidc_redirect.clone() };
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
    let (entrance, stop) = open(&it, Metrics::default()).await?;
    http::serve(service, entrance, Proxies::trusted(&it.proxy), stop).await?;
    Ok(())
}

/// A school that cannot be opened is named and left out; the others are served.
async fn serve_many(it: &Serve) -> Result<(), Complaint> {
    if it.accounts.are_named() {
        return Err(Complaint(
            "Each of several schools has accounts of its own: leave --oidc-issuer out, and put an accounts.toml into the school's folder.".to_owned(),
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
    let (entrance, stop) = open(it, schools.metrics()).await?;
    Ok(crate::schools::http::serve(schools, entrance, stop).await?)
}

/// Listens, and says where: for people, and for whoever collects the counts.
async fn open(
    it: &Serve,
    metrics: Metrics,
) -> Result<(Entrance, impl Future<Output = ()> + Send + 'static), Complaint> {
    let tls = match (&it.tls_cert, &it.tls_key) {
        (Some(certificate), Some(key)) => Some(Tls::read(certificate, key)?),
        _ => None,
    };
    let counts = match it.metrics {
        Some(address) => Some(listen(address, "--metrics").await?),
        None => None,
    };
    let listener = listen(it.listen, "--listen").await?;
    // Handlers first: a parent may stop the server as soon as it has read the address.
    let stop = stop_signal()?;
    if let Some(tls) = &tls {
        renew_on_hangup(tls.clone())?;
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    if let Some(counts) = counts {
        say(&format!("counts at http://{}/metrics", counts.local_addr()?))?;
        let entrance = Entrance::over(counts, None, Metrics::default());
        // Ends with the process: nothing is lost with an answer to it.
        tokio::spawn(entrance.serve(metrics.router(), std::future::pending(), || ()));
    }
    // Last: whoever reads it finds everything there.
    say(&format!("listening on {scheme}://{}", listener.local_addr()?))?;
    Ok((Entrance::over(listener, tls, metrics), stop))
}

async fn listen(address: SocketAddr, flag: &str) -> Result<TcpListener, Complaint> {
    TcpListener::bind(address).await.map_err(|error| Complaint(occupied(address, flag, &error)))
}

/// A certificate that was renewed is shown without a restart.
#[cfg(unix)]
fn renew_on_hangup(tls: Tls) -> Result<(), Complaint> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            match tls.read_again() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(fault) => tracing::error!(%fault, "the certificate before is shown further on"),
            }
        }
    });
    Ok(())
}

/// Elsewhere a renewed certificate needs a restart.
#[cfg(not(unix))]
fn renew_on_hangup(_: Tls) -> Result<(), Complaint> {
    Ok(())
}

fn occupied(address: SocketAddr, flag: &str, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {} of {} is in use by another program. Stop that program, or name another port with {flag}; port 0 takes a free one.",
            address.port(),
            address.ip()
        ),
        ErrorKind::AddrNotAvailable => {
            format!("{} is no address of this machine. Name another with {flag}.", address.ip())
        }
        ErrorKind::PermissionDenied => {
            format!(
                "Port {} needs rights that this account does not have. Name one above 1023 with {flag}.",
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
