//! Signing in with a passkey.

use axum::extract::State as Given;
use axum::http::{HeaderMap, StatusCode};
use trefoil_app::accounts::passkeys::passkey_question;
use trefoil_app::accounts::passkeys::sign_in::passkey_sign_in;
use trefoil_core::passkey::PasskeyPurpose;
use trefoil_core::refusal::Refusal;

use super::of;
use super::shown::{SignInShown, answer_of};
use crate::State;
use crate::csrf::FromHere;
use crate::form::{Fields, LocalPath};
use crate::session::begin;
use crate::shell::{Reply, Shell, page_as};
use crate::source::CameFrom;

/// `POST /sign-in/passkey`.
pub(super) async fn enter(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    headers: HeaderMap,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let (passkeys, next) = (of(&state)?, form.get("next"));
    match passkey_sign_in(&state.app, passkeys, source, answer_of(&form)).await {
        Ok(secret) => begin(&state, &headers, &secret, &LocalPath::or(next, "/")).await,
        Err(Refusal::Invalid(problems)) => {
            let question = passkey_question(&state.app, passkeys, PasskeyPurpose::SignIn, None)?;
            let shell = Shell::before_sign_in(&state);
            let shown = SignInShown::new(&shell, passkeys, question, next, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
