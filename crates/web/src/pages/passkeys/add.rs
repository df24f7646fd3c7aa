//! Adding a passkey to one's own account.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::passkeys::add::passkey_add;
use trefoil_app::accounts::passkeys::own::passkeys_view;
use trefoil_core::refusal::Refusal;

use super::of;
use super::shown::{OwnShown, answer_of};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /account/passkeys`.
pub(super) async fn add(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (passkeys, name) = (of(&state)?, form.get("name"));
    let answer = (name, answer_of(&form));
    match passkey_add(&state.app, visit.known(), passkeys, answer).await {
        Ok(()) => see(&LocalPath::or("/account/passkeys?done=add", "/account")),
        Err(Refusal::Invalid(problems)) => {
            let held = passkeys_view(&state.app, visit.known(), passkeys).await?;
            let shown = OwnShown::new(&visit.shell, passkeys, held, (name, &problems), None);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
