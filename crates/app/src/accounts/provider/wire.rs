//! What is asked of the provider over the network, and what is kept of the answers: where its doors are, and its keys. A key that
//! is not known is asked for again, but not more than once a minute, so that forged tokens cannot make us ask without end.

use std::future::Future;
use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;

use super::Provider;

/// The provider did not answer, or not as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the identity provider: {0}")]
pub struct WireFault(pub String);

/// An answer's bytes, once they are here.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, WireFault>> + Send + 'a>>;

/// What crosses the network. Follows no redirect, and takes in no more than a megabyte.
pub trait Wire: Send + Sync {
    /// Asks for what is at an address.
    fn get<'a>(&'a self, url: &'a str) -> Answer<'a>;

    /// Sends fields; `basic` is a name and its secret, for the header.
    fn post<'a>(
        &'a self,
        url: &'a str,
        basic: Option<(&'a str, &'a str)>,
        fields: &'a [(&'a str, &'a str)],
    ) -> Answer<'a>;
}

/// How long its doors and keys are believed without asking.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);
/// How soon after asking it is not asked again.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// Its doors.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Doors {
    issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<serde_json::Value>,
}

/// What is known of it.
#[derive(Default)]
pub(super) struct Known {
    doors: Option<(Timestamp, Doors)>,
    keys: Option<(Timestamp, Vec<Jwk>)>,
}

fn json<T: serde::de::DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T, WireFault> {
    serde_json::from_slice(bytes).map_err(|_| WireFault(format!("its {what} cannot be read")))
}

impl Provider {
    /// Its doors, by its metadata, which must be its own.
    pub(super) async fn doors(&self, now: Timestamp) -> Result<Doors, WireFault> {
        let mut known = self.known.lock().await;
        if let Some((_, doors)) = known.doors.as_ref().filter(|(at, _)| fresh(*at, now)) {
            return Ok(doors.clone());
        }
        let issuer = &self.settings.issuer;
        let path = format!(
            "{}/.well-known/openid-configuration",
            issuer.trim_end_matches('/')
        );
        let doors: Doors = json(&self.wire.get(&path).await?, "metadata")?;
        if doors.issuer != *issuer {
            return Err(WireFault("its metadata is another issuer's".to_owned()));
        }
        known.doors = Some((now, doors.clone()));
        Ok(doors)
    }

    /// Its key of that name; `None` where it has none. Without a name, its only key.
    pub(super) async fn key(
        &self,
        name: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Jwk>, WireFault> {
        let doors = self.doors(now).await?;
        let mut known = self.known.lock().await;
        if let Some((at, keys)) = known.keys.as_ref().filter(|(at, _)| fresh(*at, now)) {
            let found = named(keys, name);
            if found.is_some() || now.duration_since(*at) < PAUSE {
                return Ok(found);
            }
        }
        let keys: Keys = json(&self.wire.get(&doors.jwks_uri).await?, "keys")?;
        // A key of a kind that is not known here is no fault of the others.
        let keys: Vec<Jwk> = keys
            .keys
            .into_iter()
            .filter_map(|key| serde_json::from_value(key).ok())
            .collect();
        let found = named(&keys, name);
        known.keys = Some((now, keys));
        Ok(found)
    }
}

fn fresh(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) < BELIEVED
}

fn named(keys: &[Jwk], name: Option<&str>) -> Option<Jwk> {
    match (name, keys) {
        (Some(name), _) => keys
            .iter()
            .find(|key| key.common.key_id.as_deref() == Some(name))
            .cloned(),
        (None, [only]) => Some(only.clone()),
        (None, _) => None,
    }
}
