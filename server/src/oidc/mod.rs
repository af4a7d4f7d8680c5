//! The school's accounts: an OpenID Connect provider that says who somebody is. Sends people there and takes its word,
//! checked, for who came back. Who that is in the school, and whether they may come in, is the service's.

mod fetch;
mod file;
mod flow;

pub use file::BadAccounts;
pub(crate) use file::{REDIRECT, provider_in, secret_in};
pub(crate) use flow::{Aim, Flow};

use crate::env::Env;
use crate::keys::Keys;
use chrono::{DateTime, Utc};
use fetch::{Fetch, may_ask};
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm as Alg, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError, TokenResponse,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long what a provider says of itself is relied on.
const KEEP: Duration = Duration::from_secs(60 * 60);
/// Keys are fetched again for a token that none of them fits, at most this often.
const KEYS_AGAIN: Duration = Duration::from_secs(60);
/// How long ago a person may have proved who they are to count as signed in afresh.
pub(crate) const FRESH: Duration = Duration::from_secs(5 * 60);
/// What a provider may sign with: nothing symmetric, and never nothing.
const ALGORITHMS: [Alg; 6] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPssSha256,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
    Alg::RsaSsaPkcs1V15Sha512,
];

/// What a school agrees with its provider.
#[derive(Clone)]
pub struct Settings {
    /// The provider's address, exactly as it names itself.
    pub issuer: String,
    /// What the provider calls this server.
    pub client: String,
    /// The secret between the two; none for a client that the provider counts as public.
    pub secret: Option<String>,
    /// Where the provider sends the browser back to: an address that opens the app.
    pub redirect: String,
}

/// Why settings are none. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// No address, or one that anybody on the way could answer at.
    #[error(
        "The address of the school's accounts has to begin with https:// (http:// only on this machine itself)."
    )]
    Issuer,
    /// No address.
    #[error(
        "The address to come back to cannot be read. It is one that opens the app, such as app.notyet:/signed-in."
    )]
    Redirect,
    /// The TLS library does not start.
    #[error("The network cannot be used: {0}.")]
    Network(reqwest::Error),
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInFault {
    /// The provider does not answer, or not as a provider does. Another try may help.
    #[error("the school's accounts cannot be asked: {0}")]
    Provider(&'static str),
    /// The provider does not stand by what was brought, or it is not meant for this server, person or moment.
    #[error("the sign-in was refused: {0}")]
    Refused(&'static str),
}

/// Whom the provider vouches for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) issuer: String,
    /// The provider's own name for the person, which never changes hands.
    pub(crate) subject: String,
    /// Only an address that the provider says it has verified.
    pub(crate) verified_email: Option<String>,
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider, and what it last said of itself.
pub struct Provider {
    settings: Settings,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    fetch: Fetch,
    env: Arc<dyn Env>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    metadata: Option<CoreProviderMetadata>,
    /// When it was asked for everything.
    asked_at: Duration,
    /// When its keys were last asked for.
    keys_at: Duration,
}

impl Provider {
    /// Takes settings; asks nothing of the provider yet.
    pub fn new(settings: Settings, env: Arc<dyn Env>) -> Result<Self, BadSettings> {
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| BadSettings::Issuer)?;
        if !may_ask(issuer.url()) {
            return Err(BadSettings::Issuer);
        }
        let redirect = RedirectUrl::new(settings.redirect.clone()).map_err(|_| BadSettings::Redirect)?;
        let fetch = Fetch::new(issuer.url()).map_err(BadSettings::Network)?;
        Ok(Self { settings, issuer, redirect, fetch, env, known: Mutex::default() })
    }

    /// Where to send a browser.
    pub(crate) async fn address(&self, keys: &Keys, flow: &Flow) -> Result<String, SignInFault> {
        let client = self.client(&self.metadata().await?);
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(flow.verifier(keys)));
        let (state, nonce) = (flow.state().to_owned(), flow.nonce(keys));
        let mut asked = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scope(Scope::new("email".into()))
            // On a shared tablet the browser may still know the one before.
            .add_prompt(CoreAuthPrompt::Login)
            .set_pkce_challenge(challenge);
        if flow.aim() == Aim::StepUp {
            asked = asked.set_max_age(FRESH);
        }
        Ok(asked.url().0.into())
    }

    /// Who came back with this code.
    pub(crate) async fn account(
        &self,
        keys: &Keys,
        flow: &Flow,
        code: String,
        issuer: Option<&str>,
    ) -> Result<Account, SignInFault> {
        if issuer.is_some_and(|issuer| issuer != self.issuer.as_str()) {
            return Err(SignInFault::Refused("another provider answered"));
        }
        let metadata = self.metadata().await?;
        let client = self.client(&metadata);
        let exchange = client.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.map_err(|_| SignInFault::Provider("it names no place to redeem codes"))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(flow.verifier(keys)));
        // The provider's own words may hold a name or a token: only what kind of trouble it is goes on.
        let tokens = exchange.request_async(&self.fetch).await.map_err(|fault| match fault {
            RequestTokenError::ServerResponse(_) => SignInFault::Refused("the provider refuses the code"),
            RequestTokenError::Request(_) => SignInFault::Provider("redeeming a code failed"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                SignInFault::Provider("its answer to a code cannot be read")
            }
        })?;
        let id_token = tokens.id_token().ok_or(SignInFault::Provider("it sent no ID token"))?;
        let nonce = Nonce::new(flow.nonce(keys));
        let mut account = match self.checked(&client, id_token, &nonce, flow.aim()) {
            Err(Unproven::Key) => {
                let renewed = self.client(&self.with_keys_again(metadata).await?);
                self.checked(&renewed, id_token, &nonce, flow.aim())
            }
            checked => checked,
        }
        .map_err(|unproven| SignInFault::Refused(unproven.reason()))?;
        if account.verified_email.is_none() {
            let subject = account.subject.clone();
            account.verified_email = self.email_apart(&client, tokens.access_token(), subject).await;
        }
        Ok(account)
    }

    fn checked(
        &self,
        client: &Client,
        id_token: &CoreIdToken,
        nonce: &Nonce,
        aim: Aim,
    ) -> Result<Account, Unproven> {
        let now = self.now();
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now)
            .set_auth_time_verifier_fn(move |at| match (aim, at) {
                (Aim::Enrol, _) => Ok(()),
                (Aim::StepUp, Some(at)) if is_fresh(at, now) => Ok(()),
                (Aim::StepUp, _) => Err(String::new()),
            });
        let claims = id_token.claims(&verifier, nonce).map_err(Unproven::from)?;
        let is_verified = claims.email_verified() == Some(true);
        Ok(Account {
            issuer: self.issuer.to_string(),
            subject: claims.subject().to_string(),
            verified_email: claims.email().filter(|_| is_verified).map(|email| email.to_string()),
        })
    }

    /// The verified address from the provider's other place; many tell it only there.
    async fn email_apart(&self, client: &Client, token: &AccessToken, subject: String) -> Option<String> {
        let expected = Some(openidconnect::SubjectIdentifier::new(subject));
        let asked = client.user_info(token.clone(), expected).ok()?;
        let claims: CoreUserInfoClaims = asked.request_async(&self.fetch).await.ok()?;
        let is_verified = claims.email_verified() == Some(true);
        claims.email().filter(|_| is_verified).map(|email| email.to_string())
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Client {
        let secret = self.settings.secret.clone().map(ClientSecret::new);
        let id = ClientId::new(self.settings.client.clone());
        CoreClient::from_provider_metadata(metadata.clone(), id, secret)
            .set_redirect_uri(self.redirect.clone())
    }

    /// What the provider says of itself, asked for at most once an hour; what it said before stands in where it
    /// does not answer.
    async fn metadata(&self) -> Result<CoreProviderMetadata, SignInFault> {
        let now = self.env.elapsed();
        let old = {
            let known = self.known();
            if let Some(metadata) = known.metadata.as_ref().filter(|_| now < known.asked_at + KEEP) {
                return Ok(metadata.clone());
            }
            known.metadata.clone()
        };
        match CoreProviderMetadata::discover_async(self.issuer.clone(), &self.fetch).await {
            Ok(metadata) => {
                let mut known = self.known();
                known.metadata = Some(metadata.clone());
                (known.asked_at, known.keys_at) = (now, now);
                Ok(metadata)
            }
            Err(_) => old.ok_or(SignInFault::Provider("it does not say where its parts are")),
        }
    }

    /// The same with its present keys.
    async fn with_keys_again(
        &self,
        metadata: CoreProviderMetadata,
    ) -> Result<CoreProviderMetadata, SignInFault> {
        let now = self.env.elapsed();
        {
            let mut known = self.known();
            if now < known.keys_at + KEYS_AGAIN {
                return Ok(metadata);
            }
            known.keys_at = now;
        }
        let keys = CoreJsonWebKeySet::fetch_async(metadata.jwks_uri(), &self.fetch).await;
        let metadata =
            metadata.set_jwks(keys.map_err(|_| SignInFault::Provider("it does not show its keys"))?);
        self.known().metadata = Some(metadata.clone());
        Ok(metadata)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Nothing in it is ever half written.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.env.now_ms()).unwrap_or_default()
    }
}

/// Lately enough, and not in a future that a minute of disagreeing clocks does not explain.
fn is_fresh(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let ago = now.signed_duration_since(at).num_seconds();
    (-60..=FRESH.as_secs() as i64).contains(&ago)
}

/// Why an ID token proves nothing.
enum Unproven {
    /// It is signed by a key that is not known; perhaps a new one.
    Key,
    Other(&'static str),
}

impl Unproven {
    fn reason(&self) -> &'static str {
        match self {
            Self::Key => "no key of the provider fits",
            Self::Other(reason) => reason,
        }
    }
}

impl From<ClaimsVerificationError> for Unproven {
    fn from(error: ClaimsVerificationError) -> Self {
        use ClaimsVerificationError as Wrong;
        Self::Other(match error {
            Wrong::SignatureVerification(SignatureVerificationError::NoMatchingKey) => return Self::Key,
            Wrong::SignatureVerification(_) => "the signature is not the provider's",
            Wrong::Expired(_) => "the ID token has expired",
            Wrong::InvalidAudience(_) => "it is meant for another client",
            Wrong::InvalidIssuer(_) => "it is another provider's",
            Wrong::InvalidNonce(_) => "it belongs to another sign-in",
            Wrong::InvalidAuthTime(_) => "the person was not asked who they are just now",
            _ => "the ID token is not in order",
        })
    }
}
