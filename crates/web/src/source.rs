//! The network address that a request came from: the socket's, or, where that is a proxy of ours, what the proxy says. What
//! anybody else says of it is not believed.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use trefoil_app::accounts::source::Source;

use crate::State;

/// From where.
pub(crate) struct CameFrom(pub(crate) Source);

impl FromRequestParts<State> for CameFrom {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(peer)| peer.ip().to_canonical());
        let found = peer.map(|peer| behind(peer, &parts.headers, &state.proxies));
        Ok(Self(Source(found)))
    }
}

/// The nearest address that is no proxy of ours: each proxy adds, at the end, whom it heard. What cannot be read ends the search.
fn behind(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").into_iter();
    let said: Vec<&str> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    let mut nearest = peer;
    for heard in said.iter().rev() {
        if !proxies.contains(&nearest) {
            break;
        }
        match heard.trim().parse::<IpAddr>() {
            Ok(address) => nearest = address.to_canonical(),
            Err(_) => break,
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_of_ours_is_believed() {
        let check = |peer: &str, said: &[&str], proxies: &[&str], found: &str| {
            let mut headers = HeaderMap::new();
            for line in said {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            let proxies: Vec<IpAddr> = proxies.iter().map(|one| one.parse().unwrap()).collect();
            let behind = behind(peer.parse().unwrap(), &headers, &proxies);
            assert_eq!(behind, found.parse::<IpAddr>().unwrap(), "{peer} {said:?}");
        };
        check("192.0.2.7", &[], &[], "192.0.2.7");
        check("192.0.2.7", &["198.51.100.1"], &[], "192.0.2.7");
        check(
            "127.0.0.1",
            &["198.51.100.1"],
            &["127.0.0.1"],
            "198.51.100.1",
        );
        // Whoever asked wrote the first of these themselves.
        check(
            "127.0.0.1",
            &["203.0.113.9, 198.51.100.1"],
            &["127.0.0.1"],
            "198.51.100.1",
        );
        check(
            "127.0.0.1",
            &["203.0.113.9", "198.51.100.1"],
            &["127.0.0.1"],
            "198.51.100.1",
        );
        check(
            "127.0.0.1",
            &["198.51.100.1, 10.0.0.2"],
            &["127.0.0.1", "10.0.0.2"],
            "198.51.100.1",
        );
        check("127.0.0.1", &["nonsense"], &["127.0.0.1"], "127.0.0.1");
        check("127.0.0.1", &[], &["127.0.0.1"], "127.0.0.1");
    }
}
