//! The other side of a sign-in: the provider's process, and a browser that follows redirects, keeps cookies and fills
//! in the provider's own pages.

use super::REDIRECT;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, Url, redirect};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A running provider, and what it knows of its accounts.
pub(crate) struct RealProvider {
    _process: Child,
    accounts: PathBuf,
    _folder: TempDir,
    pub(crate) issuer: String,
}

impl RealProvider {
    pub(crate) async fn start(accounts: Value) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let target = option_env!("CARGO_TARGET_DIR").map_or_else(|| here.join("target"), PathBuf::from);
        let packages = target.join("provider");
        assert!(
            packages.join("node_modules/oidc-provider").is_dir(),
            "{} lacks the provider: run `cargo xtask setup server`",
            packages.display()
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.json");
        std::fs::write(&path, accounts.to_string()).unwrap();
        let mut process = Command::new("node")
            .arg(here.join("tests/provider/provider.mjs"))
            .args([path.as_os_str(), REDIRECT.as_ref()])
            .current_dir(packages)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node is installed by `cargo xtask setup server`");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let issuer = loop {
            let line = lines.next_line().await.unwrap().expect("the provider started");
            if let Some(issuer) = line.strip_prefix("listening on ") {
                break issuer.to_owned();
            }
        };
        Self { _process: process, accounts: path, _folder: folder, issuer }
    }

    /// From now on it knows this of its accounts.
    pub(crate) fn knows(&self, accounts: &Value) {
        std::fs::write(&self.accounts, accounts.to_string()).unwrap();
    }
}

/// A browser.
pub(crate) struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
    /// How many pages asked for a password.
    pub(crate) logins: u32,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = Client::builder().no_proxy().redirect(redirect::Policy::none()).build().unwrap();
        Self { client, cookies: BTreeMap::new(), logins: 0 }
    }

    /// Opens an address and does what the pages ask, as this person, until the browser is sent to the app; returns
    /// the address that opens it.
    pub(crate) async fn sign_in(&mut self, address: &str, login: &str) -> String {
        let mut answer = self.send(self.client.get(address)).await;
        for _ in 0..20 {
            let at = answer.url().clone();
            if let Some(next) = answer.headers().get(LOCATION) {
                let next = next.to_str().unwrap().to_owned();
                if next.starts_with(REDIRECT) {
                    return next;
                }
                answer = self.send(self.client.get(at.join(&next).unwrap())).await;
                continue;
            }
            let (status, page) = (answer.status(), answer.text().await.unwrap());
            assert!(status.is_success(), "{status}: {page}");
            answer = self.fill_in(&at, &page, login).await;
        }
        panic!("the provider never lets go of the browser");
    }

    async fn fill_in(&mut self, at: &Url, page: &str, login: &str) -> Response {
        let action = between(page, "action=\"", "\"").expect("a form");
        let form = if page.contains("value=\"login\"") {
            self.logins += 1;
            format!("prompt=login&login={login}&password=any")
        } else {
            "prompt=consent".to_owned()
        };
        let posted = self.client.post(at.join(action).unwrap()).body(form);
        self.send(posted.header("content-type", "application/x-www-form-urlencoded")).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request.header(COOKIE, cookies.join("; ")).send().await.unwrap();
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
