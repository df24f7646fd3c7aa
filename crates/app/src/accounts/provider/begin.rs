//! Sending somebody to their provider. Nothing is kept here: state, nonce and PKCE's verifier all come of one secret that the browser
//! keeps until it is back, so that nobody but this browser can use the answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::refusal::Refusal;

use super::Provider;
use crate::door::App;

/// Where to, and what the browser keeps meanwhile.
#[derive(Clone, PartialEq, Eq)]
pub struct Begun {
    /// The provider's page.
    pub to: String,
    /// For a cookie of this browser.
    pub secret: String,
}

/// What comes of a secret for one purpose: nobody who sees one of these learns another.
pub(super) fn of_secret(secret: &str, purpose: &str) -> String {
    hex(&Sha256::digest(format!("{purpose} {secret}").as_bytes()))
}

/// Begins a sign-in; `again` where they are to show anew who they are, though the provider knows them.
///
/// # Errors
/// `Unavailable` where the provider does not answer.
pub async fn provider_begin(app: &App, provider: &Provider, again: bool) -> Result<Begun, Refusal> {
    let doors = provider.doors(app.now()).await.map_err(|fault| {
        tracing::warn!(event = "provider", fault = %fault);
        Refusal::Unavailable
    })?;
    let settings = &provider.settings;
    let secret = hex(&random::<32>(app.world.as_ref()));
    let verifier = of_secret(&secret, "verifier");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let scopes = ["openid"].into_iter().map(str::to_owned);
    let scopes: Vec<String> = scopes.chain(settings.scopes.iter().cloned()).collect();
    let mut asked = vec![
        ("response_type", "code".to_owned()),
        ("client_id", settings.client_id.clone()),
        ("redirect_uri", provider.back()),
        ("scope", scopes.join(" ")),
        ("state", of_secret(&secret, "state")),
        ("nonce", of_secret(&secret, "nonce")),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256".to_owned()),
    ];
    if let Some(acr) = &settings.acr {
        asked.push(("acr_values", acr.clone()));
    }
    if again {
        asked.push(("prompt", "login".to_owned()));
        asked.push(("max_age", "0".to_owned()));
    }
    let asked: Vec<String> = asked
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    let door = doors.authorization_endpoint;
    let joint = if door.contains('?') { '&' } else { '?' };
    Ok(Begun {
        to: format!("{door}{joint}{}", asked.join("&")),
        secret,
    })
}

/// As it stands in an address.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let written = value.bytes().map(|byte| match byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    written.collect()
}
