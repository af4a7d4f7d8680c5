//! The transport over HTTP: rustls with the roots that Mozilla ships, compressed JSON bodies, no redirects (a
//! network's sign-in page is no server), bounded times and bounded answers. Keeps no state but its
//! connections; which addresses it takes is [`ServerAddress`]'s rule.

use crate::address::ServerAddress;
use crate::transport::{Token, Transport, TransportError};
use async_trait::async_trait;
use notyet_protocol::codec;
use notyet_protocol::upload::{LENGTH_HEADER, OFFSET_HEADER, PIECE_TYPE, Uploaded};
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, SignInBegun, SignInOffer,
    SignInRequest, SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Certificate, Client, Method, RequestBuilder, Response, StatusCode, redirect};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// The server answers a wait after 25 s; the rest is for the way.
const WAIT_TIMEOUT: Duration = Duration::from_secs(40);
/// The slowest upload that is borne: below this a picture would block the queue for minutes.
const SLOWEST_BYTES_PER_S: u64 = 8 << 10;
/// A fault is a line of JSON; what is longer comes from something else.
const MAX_FAULT_BYTES: u64 = 64 << 10;
/// An answer to a sync, compressed; inflated it is bounded by the codec.
const MAX_ANSWER_BYTES: u64 = codec::MAX_INFLATED_BYTES;

/// A server reached over HTTP.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: Client,
    address: ServerAddress,
}

/// What an attempt to build an [`HttpTransport`] can run into: the TLS library refuses to start, which no
/// input brings about.
#[derive(Debug, thiserror::Error)]
#[error("the network cannot be used: {0}")]
pub struct NoClient(#[from] reqwest::Error);

impl HttpTransport {
    /// A transport to this server. Opens no connection yet.
    pub fn new(address: ServerAddress) -> Result<Self, NoClient> {
        let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| Certificate::from_der(der));
        let mut client = Client::builder()
            .tls_certs_only(roots.collect::<Result<Vec<_>, _>>()?)
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            // Below the idle times of common proxies, so that a connection is not taken up while it is closed.
            .pool_idle_timeout(Duration::from_secs(20))
            .user_agent(concat!("notyet/", env!("CARGO_PKG_VERSION")));
        if address.is_local() {
            client = client.no_proxy();
        }
        Ok(Self { client: client.build()?, address })
    }

    fn request(&self, method: Method, path: &str, token: Option<&Token>) -> RequestBuilder {
        let request = self.client.request(method, self.address.call(path)).timeout(REQUEST_TIMEOUT);
        match token {
            Some(token) => request.header(AUTHORIZATION, format!("Bearer {}", token.expose())),
            None => request,
        }
    }

    fn post(&self, path: &str, token: Option<&Token>, body: &impl Serialize) -> RequestBuilder {
        self.request(Method::POST, path, token)
            .header(CONTENT_TYPE, codec::CONTENT_TYPE)
            .body(codec::encode(body))
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        read(send(self.post("v1/device", None, request)).await?).await
    }

    async fn sign_in_offer(&self) -> Result<SignInOffer, TransportError> {
        match send(self.request(Method::GET, "v1/sign-in", None)).await {
            // A server from before there were accounts.
            Err(TransportError::Fault(Fault::NotFound)) => Ok(SignInOffer::default()),
            answer => read(answer?).await,
        }
    }

    async fn begin_sign_in(&self, request: &SignInRequest) -> Result<SignInBegun, TransportError> {
        read(send(self.post("v1/sign-in", None, request)).await?).await
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        read(send(self.post("v1/sync", Some(token), request)).await?).await
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        read(send(self.post("v1/wait", Some(token), request).timeout(WAIT_TIMEOUT)).await?).await
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        send(self.post("v1/join", Some(token), decision)).await.map(drop)
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        read(send(self.post("v1/door", Some(token), request)).await?).await
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        let for_the_way = Duration::from_secs(bytes.len() as u64 / SLOWEST_BYTES_PER_S);
        let request = self.request(Method::PUT, &format!("v1/blob/{sha256}"), Some(token));
        let request = request.header(CONTENT_TYPE, "image/jpeg").timeout(REQUEST_TIMEOUT + for_the_way);
        send(request.body(bytes)).await.map(drop)
    }

    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
        let for_the_way = Duration::from_secs(max_bytes / SLOWEST_BYTES_PER_S);
        let request = self.request(Method::GET, &format!("v1/blob/{sha256}"), Some(token));
        bytes_of(send(request.timeout(REQUEST_TIMEOUT + for_the_way)).await?, max_bytes).await
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        let for_the_way = Duration::from_secs(bytes.len() as u64 / SLOWEST_BYTES_PER_S);
        let request = self.request(Method::PATCH, &format!("v1/blob/{sha256}"), Some(token));
        let request = request
            .header(CONTENT_TYPE, PIECE_TYPE)
            .header(OFFSET_HEADER, piece.offset)
            .header(LENGTH_HEADER, piece.length)
            .timeout(REQUEST_TIMEOUT + for_the_way);
        come_to(&send(request.body(bytes)).await?).ok_or_else(|| bad("where the upload has come to"))
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        let request = self.request(Method::HEAD, &format!("v1/blob/{sha256}"), Some(token));
        let answer = request.send().await.map_err(broken)?;
        match answer.status() {
            // A HEAD has no body to say more, and its 404 is the answer to the question.
            StatusCode::NOT_FOUND => Ok(None),
            // A server from before there were pieces answers for what is whole alone.
            status if status.is_success() => Ok(Some(come_to(&answer).unwrap_or(Uploaded::whole(0)))),
            _ => Err(fault(answer).await),
        }
    }
}

fn come_to(answer: &Response) -> Option<Uploaded> {
    let number = |name| answer.headers().get(name)?.to_str().ok()?.parse().ok();
    Some(Uploaded { offset: number(OFFSET_HEADER)?, length: number(LENGTH_HEADER)? })
}

async fn send(request: RequestBuilder) -> Result<Response, TransportError> {
    let answer = request.send().await.map_err(broken)?;
    if answer.status().is_success() { Ok(answer) } else { Err(fault(answer).await) }
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, TransportError> {
    if answer.headers().get(CONTENT_TYPE).is_none_or(|kind| kind != codec::CONTENT_TYPE) {
        return Err(bad("its media type"));
    }
    let bytes = bytes_of(answer, MAX_ANSWER_BYTES).await?;
    codec::decode(&bytes).map_err(|error| match error {
        codec::BadBytes::TooLarge => bad("inflates beyond the cap"),
        codec::BadBytes::Compression(_) => bad("not a whole zstd frame"),
        // Where and of which category, never a piece of the text.
        codec::BadBytes::Json(error) => {
            bad(&format!("{:?} error at column {}", error.classify(), error.column()))
        }
    })
}

async fn bytes_of(mut answer: Response, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
    if answer.content_length().is_some_and(|length| length > max_bytes) {
        return Err(bad("longer than the cap"));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(broken)? {
        if bytes.len() as u64 + chunk.len() as u64 > max_bytes {
            return Err(bad("longer than the cap"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an answer without success means. Only the server's own JSON may say that somebody is signed out: a
/// proxy's 401 must not.
async fn fault(answer: Response) -> TransportError {
    let status = answer.status();
    let again =
        answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
    let again_ms = again.map(|seconds| seconds.saturating_mul(1000));
    let body = bytes_of(answer, MAX_FAULT_BYTES).await.unwrap_or_default();
    match (serde_json::from_slice::<Fault>(&body), again_ms) {
        (Ok(Fault::Busy { again_ms }), header) => {
            Fault::Busy { again_ms: again_ms.max(header.unwrap_or(0)) }.into()
        }
        (Ok(fault), _) => fault.into(),
        (Err(_), Some(again_ms)) => Fault::Busy { again_ms }.into(),
        (Err(_), None) if status == StatusCode::TOO_MANY_REQUESTS => Fault::Busy { again_ms: 1_000 }.into(),
        (Err(_), None) if status == StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge.into(),
        (Err(_), None) if matches!(status.as_u16(), 502..=504) => {
            TransportError::Offline { cause: format!("a gateway answers {}", status.as_u16()) }
        }
        (Err(_), None) => bad(&format!("status {} without the server's reason", status.as_u16())),
    }
}

fn broken(error: reqwest::Error) -> TransportError {
    if error.is_timeout() && !error.is_connect() {
        return TransportError::TimedOut;
    }
    // The address is left out: for a blob it names a picture.
    let error = error.without_url();
    let mut cause = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        cause = format!("{cause}: {inner}");
        source = inner.source();
    }
    TransportError::Offline { cause }
}

fn bad(what: &str) -> TransportError {
    TransportError::BadAnswer { what: what.to_owned() }
}
