//! From which address a request comes, where proxies stand before the server. Only what a trusted proxy added is
//! believed: anybody can send the header.

use axum::extract::{ConnectInfo, Request};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Written by proxies, each adding at its end whom it heard the request from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpAddr>);

impl Proxies {
    /// These, by address.
    pub fn trusted(addresses: &[IpAddr]) -> Self {
        Self(addresses.iter().map(IpAddr::to_canonical).collect())
    }

    /// Where a request comes from: the connection's address, or behind trusted proxies the last one in the header that
    /// is none of theirs.
    pub(crate) fn peer(&self, request: &Request) -> IpAddr {
        let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let connected = connected.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
        let said: Vec<&str> = request
            .headers()
            .get_all(FORWARDED_FOR)
            .iter()
            .flat_map(|value| value.to_str().unwrap_or("unreadable").split(','))
            .collect();
        let mut peer = connected;
        for said in said.into_iter().rev() {
            if !self.0.contains(&peer) {
                break;
            }
            // What a trusted proxy could not say properly counts as its own.
            let Some(next) = address(said.trim()) else { break };
            peer = next;
        }
        peer
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let plain = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let with_port = || text.parse::<SocketAddr>().map(|it| it.ip());
    plain.parse::<IpAddr>().or_else(|_| with_port()).ok().map(|it| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn peer(proxies: &[&str], connected: &str, headers: &[&str]) -> String {
        let addresses: Vec<IpAddr> = proxies.iter().map(|text| text.parse().unwrap()).collect();
        let mut request = Request::new(Body::empty());
        let connected = SocketAddr::new(connected.parse().unwrap(), 443);
        request.extensions_mut().insert(ConnectInfo(connected));
        for header in headers {
            request.headers_mut().append(FORWARDED_FOR, header.parse().unwrap());
        }
        Proxies::trusted(&addresses).peer(&request).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(peer(&[], "10.0.0.1", &["1.2.3.4"]), "10.0.0.1");
        assert_eq!(peer(&["10.0.0.2"], "10.0.0.1", &["1.2.3.4"]), "10.0.0.1");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(peer(&["10.0.0.1"], "::ffff:10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        let both = ["10.0.0.1", "10.0.0.2"];
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["6.6.6.6, 1.2.3.4"]), "1.2.3.4");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["6.6.6.6", "1.2.3.4"]), "1.2.3.4");
        assert_eq!(peer(&both, "10.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"]), "1.2.3.4");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["6.6.6.6, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn ports_and_brackets_are_read() {
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["1.2.3.4:50000"]), "1.2.3.4");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["[2001:db8::1]:50000"]), "2001:db8::1");
        assert_eq!(peer(&["10.0.0.1"], "10.0.0.1", &["[2001:db8::1]"]), "2001:db8::1");
    }
}
