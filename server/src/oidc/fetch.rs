//! Requests to a provider: over TLS or to this very machine, without redirects, in bounded time, with bounded answers.

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, Url, redirect};
use std::net::IpAddr;
use std::pin::Pin;
use std::time::Duration;

/// What a provider says of itself, and its keys, are some kilobytes.
const MAX_BYTES: usize = 256 << 10;
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(10);

/// Why a provider was not heard. Never says what it said.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unheard {
    #[error("an address without TLS")]
    Plain,
    #[error("longer than {MAX_BYTES} bytes")]
    TooLong,
    #[error("no answer")]
    Network,
}

/// Asks a provider.
pub(super) struct Fetch {
    client: Client,
    /// A provider on this machine may do without TLS; one elsewhere may not lead here.
    may_be_plain: bool,
}

impl Fetch {
    pub(super) fn new(issuer: &Url) -> Result<Self, reqwest::Error> {
        let mut client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .user_agent(concat!("notyet-server/", env!("CARGO_PKG_VERSION")));
        let may_be_plain = is_this_machine(issuer);
        if may_be_plain {
            client = client.no_proxy();
        }
        Ok(Self { client: client.build()?, may_be_plain })
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unheard> {
        let request = reqwest::Request::try_from(request).map_err(|_| Unheard::Network)?;
        let is_plain = request.url().scheme() != "https";
        if is_plain && !(self.may_be_plain && may_ask(request.url())) {
            return Err(Unheard::Plain);
        }
        let mut answer = self.client.execute(request).await.map_err(|_| Unheard::Network)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| Unheard::Network)? {
            if bytes.len() + chunk.len() > MAX_BYTES {
                return Err(Unheard::TooLong);
            }
            bytes.extend_from_slice(&chunk);
        }
        let mut response = HttpResponse::new(bytes);
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = Unheard;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unheard>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// Over TLS, or on this machine itself.
pub(super) fn may_ask(address: &Url) -> bool {
    match address.scheme() {
        "https" => true,
        "http" => is_this_machine(address),
        _ => false,
    }
}

/// Written in digits or as `localhost`; another name could be answered for by anybody.
fn is_this_machine(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default();
    let digits = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || digits.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_tls_only_this_machine_is_asked() {
        let asked = |text: &str| may_ask(&text.parse().unwrap());
        for good in
            ["https://id.school.example", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"]
        {
            assert!(asked(good), "{good}");
        }
        let bad =
            ["http://id.school.example", "http://localhost.example", "http://10.0.0.1", "ftp://localhost"];
        for bad in bad {
            assert!(!asked(bad), "{bad}");
        }
    }

    #[tokio::test]
    async fn a_provider_elsewhere_cannot_lead_to_this_machine() {
        let fetch = Fetch::new(&"https://id.school.example".parse().unwrap()).unwrap();
        let request = openidconnect::http::Request::get("http://127.0.0.1:9/keys").body(vec![]).unwrap();
        assert!(matches!(fetch.ask(request).await, Err(Unheard::Plain)));
    }
}
