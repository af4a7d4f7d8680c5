//! A database's address as a technician types it, and sentences for every way in which it cannot be reached. No
//! sentence holds a password or an account's name.

use super::OpenFault;
use std::io::ErrorKind;
use tokio_postgres::Config;
use tokio_postgres::config::Host;
use tokio_postgres::error::SqlState;

/// Reads an address: `postgres://account:password@host:port/database`, or PostgreSQL's `host=… dbname=…`.
pub(super) fn parse(text: &str) -> Result<Config, OpenFault> {
    // The parser's own words quote what it could not read.
    let mut config: Config = text.parse().map_err(|_| OpenFault::Address)?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(OpenFault::Address);
    }
    super::pool::patient(&mut config);
    Ok(config)
}

/// Hosts, ports and database, as they may stand in a log.
pub(super) fn plain(config: &Config) -> String {
    let ports = config.get_ports();
    let port = |i: usize| ports.get(i).or_else(|| ports.first()).copied().unwrap_or(5432);
    let hosts = config.get_hosts().iter().enumerate().map(|(i, host)| match host {
        Host::Tcp(name) => format!("{name}:{}", port(i)),
        #[cfg(unix)]
        Host::Unix(path) => format!("{}/.s.PGSQL.{}", path.display(), port(i)),
    });
    let hosts: Vec<String> = hosts.collect();
    match config.get_dbname() {
        Some(name) => format!("the database {name} at {}", hosts.join(", ")),
        None => format!("the database at {}", hosts.join(", ")),
    }
}

/// Why no session could be begun.
pub(super) fn explain(config: &Config, error: &tokio_postgres::Error) -> OpenFault {
    let host = plain(config);
    if let Some(code) = error.code() {
        return match *code {
            SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
                OpenFault::Password { host }
            }
            SqlState::INVALID_CATALOG_NAME => OpenFault::NoDatabase { host },
            SqlState::TOO_MANY_CONNECTIONS => OpenFault::TooMany { host },
            SqlState::CANNOT_CONNECT_NOW => OpenFault::Starting { host },
            SqlState::INSUFFICIENT_PRIVILEGE => OpenFault::Rights { host },
            _ => OpenFault::Storage(tokio_postgres_fault(error)),
        };
    }
    // The library's own words for a lack that it finds before it asks.
    let said = error.to_string();
    if said.contains("password missing") || said.contains("invalid configuration") {
        return OpenFault::Password { host };
    }
    if said.contains("TLS") {
        return OpenFault::Tls { host };
    }
    let source = std::error::Error::source(error).and_then(|it| it.downcast_ref::<std::io::Error>());
    let cause = match source.map(std::io::Error::kind) {
        Some(ErrorKind::ConnectionRefused | ErrorKind::NotFound) => "nothing answers there".to_owned(),
        Some(ErrorKind::TimedOut) => "it did not answer in time".to_owned(),
        _ => source.map_or(said, ToString::to_string),
    };
    OpenFault::Unreachable { host, cause }
}

fn tokio_postgres_fault(error: &tokio_postgres::Error) -> crate::storage::StorageFault {
    let said = error.as_db_error().map_or_else(|| error.to_string(), |db| db.message().to_owned());
    crate::storage::StorageFault::Other(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_sentence_names_no_account_and_no_password() {
        let config = parse("postgres://anna:geheim@db.example:6432,standby.example/notyet").unwrap();
        assert_eq!(plain(&config), "the database notyet at db.example:6432, standby.example:5432");
        let config = parse("host=/run/postgresql user=anna password=geheim").unwrap();
        assert_eq!(plain(&config), "the database at /run/postgresql/.s.PGSQL.5432");
    }

    #[test]
    fn an_address_that_cannot_be_read_is_not_repeated() {
        for text in ["postgres://anna:geheim@", "geheim", "mysql://anna:geheim@host/db", "user=geheim"] {
            let fault = parse(text).map(drop).unwrap_err();
            assert!(matches!(fault, OpenFault::Address), "{fault}");
            assert!(!fault.to_string().contains("geheim"));
        }
    }
}
