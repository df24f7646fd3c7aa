//! Who is signed in: the cookie, and the visit that a handler asks for. What a session is, and how long it lasts, is the
//! door's business; here it is only carried.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use trefoil_app::Asker;
use trefoil_app::accounts::session::{self, session_of};
use trefoil_core::refusal::Refusal;

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
        let secret = cookie(&parts.headers, cookie_name(state)).ok_or(Refusal::SignInNeeded)?;
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

/// Begins a visit: to `next`, with the cookie.
pub(crate) fn begin(state: &State, secret: &str, next: &LocalPath) -> Reply {
    with_cookie(
        state,
        secret,
        "",
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

/// Gone when the browser is closed; how long it counts before that, the door knows. Never sent along with a form or a
/// picture of another site; sent along with a link, so that a link in a mail opens.
fn with_cookie(state: &State, secret: &str, age: &str, mut response: Response) -> Reply {
    let secure = if state.secure { "; Secure" } else { "" };
    let name = cookie_name(state);
    let cookie = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    let value = cookie.parse().map_err(|_| Refused::Broken)?;
    response.headers_mut().append(SET_COOKIE, value);
    Ok(response)
}

/// With `__Host-` a browser takes the cookie from this very host alone, by https alone. Over plain http, on a machine's own
/// loopback, not every client would keep it.
fn cookie_name(state: &State) -> &'static str {
    if state.secure {
        "__Host-trefoil"
    } else {
        "trefoil"
    }
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
