//! Tokens: three parts, the last of which signs the first two. Only signatures by a key that the provider publishes count, and only
//! of these kinds: never none, never one that is made with something we both know.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Provider;
use super::claims::{Claims, WhyNot};

/// The longest that is read.
const LONGEST: usize = 64 << 10;

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// The kind of a signature, where it is one of those that count.
fn kind_of(alg: &str) -> Option<Algorithm> {
    match alg {
        "RS256" => Some(Algorithm::RS256),
        "PS256" => Some(Algorithm::PS256),
        "ES256" => Some(Algorithm::ES256),
        "EdDSA" => Some(Algorithm::EdDSA),
        _ => None,
    }
}

/// Whether the key is for signatures of this kind.
fn suits(key: &Jwk, kind: Algorithm) -> bool {
    let signs = key
        .common
        .public_key_use
        .as_ref()
        .is_none_or(|for_what| *for_what == PublicKeyUse::Signature);
    let fits = match (&key.algorithm, kind) {
        (AlgorithmParameters::RSA(_), Algorithm::RS256 | Algorithm::PS256) => true,
        (AlgorithmParameters::EllipticCurve(on), Algorithm::ES256) => {
            on.curve == EllipticCurve::P256
        }
        (AlgorithmParameters::OctetKeyPair(on), Algorithm::EdDSA) => {
            on.curve == EllipticCurve::Ed25519
        }
        _ => false,
    };
    signs && fits
}

fn object(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok()
}

impl Provider {
    /// What a token claims, where the provider signed it.
    pub(super) async fn claims(&self, token: &str, now: Timestamp) -> Result<Claims, WhyNot> {
        let mut parts = token.split('.');
        let (Some(head), Some(body), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(WhyNot::Unreadable);
        };
        let Some((message, _)) = token.rsplit_once('.').filter(|_| token.len() <= LONGEST) else {
            return Err(WhyNot::Unreadable);
        };
        let read = object(head).ok_or(WhyNot::Unreadable)?;
        let head: Head = serde_json::from_slice(&read).map_err(|_| WhyNot::Unreadable)?;
        let kind = kind_of(&head.alg)
            .filter(|_| head.crit.is_none())
            .ok_or(WhyNot::Signature)?;
        let key = self.key(head.kid.as_deref(), now).await?;
        let key = key
            .filter(|key| suits(key, kind))
            .ok_or(WhyNot::Signature)?;
        let key = DecodingKey::from_jwk(&key).map_err(|_| WhyNot::Signature)?;
        if !crypto::verify(signature, message.as_bytes(), &key, kind).unwrap_or(false) {
            return Err(WhyNot::Signature);
        }
        let read = object(body).ok_or(WhyNot::Unreadable)?;
        let claims: Map<String, Value> =
            serde_json::from_slice(&read).map_err(|_| WhyNot::Unreadable)?;
        Ok(Claims(claims))
    }
}
