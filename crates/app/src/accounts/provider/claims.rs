//! What a token claims, and whether it is for us, of now, and the answer to our own question (OpenID Connect Core 3.1.3.7;
//! Back-Channel Logout 2.6). Pure: the time is an argument.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::ProviderSettings;
use super::wire::WireFault;

/// Why a token is not believed. For the ledger and the log; nobody who signs in is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum WhyNot {
    #[error("provider: it does not answer: {0}")]
    Wire(#[from] WireFault),
    #[error("provider: what it sent cannot be read")]
    Unreadable,
    #[error("provider: signature")]
    Signature,
    #[error("provider: issuer")]
    Issuer,
    #[error("provider: audience")]
    Audience,
    #[error("provider: time")]
    Time,
    #[error("provider: nonce")]
    Nonce,
    #[error("provider: subject")]
    Subject,
    #[error("provider: how strongly it signed them in")]
    Strength,
    #[error("provider: events")]
    Events,
    #[error("provider: used before")]
    Used,
    #[error("provider: not the answer to a question of this browser")]
    Begun,
    #[error("provider: refused by the provider")]
    Refused,
    #[error("provider: no group gives a role")]
    Roles,
}

/// How long after it was made an ID token is taken; a code is good for less.
const TAKEN_FOR: SignedDuration = SignedDuration::from_mins(10);
/// The event of a logout token.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What is claimed.
pub(super) struct Claims(pub(super) Map<String, Value>);

/// Whom the provider signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) subject: String,
    /// Its name for its own session; empty where it has none.
    pub(super) sid: String,
    /// When they last showed it who they are.
    pub(super) shown: Option<Timestamp>,
    pub(super) groups: Vec<String>,
}

/// Whose sessions are to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) subject: String,
    pub(super) sid: String,
    /// The token's own name: it is good once.
    pub(super) token: String,
}

impl Claims {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// A whole number of seconds; some write them with a fraction.
    fn time(&self, name: &str) -> Result<Option<Timestamp>, WhyNot> {
        let Some(value) = self.0.get(name) else {
            return Ok(None);
        };
        let seconds = value.as_i64().or_else(|| {
            value
                .as_number()?
                .to_string()
                .split('.')
                .next()?
                .parse()
                .ok()
        });
        let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        time.map(Some).ok_or(WhyNot::Time)
    }

    /// Texts that stand alone or in a list.
    fn texts(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Array(many)) => many
                .iter()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// By this issuer, for us, and not from another time than `age` ago until now.
    fn ours(
        &self,
        settings: &ProviderSettings,
        now: Timestamp,
        age: SignedDuration,
    ) -> Result<(), WhyNot> {
        if self.text("iss") != Some(&settings.issuer) {
            return Err(WhyNot::Issuer);
        }
        let (audience, party) = (self.texts("aud"), self.text("azp"));
        let for_us = audience.contains(&settings.client_id);
        let party_fits = match party {
            Some(party) => party == settings.client_id,
            None => audience.len() == 1,
        };
        if !for_us || !party_fits {
            return Err(WhyNot::Audience);
        }
        let apart = |time: Timestamp| now.duration_since(time);
        let made = self.time("iat")?.ok_or(WhyNot::Time)?;
        let begins = self.time("nbf")?.unwrap_or(made);
        let early = apart(made) < -settings.skew || apart(begins) < -settings.skew;
        if early || apart(made) > age + settings.skew {
            return Err(WhyNot::Time);
        }
        if let Some(ends) = self.time("exp")?
            && apart(ends) >= settings.skew
        {
            return Err(WhyNot::Time);
        }
        Ok(())
    }

    fn subject(&self) -> Option<&str> {
        self.text("sub")
            .filter(|subject| (1..=255).contains(&subject.len()))
    }

    /// Whom an ID token signs in, where it answers the question that had this nonce.
    pub(super) fn signed(
        &self,
        settings: &ProviderSettings,
        nonce: &str,
        now: Timestamp,
    ) -> Result<Signed, WhyNot> {
        self.ours(settings, now, TAKEN_FOR)?;
        if self.time("exp")?.is_none() {
            return Err(WhyNot::Time);
        }
        if self.text("nonce") != Some(nonce) || self.0.contains_key("events") {
            return Err(WhyNot::Nonce);
        }
        if settings.acr.is_some() && self.text("acr") != settings.acr.as_deref() {
            return Err(WhyNot::Strength);
        }
        Ok(Signed {
            subject: self.subject().ok_or(WhyNot::Subject)?.to_owned(),
            sid: self.text("sid").unwrap_or_default().to_owned(),
            // Of the future it says nothing: a clock that is ahead must not keep places open for longer.
            shown: self.time("auth_time")?.map(|shown| shown.min(now)),
            groups: self.texts(&settings.groups_claim),
        })
    }

    /// Whose sessions a logout token ends.
    pub(super) fn ending(
        &self,
        settings: &ProviderSettings,
        now: Timestamp,
    ) -> Result<Ending, WhyNot> {
        self.ours(settings, now, TAKEN_FOR)?;
        let event = self.0.get("events").and_then(|events| events.get(LOGOUT));
        if !event.is_some_and(Value::is_object) || self.0.contains_key("nonce") {
            return Err(WhyNot::Events);
        }
        let subject = self.subject().unwrap_or_default().to_owned();
        let sid = self.text("sid").unwrap_or_default().to_owned();
        let token = self.text("jti").unwrap_or_default().to_owned();
        if token.is_empty() || (subject.is_empty() && sid.is_empty()) {
            return Err(WhyNot::Subject);
        }
        Ok(Ending {
            subject,
            sid,
            token,
        })
    }
}
