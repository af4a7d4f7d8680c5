//! What a school agrees with its provider, as a file in the school's folder: for servers of several schools, where each
//! has accounts of its own.

use super::{BadSettings, Provider, Settings};
use crate::env::Env;
use serde::Deserialize;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file's name.
const FILE: &str = "accounts.toml";
/// Where the browser comes back to, if nobody says otherwise: an address that opens the app.
pub(crate) const REDIRECT: &str = "app.notyet:/signed-in";

/// Why a school's accounts cannot be offered. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum BadAccounts {
    #[error("{} cannot be read: {cause}.", .path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{}: {cause}", .path.display())]
    Toml { path: PathBuf, cause: String },
    #[error("{} is empty. It has to hold the client secret.", .0.display())]
    EmptySecret(PathBuf),
    #[error("{}: {fault}", .path.display())]
    Settings { path: PathBuf, fault: BadSettings },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accounts {
    issuer: String,
    client: String,
    /// Beside this file, unless it says the whole way.
    secret_file: Option<PathBuf>,
    redirect: Option<String>,
}

/// The provider that a school's folder names; `None`: it names none.
pub(crate) fn provider_in(folder: &Path, env: Arc<dyn Env>) -> Result<Option<Provider>, BadAccounts> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(BadAccounts::Unreadable { path, cause }),
    };
    let read = toml::from_str::<Accounts>(&text);
    let it = read.map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        BadAccounts::Toml { path: path.clone(), cause: format!("line {line}: {}.", error.message()) }
    })?;
    let secret = it.secret_file.map(|name| secret_in(&folder.join(name))).transpose()?;
    let redirect = it.redirect.unwrap_or_else(|| REDIRECT.to_owned());
    let settings = Settings { issuer: it.issuer, client: it.client, secret, redirect };
    let provider = Provider::new(settings, env).map_err(|fault| BadAccounts::Settings { path, fault })?;
    Ok(Some(provider))
}

/// The client secret that a file holds.
pub(crate) fn secret_in(path: &Path) -> Result<String, BadAccounts> {
    match fs::read_to_string(path) {
        Ok(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        Ok(_) => Err(BadAccounts::EmptySecret(path.to_owned())),
        Err(cause) => Err(BadAccounts::Unreadable { path: path.to_owned(), cause }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    fn offered(text: &str) -> Result<bool, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secret"), "s\n").unwrap();
        fs::write(folder.path().join(FILE), text).unwrap();
        let provider = provider_in(folder.path(), Arc::new(SystemEnv));
        provider.map(|it| it.is_some()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_schools_file_is_read_and_what_is_wrong_in_it_is_named() {
        let whole = "issuer = \"https://id.abbey.example\"\nclient = \"notyet\"\n";
        assert_eq!(offered(whole), Ok(true));
        assert_eq!(offered(&format!("{whole}secret_file = \"secret\"\n")), Ok(true));
        for (text, part) in [
            (format!("{whole}secret = \"s\"\n"), "line 3: unknown field `secret`"),
            (format!("{whole}secret_file = \"none\"\n"), "none cannot be read"),
            ("client = \"notyet\"\n".to_owned(), "missing field `issuer`"),
            (whole.replace("https", "http"), "has to begin with https://"),
        ] {
            let sentence = offered(&text).unwrap_err();
            assert!(sentence.contains(part), "{part}: {sentence}");
        }
    }

    #[test]
    fn a_school_without_the_file_offers_no_accounts() {
        let folder = tempfile::tempdir().unwrap();
        assert!(provider_in(folder.path(), Arc::new(SystemEnv)).unwrap().is_none());
    }
}
