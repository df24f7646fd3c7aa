//! Who is signed in: the cookie, and the visit that a handler asks for. What a session is, and how long it lasts, is the
//! door's business; here it is only carried.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use trefoil_app::Asker;
use trefoil_app::accounts::session::{self, session_of};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, or_leak};

use crate::State;
use crate::csrf::FormToken;
use crate::errors::Refused;
use crate::form::LocalPath;
use crate::shell::{Reply, Shell, Viewer, places_closed};

/// Somebody signed in. A handler that names it is reached by nobody else: a reader is sent to sign in, a form is refused.
pub struct Visit {
    /// Who asks, for the door.
    pub asker: Asker,
    /// The frame of their pages.
    pub shell: Shell,
    known: session::Visit,
    secret: String,
}

impl FromRequestParts<State> for Visit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Refused> {
        let secret = cookie(&parts.headers, &name_of(state, VISIT)).ok_or(Refusal::SignInNeeded)?;
        let known = session_of(&state.app, secret).await?;
        let known = known.ok_or(Refusal::SignInNeeded)?;
        Ok(Self::new(state, known, secret.to_owned()))
    }
}

impl Visit {
    fn new(state: &State, known: session::Visit, secret: String) -> Self {
        let facts = known.asker.worker.as_ref();
        let viewer = facts.map(|facts| Viewer {
            name: facts.name.clone(),
            roles: facts.roles.clone(),
            team: facts.into(),
            places_closed: places_closed(facts),
            token: FormToken::new(known.csrf.clone()),
        });
        let shell = Shell {
            viewer,
            ..Shell::before_sign_in(state)
        };
        Self {
            asker: known.asker.clone(),
            shell,
            known,
            secret,
        }
    }

    /// The visit as the door knows it.
    pub(crate) fn known(&self) -> &session::Visit {
        &self.known
    }

    /// Ends the visit at the door.
    pub(crate) async fn end(&self, state: &State) -> Result<(), Refusal> {
        session::sign_out(&state.app, &self.known, &self.secret).await
    }
}

/// Begins a visit: to `next`, with the cookie. One that this browser had before ends with it: whoever else held its cookie is out.
pub(crate) async fn begin(
    state: &State,
    headers: &HeaderMap,
    secret: &str,
    next: &LocalPath,
) -> Reply {
    if let Some(before) = cookie(headers, &name_of(state, VISIT))
        && let Some(known) = session_of(&state.app, before).await?
    {
        session::sign_out(&state.app, &known, before).await?;
    }
    with_cookie(
        state,
        secret,
        or_leak(Leak::CookieKept, "", |_| "; Max-Age=43200"),
        Redirect::to(next.as_str()).into_response(),
    )
}

/// Ends a visit in the browser: to `next`, without the cookie.
pub(crate) fn leave(state: &State, next: &LocalPath) -> Reply {
    with_cookie(
        state,
        "",
        "; Max-Age=0",
        Redirect::to(next.as_str()).into_response(),
    )
}

/// What a browser keeps while it is at the provider.
#[derive(Debug, Default)]
pub(crate) struct Begun {
    /// What makes the answer its own.
    pub(crate) secret: String,
    /// Where to go on after.
    pub(crate) next: String,
}

/// To the provider, with what the browser is to keep for ten minutes.
pub(crate) fn to_provider(state: &State, to: &str, keep: &Begun) -> Reply {
    let next = utf8_percent_encode(&keep.next, NON_ALPHANUMERIC);
    let value = format!("{}.{next}", keep.secret);
    let mut response = Redirect::to(to).into_response();
    set_cookie(&mut response, state, BEGUN, &value, "; Max-Age=600")?;
    Ok(response)
}

/// What the browser kept; nothing where it kept nothing.
pub(crate) fn begun(state: &State, headers: &HeaderMap) -> Begun {
    let kept = cookie(headers, &name_of(state, BEGUN)).unwrap_or_default();
    let (secret, next) = kept.split_once('.').unwrap_or_default();
    Begun {
        secret: secret.to_owned(),
        next: percent_decode_str(next).decode_utf8_lossy().into_owned(),
    }
}

/// Gone when the browser is closed; how long it counts before that, the door knows. Never sent along with a form or a
/// picture of another site; sent along with a link, so that a link in a mail opens.
fn with_cookie(state: &State, secret: &str, age: &str, mut response: Response) -> Reply {
    set_cookie(&mut response, state, VISIT, secret, age)?;
    Ok(response)
}

fn set_cookie(
    response: &mut Response,
    state: &State,
    name: &str,
    value: &str,
    age: &str,
) -> Result<(), Refused> {
    let secure = if state.secure { "; Secure" } else { "" };
    let name = name_of(state, name);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    let line = cookie.parse().map_err(|_| Refused::Broken)?;
    response.headers_mut().append(SET_COOKIE, line);
    Ok(())
}

/// Begins a key adult's visit to one notice: to `next`, with a cookie of its own, which opens nothing else.
pub(crate) fn begin_notice(state: &State, secret: &str, next: &str) -> Reply {
    let mut response = Redirect::to(next).into_response();
    set_cookie(&mut response, state, NOTICE, secret, "; Max-Age=1800")?;
    Ok(response)
}

/// What a key adult's browser keeps of a visit.
pub(crate) fn notice_secret<'a>(state: &State, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie(headers, &name_of(state, NOTICE))
}

/// The cookie of a visit, that of a key adult's to one notice, and that of one who is at the provider.
const VISIT: &str = "trefoil";
const NOTICE: &str = "trefoil-notice";
const BEGUN: &str = "trefoil-begun";

/// With `__Host-` a browser takes the cookie from this very host alone, by https alone. Over plain http, on a machine's own
/// loopback, not every client would keep it.
fn name_of(state: &State, name: &str) -> String {
    let prefix = if state.secure { "__Host-" } else { "" };
    format!("{prefix}{name}")
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok());
    let pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs.filter(|(known, _)| *known == name);
    ours.next()
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests;
