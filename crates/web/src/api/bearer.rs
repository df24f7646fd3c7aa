//! The token that a system shows. What is no token is asked about like one, so that it takes no less and is answered no otherwise.

use axum::extract::{FromRequestParts as _, Request};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use trefoil_app::contacts::system::System;
use trefoil_app::contacts::system::meet::system_met;
use trefoil_core::act::Act;

use crate::State;
use crate::errors::Refused;
use crate::source::CameFrom;

/// The system that asks to do this, and its request, of which no more than the head was read.
pub(super) async fn met(
    state: &State,
    act: Act,
    request: Request,
) -> Result<(System, Request), Refused> {
    let (mut parts, body) = request.into_parts();
    let CameFrom(source) = match CameFrom::from_request_parts(&mut parts, state).await {
        Ok(from) => from,
        Err(never) => match never {},
    };
    let system = system_met(&state.app, source, act, token(&parts.headers)).await?;
    Ok((system, Request::from_parts(parts, body)))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_behind_its_scheme() {
        let check = |value: Option<&str>, expect: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.extend(value.map(|value| (AUTHORIZATION, value.parse().unwrap())));
            assert_eq!(token(&headers), expect, "{value:?}");
        };
        check(None, None);
        check(Some("Bearer abc"), Some("abc"));
        check(Some("bearer  abc"), Some("abc"));
        check(Some("Basic abc"), None);
        check(Some("Bearer"), None);
    }
}
