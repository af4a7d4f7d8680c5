//! A provider that says whatever a test wants it to: a listener of this process, with a key of its own.

use super::{CLIENT, query};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What it says at present.
#[derive(Default)]
pub(crate) struct Says {
    pub(crate) discovery: Value,
    pub(crate) keys: Value,
    pub(crate) id_token: String,
    pub(crate) user_info: Value,
    /// Answers discovery so long that nobody should read it to its end.
    pub(crate) endless: bool,
    pub(crate) silent: bool,
    /// How often each was asked for.
    pub(crate) discoveries: u32,
    pub(crate) key_sets: u32,
}

/// A running liar.
pub(crate) struct Liar {
    pub(crate) issuer: String,
    pub(crate) says: Arc<Mutex<Says>>,
    key: CoreEdDsaPrivateSigningKey,
    listener: JoinHandle<()>,
}

impl Drop for Liar {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

impl Liar {
    pub(crate) async fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", socket.local_addr().unwrap());
        let key = key(1, "first");
        let discovery = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/auth"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "userinfo_endpoint": format!("{issuer}/me"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        });
        let says = Says { discovery, keys: key_set(&[&key]), user_info: json!({}), ..Says::default() };
        let says = Arc::new(Mutex::new(says));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discover))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(says.clone());
        let listener = tokio::spawn(async move { axum::serve(socket, router).await.unwrap() });
        Self { issuer, says, key, listener }
    }

    /// Claims that are in order for a sign-in that was begun with this address.
    pub(crate) fn claims(&self, address: &str) -> Value {
        let now = chrono::Utc::now().timestamp();
        json!({
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "ortiz",
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": query(address, "nonce").unwrap(),
            "email": "ortiz@school.example",
            "email_verified": true,
        })
    }

    /// Will vouch for these claims, signed properly.
    pub(crate) fn vouches_for(&self, claims: &Value) {
        self.sends(&signed(&self.key, &json!({ "alg": "EdDSA", "kid": "first" }), claims));
    }

    pub(crate) fn sends(&self, id_token: &str) {
        id_token.clone_into(&mut self.says.lock().unwrap().id_token);
    }
}

/// A key that follows from a number.
pub(crate) fn key(seed: u8, id: &str) -> CoreEdDsaPrivateSigningKey {
    // The frame of RFC 8410 around 32 bytes.
    let der = [&[0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20][..], &[seed; 32]];
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        base64(&der.concat(), b"+/", true)
    );
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(id.into()))).unwrap()
}

pub(crate) fn key_set(keys: &[&CoreEdDsaPrivateSigningKey]) -> Value {
    let keys: Vec<Value> =
        keys.iter().map(|key| serde_json::to_value(key.as_verification_key()).unwrap()).collect();
    json!({ "keys": keys })
}

pub(crate) fn signed(key: &CoreEdDsaPrivateSigningKey, head: &Value, claims: &Value) -> String {
    let text = unsigned(head, claims);
    let signature = key.sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap();
    format!("{text}.{}", base64url(&signature))
}

/// The two parts that a signature follows.
pub(crate) fn unsigned(head: &Value, claims: &Value) -> String {
    format!("{}.{}", base64url(head.to_string().as_bytes()), base64url(claims.to_string().as_bytes()))
}

pub(crate) fn base64url(bytes: &[u8]) -> String {
    base64(bytes, b"-_", false)
}

fn base64(bytes: &[u8], last_two: &[u8; 2], padded: bool) -> String {
    let digit = |value: u8| match value {
        0..26 => char::from(b'A' + value),
        26..52 => char::from(b'a' + value - 26),
        52..62 => char::from(b'0' + value - 52),
        _ => char::from(last_two[usize::from(value - 62)]),
    };
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        text.extend((0..=chunk.len()).map(|n| digit((word >> (18 - 6 * n) & 63) as u8)));
        if padded {
            text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
        }
    }
    text
}

type Shared = State<Arc<Mutex<Says>>>;

async fn discover(State(says): Shared) -> Response {
    let mut says = says.lock().unwrap();
    says.discoveries += 1;
    if says.silent {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if says.endless {
        let mut endless = says.discovery.clone();
        endless["padding"] = " ".repeat(300 << 10).into();
        return Json(endless).into_response();
    }
    Json(says.discovery.clone()).into_response()
}

async fn keys(State(says): Shared) -> Json<Value> {
    let mut says = says.lock().unwrap();
    says.key_sets += 1;
    Json(says.keys.clone())
}

async fn token(State(says): Shared) -> Response {
    let id_token = says.lock().unwrap().id_token.clone();
    if id_token == "elsewhere" {
        return (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.1:9/token")]).into_response();
    }
    Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": id_token })).into_response()
}

async fn me(State(says): Shared) -> Json<Value> {
    Json(says.lock().unwrap().user_info.clone())
}
