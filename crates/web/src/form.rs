//! Names and values as a form or an address bar sends them, in order, nothing lost. Nothing is trusted or refused here:
//! what a value means is the page's business.

use std::convert::Infallible;
use std::fmt::Display;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use trefoil_core::refusal::Refusal;

use crate::errors::Refused;

/// The field in which a button says what it is about, where a form has many: `name=value&name=value`, our own codes and ids.
pub(crate) const PRESSED: &str = "pressed";

/// Names and values in the order sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of that name, trimmed; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of that name, as it was sent: a password may begin with a blank.
    pub fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// What the button that was pressed says comes first.
    #[must_use]
    pub(crate) fn with_pressed(self) -> Self {
        let (pressed, rest): (Vec<_>, Vec<_>) =
            self.0.into_iter().partition(|(name, _)| name == PRESSED);
        let pairs = pressed.iter().flat_map(|(_, value)| value.split('&'));
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self(pairs.map(own).chain(rest).collect())
    }

    /// Every value of that name, trimmed.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let same = self.0.iter().filter(move |(known, _)| known == name);
        same.map(|(_, value)| value.trim())
    }

    /// The first value of that name, read; `None` where it is empty or cannot be.
    pub fn read<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }
}

/// What stands after the `?` of an address. Never refused: a link that was cut off still opens its page.
pub struct Asked(pub Fields);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let query = Query::<Fields>::from_request_parts(parts, state).await;
        let mut fields = query.map(|Query(fields)| fields).unwrap_or_default();
        // No record holds one, and PostgreSQL takes none to compare.
        for (_, value) in fields
            .0
            .iter_mut()
            .filter(|(_, value)| value.contains('\0'))
        {
            *value = value.replace('\0', "");
        }
        Ok(Self(fields))
    }
}

/// Ids in a path: `InPath<ContactId>`, `InPath<(ContactId, MatchId)>`. What is no id is not found, like any other.
pub struct InPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(ids)| Self(ids))
            .map_err(|_| Refusal::NotFound.into())
    }
}

/// A path on this site. Anything else would let a stranger's link send somebody away from here after signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// The path, where it is one of ours: one slash first, and nothing that a browser reads as another host.
    pub fn new(path: &str) -> Option<Self> {
        let ours = path.starts_with('/') && !path.starts_with("//");
        let plain = path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (ours && plain).then(|| Self(path.to_owned()))
    }

    /// The path, or `otherwise` where it is none of ours.
    pub fn or(path: &str, otherwise: &str) -> Self {
        Self::new(path).unwrap_or_else(|| Self(otherwise.to_owned()))
    }

    /// The same path with `name=value` more in its query. Both must need no escaping: our own words.
    #[must_use]
    pub fn with(&self, name: &str, value: impl Display) -> Self {
        let joint = if self.0.contains('?') { '&' } else { '?' };
        Self(format!("{}{joint}{name}={value}", self.0))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests;
