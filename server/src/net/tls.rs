//! The certificate that the server shows, and the key to it. Read from two files, and read again when somebody says that
//! they were renewed.

use rustls_pki_types::pem::{Error as PemError, PemObject};
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::{Error, ServerConfig};
use tokio_rustls::server::TlsStream;

/// Why a certificate cannot be shown. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub(crate) enum TlsFault {
    #[error("{} cannot be read: {cause}.", .path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} holds no certificate. It has to be a chain in PEM, the server's own first.", .0.display())]
    NoCertificate(PathBuf),
    #[error("{} holds no private key in PEM that is not locked by a password.", .0.display())]
    NoKey(PathBuf),
    #[error("{} and {} do not go together: {cause}.", .certificate.display(), .key.display())]
    NotAPair { certificate: PathBuf, key: PathBuf, cause: Error },
}

/// See the module.
#[derive(Clone)]
pub(crate) struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    shown: Arc<RwLock<Arc<ServerConfig>>>,
}

impl Tls {
    /// Reads a certificate with those that it leans on, and its key.
    pub(crate) fn read(certificate: &Path, key: &Path) -> Result<Self, TlsFault> {
        let shown = Arc::new(RwLock::new(Arc::new(config(certificate, key)?)));
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), shown })
    }

    /// Reads both files again. With an error the present certificate is shown further on.
    pub(crate) fn read_again(&self) -> Result<(), TlsFault> {
        let fresh = Arc::new(config(&self.certificate, &self.key)?);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Agrees with a client on a cipher.
    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let config = self.shown.read().unwrap_or_else(PoisonError::into_inner).clone();
        TlsAcceptor::from(config).accept(stream).await
    }
}

fn config(certificate: &Path, key: &Path) -> Result<ServerConfig, TlsFault> {
    let unreadable = |path: &Path, cause| TlsFault::Unreadable { path: path.to_owned(), cause };
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = match chain {
        Ok(chain) if !chain.is_empty() => chain,
        Err(PemError::Io(cause)) => return Err(unreadable(certificate, cause)),
        Ok(_) | Err(_) => return Err(TlsFault::NoCertificate(certificate.to_owned())),
    };
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| match error {
        PemError::Io(cause) => unreadable(key, cause),
        _ => TlsFault::NoKey(key.to_owned()),
    })?;
    let not_a_pair =
        |cause| TlsFault::NotAPair { certificate: certificate.to_owned(), key: key.to_owned(), cause };
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(not_a_pair)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(not_a_pair)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
