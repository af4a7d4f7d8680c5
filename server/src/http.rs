//! The service on the network: paths, bodies, limits and times. Every refusal is a `Fault` as JSON with its status.
//! Logs and counts say which path, which status and how long, never who or what.

use crate::known::Known;
use crate::metrics::Metrics;
use crate::net::Entrance;
use crate::proxies::Proxies;
use crate::service::Service;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use notyet_protocol::codec::{self, BadBytes, CONTENT_TYPE, MAX_COMPRESSED_BYTES};
use notyet_protocol::upload::{LEAST_PIECE_BYTES, LENGTH_HEADER, OFFSET_HEADER, PIECE_TYPE, Uploaded};
use notyet_protocol::wire::{Fault, Limits};
use serde::{Serialize, de::DeserializeOwned};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Requests of known devices that are worked on at once; each may hold a body of some megabytes.
const MAX_AT_WORK: usize = 64;
/// The same for strangers, so that however slowly they send, no device that the school knows waits for them.
const MAX_STRANGERS: usize = 64;
/// Devices that wait for news at once; each holds a socket and some kilobytes.
const MAX_WAITING: usize = 4_000;
/// From the request's head to its answer. A photo of 4 MiB at 70 KiB/s takes this long.
const LONGEST_REQUEST: Duration = Duration::from_secs(60);
/// Bytes of a body that is too long, read before it is refused.
const MAX_THROWN_AWAY: usize = 16 << 20;
/// When someone who came at a busy moment may come again.
const AGAIN_MS: u64 = 1_000;

#[derive(Clone)]
struct App {
    service: Arc<Service>,
    proxies: Proxies,
    metrics: Metrics,
    known: Arc<Known>,
    at_work: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// The service as a router. Peers' addresses come from the connection, or from these proxies.
pub fn router(service: Arc<Service>, proxies: Proxies) -> Router {
    counted(service, proxies, Metrics::default())
}

/// The same, counting with others.
pub(crate) fn counted(service: Arc<Service>, proxies: Proxies, metrics: Metrics) -> Router {
    let app = App {
        service,
        proxies,
        metrics,
        known: Arc::default(),
        at_work: Arc::new(Semaphore::new(MAX_AT_WORK)),
        strangers: Arc::new(Semaphore::new(MAX_STRANGERS)),
        waiting: Arc::new(Semaphore::new(MAX_WAITING)),
    };
    Router::new()
        .route("/v1/device", post(device))
        .route("/v1/sync", post(sync))
        .route("/v1/wait", post(wait))
        .route("/v1/join", post(join))
        .route("/v1/sign-in", get(sign_in_offer).post(sign_in))
        .route("/v1/step-up", post(step_up))
        .route("/v1/erase", post(erase))
        .route("/v1/blob/{sha256}", get(get_blob).put(put_blob).head(head_blob).patch(patch_blob))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .fallback(async || Refused(Fault::NotFound))
        .method_not_allowed_fallback(async || Refused(Fault::NotFound))
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

/// Serves until `stop` completes, lets the last requests finish, then folds the database's log into its file.
pub(crate) async fn serve(
    service: Arc<Service>,
    entrance: Entrance,
    proxies: Proxies,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let watcher = tokio::spawn(service.clone().attend());
    let closing = service.clone();
    let app = counted(service.clone(), proxies, entrance.metrics.clone());
    let served = entrance.serve(app, stop, move || closing.close()).await;
    service.close();
    if let Err(error) = watcher.await {
        tracing::error!(%error, "watching the database broke off");
    }
    if let Err(fault) = service.checkpoint().await {
        tracing::error!(%fault, "the database's log was not folded in; the next start does it");
    }
    served
}

async fn device(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let peer = app.proxies.peer(&request);
    Ok(answer(&app.service.device(body(request).await?, peer).await?))
}

async fn sync(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let token = token(&request)?;
    let said = app.service.sync(&token, body(request).await?).await?;
    app.metrics.met(&said.acks);
    Ok(answer(&said))
}

async fn wait(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let token = token(&request)?;
    Ok(answer(&app.service.wait(&token, body(request).await?).await?))
}

async fn join(State(app): State<App>, request: Request) -> Result<StatusCode, Refused> {
    let token = token(&request)?;
    app.service.decide_join(&token, body(request).await?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn sign_in_offer(State(app): State<App>) -> Response {
    answer(&app.service.sign_in_offer())
}

async fn sign_in(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let peer = app.proxies.peer(&request);
    Ok(answer(&app.service.begin_sign_in(body(request).await?, peer).await?))
}

async fn step_up(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let (token, peer) = (token(&request)?, app.proxies.peer(&request));
    Ok(answer(&app.service.step_up(&token, body(request).await?, peer).await?))
}

async fn erase(State(app): State<App>, request: Request) -> Result<Response, Refused> {
    let token = token(&request)?;
    Ok(answer(&app.service.erase_as(&token, body(request).await?).await?))
}

async fn put_blob(
    State(app): State<App>,
    Path(sha256): Path<String>,
    request: Request,
) -> Result<StatusCode, Refused> {
    let token = token(&request)?;
    let bytes = bytes(request, Limits::default().blob_bytes as usize).await?;
    app.service.put_blob(&token, &sha256, bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn get_blob(
    State(app): State<App>,
    Path(sha256): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let token = token(&request)?;
    let bytes = app.service.get_blob(&token, &sha256).await?;
    let headers = [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, bytes).into_response())
}

async fn head_blob(
    State(app): State<App>,
    Path(sha256): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let token = token(&request)?;
    let come = app.service.head_blob(&token, &sha256).await?;
    Ok((come_to(come), [(header::CACHE_CONTROL, "no-store")], Body::empty()).into_response())
}

async fn patch_blob(
    State(app): State<App>,
    Path(sha256): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let token = token(&request)?;
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != PIECE_TYPE) {
        return Err(malformed("a piece says that it is application/offset+octet-stream"));
    }
    let piece = Uploaded {
        offset: number(&request, OFFSET_HEADER).ok_or_else(|| malformed("where the piece begins"))?,
        length: number(&request, LENGTH_HEADER).ok_or_else(|| malformed("how long the whole is"))?,
    };
    let (bytes, is_whole) = bytes_that_came(request, Limits::default().blob_bytes as usize).await?;
    if !is_whole && (bytes.len() as u64) < LEAST_PIECE_BYTES {
        return Err(malformed("the body ended early"));
    }
    // What a broken connection brought is kept although nobody is there to hear so, and whose request it was has
    // ended with it.
    let keeping = tokio::spawn(async move { app.service.patch_blob(&token, &sha256, piece, bytes).await });
    let come = keeping.await.map_err(|_| Refused(Fault::Busy { again_ms: AGAIN_MS }))??;
    Ok((StatusCode::NO_CONTENT, come_to(come)).into_response())
}

fn come_to(come: Uploaded) -> [(&'static str, HeaderValue); 2] {
    [(OFFSET_HEADER, HeaderValue::from(come.offset)), (LENGTH_HEADER, HeaderValue::from(come.length))]
}

fn number(request: &Request, name: &str) -> Option<u64> {
    request.headers().get(name)?.to_str().ok()?.parse().ok()
}

fn malformed(detail: &str) -> Refused {
    Refused(Fault::Malformed { detail: detail.to_owned() })
}

async fn healthz(State(app): State<App>) -> Result<&'static str, Refused> {
    app.service.healthy().await?;
    Ok("ok\n")
}

async fn readyz(State(app): State<App>) -> Response {
    ready(app.service.readiness().await)
}

/// What a load balancer is told.
pub(crate) fn ready(lacks: Option<&'static str>) -> Response {
    match lacks {
        None => "ready\n".into_response(),
        Some(what) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {what}\n")).into_response(),
    }
}

fn token(request: &Request) -> Result<String, Refused> {
    let value = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer "));
    token.map(|token| token.trim().to_owned()).ok_or(Refused(Fault::SignedOut))
}

async fn body<T: DeserializeOwned>(request: Request) -> Result<T, Refused> {
    let bytes = bytes(request, MAX_COMPRESSED_BYTES).await?;
    Ok(codec::decode(&bytes).map_err(|error| match error {
        BadBytes::TooLarge => Fault::TooLarge,
        BadBytes::Compression(_) => Fault::Malformed { detail: "not a whole zstd frame".into() },
        // Where and of which category, never a piece of the text.
        BadBytes::Json(error) => {
            let detail = format!("JSON: {:?} error at column {}", error.classify(), error.column());
            Fault::Malformed { detail }
        }
    })?)
}

/// A body of at most so many bytes.
async fn bytes(request: Request, at_most: usize) -> Result<Vec<u8>, Refused> {
    match bytes_that_came(request, at_most).await? {
        (bytes, true) => Ok(bytes),
        (_, false) => Err(malformed("the body ended early")),
    }
}

/// What came of a body of at most so many bytes, and whether it is all of it. What is too long is read to its end and
/// thrown away, within reason: an answer before the end would reach most clients as a broken connection.
async fn bytes_that_came(request: Request, at_most: usize) -> Result<(Vec<u8>, bool), Refused> {
    let (mut body, mut bytes, mut length) = (request.into_body(), Vec::new(), 0);
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let Ok(frame) = frame else { return Ok((bytes, false)) };
        let data = frame.into_data().unwrap_or_default();
        length += data.len();
        if length <= at_most {
            bytes.extend_from_slice(&data);
        } else if length > MAX_THROWN_AWAY {
            break;
        }
    }
    if length > at_most { Err(Refused(Fault::TooLarge)) } else { Ok((bytes, true)) }
}

fn answer(value: &impl Serialize) -> Response {
    ([(header::CONTENT_TYPE, CONTENT_TYPE)], codec::encode(value)).into_response()
}

/// A place among those at work, a limit of time, and a line in the log.
async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), plain(request.uri().path()));
    let began = Instant::now();
    let _present = app.metrics.under_way.enter();
    let token = token(&request).ok();
    let is_known = token.as_ref().is_some_and(|token| app.known.has(token));
    let places = match path {
        "/v1/wait" => &app.waiting,
        "/healthz" | "/readyz" => &app.at_work,
        _ if is_known => &app.at_work,
        _ => &app.strangers,
    };
    let response = match places.try_acquire() {
        Err(_) => Refused(Fault::Busy { again_ms: AGAIN_MS }).into_response(),
        Ok(_place) => match tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Refused(Fault::Busy { again_ms: AGAIN_MS }).into_response(),
        },
    };
    let (took, status) = (began.elapsed(), response.status().as_u16());
    match token {
        Some(token) if response.status().is_success() => app.known.meet(&token),
        Some(token) if response.status() == StatusCode::UNAUTHORIZED => app.known.forget(&token),
        _ => {}
    }
    app.metrics.served(path, status, took);
    tracing::info!(%method, path, status, ms = took.as_millis() as u64, "served");
    response
}

/// The path without what names a photo.
fn plain(path: &str) -> &'static str {
    match path {
        "/v1/device" => "/v1/device",
        "/v1/sync" => "/v1/sync",
        "/v1/wait" => "/v1/wait",
        "/v1/join" => "/v1/join",
        "/v1/sign-in" => "/v1/sign-in",
        "/v1/step-up" => "/v1/step-up",
        "/v1/erase" => "/v1/erase",
        "/healthz" => "/healthz",
        "/readyz" => "/readyz",
        path if path.starts_with("/v1/blob/") => "/v1/blob",
        _ => "other",
    }
}

/// A fault on its way out.
pub(crate) struct Refused(pub(crate) Fault);

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&self.0)).into_response();
        if let Fault::Busy { again_ms } = self.0 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(again_ms.div_ceil(1000)));
        }
        if let Fault::Offset { offset } = self.0 {
            response.headers_mut().insert(OFFSET_HEADER, HeaderValue::from(offset));
        }
        response
    }
}
