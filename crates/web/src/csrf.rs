//! Forms that another site cannot send: the payload of a form cannot be had without its token having been compared.
//! [`Protected`] is for forms, [`ProtectedFile`] for one file, [`FromHere`] for the forms before sign-in.

use std::fmt;

use askama::filters::HtmlSafe;
use axum::Form;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts as _, Multipart, Request};
use axum::http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq as _;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};

use crate::State;
use crate::components::attr;
use crate::errors::{Kept, Refused};
use crate::form::Fields;
use crate::router::{FILE_LIMIT, FORM_LIMIT};
use crate::session::Visit;

/// The field's name.
pub(crate) const FIELD: &str = "csrf";
/// What is never shown again, whoever typed it.
const SECRETS: &[&str] = &[
    FIELD,
    "password",
    "passkey-password",
    "new-password",
    "again",
    "code",
    "said",
];

/// What every form of a visit carries. Displayed, it is the hidden field: `{{ token }}` inside each `<form method="post">`.
#[derive(Clone, Default)]
pub struct FormToken(String);

impl FormToken {
    /// From the session's own secret.
    pub(crate) fn new(secret: String) -> Self {
        Self(secret)
    }

    /// Whether a form carries it.
    pub(crate) fn fits(&self, sent: &str) -> bool {
        if leaks(Leak::FormUnchecked) {
            return true;
        }
        !self.0.is_empty() && bool::from(self.0.as_bytes().ct_eq(sent.as_bytes()))
    }
}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken")
    }
}

impl fmt::Display for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "<input type=\"hidden\" name=\"{FIELD}\"{}>",
            attr("value", &self.0)
        )
    }
}

impl HtmlSafe for FormToken {}

/// A form of somebody signed in, sent from a page of ours. `T` is made from its [`Fields`], or is them.
pub struct Protected<T> {
    /// Who sent it.
    pub visit: Visit,
    /// What was sent.
    pub form: T,
}

impl<T: From<Fields>> FromRequest<State> for Protected<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &State) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await;
        let from_here = sent_from_here(&parts.headers);
        let kept = parts.extensions.get::<Kept>().cloned().unwrap_or_default();
        let fields = fields_of(Request::from_parts(parts, body), state).await?;
        kept.keep(typed(fields.clone()));
        let visit = match visit {
            Err(Refused::By(Refusal::SignInNeeded)) if from_here => {
                return Err(Refused::SignedOut(typed(fields)));
            }
            visit => visit?,
        };
        if !visit.shell.token().fits(fields.get(FIELD)) {
            return Err(Refused::NotFromHere(typed(fields)));
        }
        Ok(Self {
            visit,
            form: fields.into(),
        })
    }
}

/// One file, sent by somebody signed in from a page of ours. The form has `{{ token }}` before its file field, and may have others.
pub struct ProtectedFile {
    /// Who sent it.
    pub visit: Visit,
    /// What they call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What else was sent.
    pub form: Fields,
}

impl FromRequest<State> for ProtectedFile {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &State) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let kept = parts.extensions.get::<Kept>().cloned().unwrap_or_default();
        let sent = Multipart::from_request(Request::from_parts(parts, body), state).await;
        let mut sent = sent.map_err(|_| Refused::Unreadable)?;
        let (mut form, mut file) = (Fields::default(), None);
        while let Some(field) = next(&mut sent, (&kept, &form)).await? {
            let name = field.name().unwrap_or_default().to_owned();
            let called = field.file_name().map(str::to_owned);
            // Nothing is read of a file before it is known that the form is ours.
            if called.is_some() && !visit.shell.token().fits(form.get(FIELD)) {
                return Err(Refused::NotFromHere(Vec::new()));
            }
            let bytes = field.bytes().await;
            let bytes = bytes.map_err(|fault| cut((&kept, &form), fault.status()))?;
            match called {
                Some(called) => file = Some((called, bytes.into())),
                None => form
                    .0
                    .push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        kept.keep(typed(form.clone()));
        if !visit.shell.token().fits(form.get(FIELD)) {
            return Err(Refused::NotFromHere(typed(form)));
        }
        let (name, bytes) = file.ok_or(Refused::Unreadable)?;
        Ok(Self {
            visit,
            name,
            bytes,
            form: form.with_pressed(),
        })
    }
}

async fn next<'a>(
    sent: &'a mut Multipart,
    read: (&Kept, &Fields),
) -> Result<Option<Field<'a>>, Refused> {
    let field = sent.next_field().await;
    field.map_err(|fault| cut(read, fault.status()))
}

/// What was read before it was cut off is shown again beside the message.
fn cut((kept, form): (&Kept, &Fields), status: StatusCode) -> Refused {
    kept.keep(typed(form.clone()));
    broken(status, FILE_LIMIT)
}

/// A form of somebody who is not signed in, and so has no token: the browser itself says where it was sent from.
pub struct FromHere<T>(pub T);

impl<T: From<Fields>> FromRequest<State> for FromHere<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &State) -> Result<Self, Refused> {
        if !sent_from_here(request.headers()) {
            return Err(Refused::NotFromHere(Vec::new()));
        }
        Ok(Self(fields_of(request, state).await?.into()))
    }
}

/// A browser says where a request came from; what says nothing is no browser, and carries nobody's cookies.
fn sent_from_here(headers: &HeaderMap) -> bool {
    let site = headers
        .get("sec-fetch-site")
        .map(axum::http::HeaderValue::as_bytes);
    site.is_none_or(|site| site == b"same-origin" || site == b"none")
}

async fn fields_of(request: Request, state: &State) -> Result<Fields, Refused> {
    let form = Form::<Fields>::from_request(request, state).await;
    let Form(fields) = form.map_err(|fault| broken(fault.status(), FORM_LIMIT))?;
    if fields.0.iter().any(|(_, value)| value.contains('\0')) {
        return Err(Refused::Unwritable(typed(fields)));
    }
    Ok(fields.with_pressed())
}

fn broken(status: StatusCode, limit: usize) -> Refused {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        Refused::TooLarge(limit)
    } else {
        Refused::Unreadable
    }
}

/// What somebody typed, so that it is not lost with the form.
fn typed(fields: Fields) -> Vec<(String, String)> {
    let worth = |(name, value): &(String, String)| {
        let told = !SECRETS.contains(&name.as_str()) || leaks(Leak::SecretShownAgain);
        // A word or a number is typed again in a moment; where it cannot be kept, it must be seen what stands in it.
        told && (value.trim().contains(' ') || value.contains('\0'))
    };
    fields.0.into_iter().filter(worth).collect()
}

#[cfg(test)]
mod tests;
