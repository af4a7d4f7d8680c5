//! Which addresses a device talks to. The rule for plain `http`: what a school's names and levels travel over
//! is encrypted, unless the address itself says that it never leaves the machine or the local network (a
//! loopback, private or link-local address written in digits, or `localhost`), or the caller asks for it in so
//! many words. A name such as `server.local` is no proof: whoever answers for it decides where it points.

use reqwest::Url;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// Where plain `http` is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlainHttp {
    /// Only on addresses that cannot leave the local network.
    #[default]
    LocalOnly,
    /// Anywhere. For a school that ends TLS elsewhere, and for that alone.
    Anywhere,
}

/// A server's address: scheme, host and port, perhaps a path that the service lives under.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerAddress {
    url: Url,
}

/// A text that is no server's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Not an address at all.
    #[error("this is not the address of a server")]
    Unreadable,
    /// Neither `https` nor `http`.
    #[error("a server's address begins with https://")]
    Scheme,
    /// Plain `http` on an address that leaves the local network.
    #[error("outside the local network an address begins with https://")]
    Plain,
    /// A name, password, query or fragment, which no server's address has.
    #[error("a server's address holds no sign-in and no question mark")]
    Extra,
}

impl ServerAddress {
    /// Reads what a person typed or scanned; without a scheme it is `https`.
    pub fn parse(text: &str, plain: PlainHttp) -> Result<Self, BadAddress> {
        let text = text.trim();
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut url = Url::parse(&whole).map_err(|_| BadAddress::Unreadable)?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(BadAddress::Unreadable);
        }
        match url.scheme() {
            "https" => {}
            "http" if plain == PlainHttp::Anywhere || is_local(&url) => {}
            "http" => return Err(BadAddress::Plain),
            _ => return Err(BadAddress::Scheme),
        }
        let has_sign_in = !url.username().is_empty() || url.password().is_some();
        if has_sign_in || url.query().is_some() || url.fragment().is_some() {
            return Err(BadAddress::Extra);
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self { url })
    }

    /// The address of one call.
    pub(crate) fn call(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{path}", self.url.path()));
        url
    }

    /// Whether it cannot leave the local network.
    pub(crate) fn is_local(&self) -> bool {
        is_local(&self.url)
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerAddress({self})")
    }
}

pub(crate) fn is_local(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    match host.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || is_mapped_local(ip)
        }
        Err(_) => false,
    }
}

fn is_mapped_local(ip: Ipv6Addr) -> bool {
    ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback() || ip.is_private() || ip.is_link_local())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Result<String, BadAddress> {
        ServerAddress::parse(text, PlainHttp::LocalOnly).map(|a| a.to_string())
    }

    #[test]
    fn plain_http_stays_on_the_local_network() {
        for text in [
            "http://127.0.0.1:8080",
            "http://localhost:8080",
            "http://10.1.2.3",
            "http://172.16.0.9",
            "http://192.168.1.20:8080",
            "http://169.254.7.7",
            "http://[::1]:8080",
            "http://[fd00::1]",
            "http://[fe80::1]",
        ] {
            assert_eq!(said(text), Ok(text.to_owned()));
        }
        for text in [
            "http://school.example",
            "http://server.local",
            "http://localhost.example",
            "http://8.8.8.8",
            "http://172.32.0.1",
            "http://[2001:db8::1]",
        ] {
            assert_eq!(said(text), Err(BadAddress::Plain), "{text}");
            assert!(ServerAddress::parse(text, PlainHttp::Anywhere).is_ok(), "{text}");
        }
    }

    #[test]
    fn an_address_without_a_scheme_is_encrypted_and_one_with_more_than_a_place_is_refused() {
        assert_eq!(said(" school.example "), Ok("https://school.example".into()));
        assert_eq!(said("https://school.example/notyet"), Ok("https://school.example/notyet".into()));
        assert_eq!(said("https://ann:pw@school.example"), Err(BadAddress::Extra));
        assert_eq!(said("https://school.example/?next=x"), Err(BadAddress::Extra));
        assert_eq!(said("ftp://school.example"), Err(BadAddress::Scheme));
        assert_eq!(said("https://"), Err(BadAddress::Unreadable));
        assert_eq!(said(""), Err(BadAddress::Unreadable));
    }

    #[test]
    fn calls_stand_under_the_servers_path() {
        let address = ServerAddress::parse("https://school.example/notyet", PlainHttp::LocalOnly).unwrap();
        assert_eq!(address.call("v1/sync").as_str(), "https://school.example/notyet/v1/sync");
        let address = ServerAddress::parse("http://10.0.0.1:81/", PlainHttp::LocalOnly).unwrap();
        assert_eq!(address.call("v1/sync").as_str(), "http://10.0.0.1:81/v1/sync");
    }
}
