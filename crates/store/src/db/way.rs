//! The way to a server: what crosses a network is encrypted, and the server shows who it is, unless an operator says otherwise in
//! so many words. The system's certificates are trusted, and those of `sslrootcert` beside them.

use std::net::IpAddr;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use trefoil_core::refusal::Refusal;

use super::open::Place;
use crate::fault::Fault;

const EITHER: &str = "The address of the database says sslmode=prefer or allow, which anybody on the network can turn into no encryption at all. Say sslmode=verify-full, or leave it out.";
const CLEAR: &str = "The connection to the database is not encrypted, because its address says sslmode=disable: whoever is on that network can read every answer. Say sslmode=verify-full.";
const UNVERIFIED: &str = "The server of the database is not asked who it is, because its address says sslmode=require: whoever is on that network can stand in for it. Say sslmode=verify-full.";

/// The options of a server's address. Across a network nothing said means everything: encrypted, by a certificate that is trusted
/// and of that name.
pub(super) fn options(url: &str) -> Result<PgConnectOptions, Fault> {
    let options = PgConnectOptions::from_str(url)?;
    if stays_here(&options) {
        return Ok(options);
    }
    match (says_mode(url), options.get_ssl_mode()) {
        (false, _) => Ok(options.ssl_mode(PgSslMode::VerifyFull)),
        (true, PgSslMode::Prefer | PgSslMode::Allow) => {
            Err(Fault::Refused(Refusal::Conflict(EITHER.to_owned())))
        }
        (true, _) => Ok(options),
    }
}

/// What an operator should know of the way to a place, in words; nothing where all is well.
pub fn way_warning(place: &Place) -> Option<&'static str> {
    let Place::Server(url) = place else {
        return None;
    };
    let options = options(url).ok().filter(|options| !stays_here(options))?;
    match options.get_ssl_mode() {
        PgSslMode::Disable => Some(CLEAR),
        PgSslMode::Require => Some(UNVERIFIED),
        _ => None,
    }
}

/// Whether nothing leaves this machine: a socket, or a loopback address.
fn stays_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn says_mode(url: &str) -> bool {
    let asked = url.split_once('?').map_or("", |(_, asked)| asked);
    let mut names = asked.split('&').filter_map(|pair| pair.split('=').next());
    names.any(|name| name == "sslmode" || name == "ssl-mode")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, mode: Option<&str>, warned: bool) {
        let found = options(url).ok().map(|options| options.get_ssl_mode());
        let mode: Option<PgSslMode> = mode.map(|mode| mode.parse().unwrap());
        assert_eq!(format!("{found:?}"), format!("{mode:?}"), "{url}");
        let warning = way_warning(&Place::Server(url.to_owned()));
        assert_eq!(warning.is_some(), warned, "{url}: {warning:?}");
    }

    #[test]
    fn what_crosses_a_network_is_encrypted_and_the_server_shows_who_it_is() {
        let hosts = [
            "db.example.org",
            "192.0.2.7",
            "[2001:db8::7]",
            "localhost.example.org",
        ];
        for host in hosts {
            let far = format!("postgres://trefoil@{host}/trefoil");
            check(&far, Some("verify-full"), false);
            for (said, mode, warned) in [
                ("application_name=x", Some("verify-full"), false),
                ("sslmode=verify-full", Some("verify-full"), false),
                ("sslmode=verify-ca", Some("verify-ca"), false),
                ("sslmode=require", Some("require"), true),
                ("sslmode=disable", Some("disable"), true),
                ("sslmode=prefer", None, false),
                ("sslmode=allow", None, false),
                ("sslmode=unheard-of", None, false),
            ] {
                check(&format!("{far}?{said}"), mode, warned);
            }
        }
    }

    #[test]
    fn what_stays_on_this_machine_is_as_the_server_has_it() {
        for here in [
            "localhost",
            "127.0.0.1",
            "127.0.0.9",
            "[::1]",
            "%2Frun%2Fpg",
        ] {
            let near = format!("postgres://trefoil@{here}/trefoil");
            check(&near, Some("prefer"), false);
            check(&format!("{near}?sslmode=disable"), Some("disable"), false);
        }
    }
}
