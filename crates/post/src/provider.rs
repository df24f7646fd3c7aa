//! Asking an identity provider, by https alone; by http only on this very machine, where nobody is between. No redirect is followed, no
//! proxy of the environment is used, and an answer is a megabyte at most.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use trefoil_app::accounts::provider::{Answer, Wire, WireFault};
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer.
const LONGEST: u64 = 1 << 20;

/// The way to a provider.
pub struct ProviderWire {
    agent: Agent,
}

impl ProviderWire {
    /// A way that trusts the certificates of a file, as Debian keeps them.
    ///
    /// # Errors
    /// In words, where the file cannot be read or holds none.
    pub fn new(authorities: &Path) -> Result<Self, String> {
        let told = |why: &str| format!("the certificates {}: {why}", authorities.display());
        let bytes = std::fs::read(authorities).map_err(|fault| told(&fault.to_string()))?;
        let roots: Vec<Certificate<'static>> = parse_pem(&bytes)
            .filter_map(|item| match item {
                Ok(PemItem::Certificate(one)) => Some(one),
                _ => None,
            })
            .collect();
        if roots.is_empty() {
            return Err(told("there are none in it"));
        }
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .user_agent("Trefoil")
            .build();
        Ok(Self {
            agent: agent.into(),
        })
    }
}

/// Whether an address is asked by https, or by http on this machine.
pub fn allowed(url: &str) -> bool {
    let rest = url.strip_prefix("http://");
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let here = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        matches!(name, "127.0.0.1" | "localhost" | "[::1]")
    };
    url.starts_with("https://") || host.is_some_and(here)
}

async fn apart(
    ask: impl FnOnce() -> Result<Vec<u8>, ureq::Error> + Send + 'static,
) -> Result<Vec<u8>, WireFault> {
    tokio::task::spawn_blocking(ask)
        .await
        .map_err(|fault| WireFault(fault.to_string()))?
        .map_err(|fault| WireFault(fault.to_string()))
}

fn checked(url: &str) -> Result<String, WireFault> {
    if allowed(url) {
        Ok(url.to_owned())
    } else {
        Err(WireFault(format!("{url} is not reached by https")))
    }
}

impl Wire for ProviderWire {
    fn get<'a>(&'a self, url: &'a str) -> Answer<'a> {
        Box::pin(async move {
            let (agent, url) = (self.agent.clone(), checked(url)?);
            let ask = move || {
                let mut answer = agent
                    .get(&url)
                    .header("accept", "application/json")
                    .call()?;
                answer.body_mut().with_config().limit(LONGEST).read_to_vec()
            };
            apart(ask).await
        })
    }

    fn post<'a>(
        &'a self,
        url: &'a str,
        basic: Option<(&'a str, &'a str)>,
        fields: &'a [(&'a str, &'a str)],
    ) -> Answer<'a> {
        Box::pin(async move {
            let (agent, url) = (self.agent.clone(), checked(url)?);
            let fields: Vec<(String, String)> = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            let header = basic.map(|(name, secret)| format!("Basic {}", basic_of(name, secret)));
            let ask = move || {
                let mut request = agent.post(&url).header("accept", "application/json");
                if let Some(header) = header {
                    request = request.header("authorization", header);
                }
                let fields = fields.iter().map(|(name, value)| (name, value));
                let mut answer = request.send_form(fields)?;
                answer.body_mut().with_config().limit(LONGEST).read_to_vec()
            };
            apart(ask).await
        })
    }
}

/// Name and secret as RFC 6749, 2.3.1 has them in the header.
fn basic_of(name: &str, secret: &str) -> String {
    use base64::Engine as _;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let part = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let both = format!("{}:{}", part(name), part(secret));
    base64::engine::general_purpose::STANDARD.encode(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_out_in_the_clear() {
        let check = |url: &str, allows: bool| assert_eq!(allowed(url), allows, "{url}");
        check("https://id.example.org/token", true);
        check("http://127.0.0.1:8081/token", true);
        check("http://localhost:8081", true);
        check("http://[::1]:8081/", true);
        check("http://id.example.org/token", false);
        check("http://127.0.0.1.example.org/", false);
        check("http://localhost@example.org/", false);
        check("http://example.org/?http://127.0.0.1", false);
        check("file:///etc/passwd", false);
        check("", false);
    }

    #[test]
    fn a_name_and_its_secret_are_one_header() {
        assert_eq!(basic_of("trefoil", "s:e c"), "dHJlZm9pbDpzJTNBZSUyMGM=");
    }

    #[test]
    fn a_file_without_certificates_is_told() {
        let refused = ProviderWire::new(Path::new("/dev/null")).err().unwrap();
        assert!(refused.contains("there are none in it"), "{refused}");
    }
}
