//! Signing in by password and one-time code.

use axum::extract::State as Given;
use axum::http::{HeaderMap, StatusCode};
use trefoil_app::accounts::sign_in::{Try, sign_in};
use trefoil_core::refusal::Refusal;

use super::shown::{SignIn, Ways};
use crate::State;
use crate::csrf::FromHere;
use crate::form::{Fields, LocalPath};
use crate::session::begin;
use crate::shell::{Reply, Shell, page_as};
use crate::source::CameFrom;

/// `POST /sign-in`.
pub(super) async fn enter(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    headers: HeaderMap,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let (email, next) = (form.get("email"), form.get("next"));
    let one = Try {
        source,
        email,
        password: form.raw("password"),
        code: form.get("code"),
    };
    match sign_in(&state.app, one).await {
        Ok(secret) => begin(&state, &headers, &secret, &LocalPath::or(next, "/")).await,
        Err(Refusal::Invalid(problems)) => {
            let shell = Shell::before_sign_in(&state);
            let shown = SignIn::new(&shell, &Ways::of(&state), next, email, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
