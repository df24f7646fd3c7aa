//! Showing again who one is with a passkey.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::passkeys::confirm::passkey_confirm;
use trefoil_core::refusal::Refusal;

use super::of;
use super::shown::answer_of;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::account::confirm::confirm_page;
use crate::shell::{Reply, page_as, see};

/// `POST /account/confirm/passkey`.
pub(super) async fn confirm(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (passkeys, next) = (of(&state)?, form.get("next"));
    match passkey_confirm(&state.app, visit.known(), passkeys, answer_of(&form)).await {
        Ok(()) => see(&LocalPath::or(next, "/")),
        Err(Refusal::Invalid(problems)) => {
            let shown = confirm_page(&state, &visit, next, &problems)?;
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
