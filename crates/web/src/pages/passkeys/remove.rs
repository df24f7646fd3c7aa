//! Taking a passkey off one's own account.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::passkeys::own::{passkey_remove, passkeys_view};
use trefoil_core::ids::PasskeyId;
use trefoil_core::refusal::Refusal;

use super::of;
use super::shown::OwnShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /account/passkeys/{id}/remove`.
pub(super) async fn remove(
    Given(state): Given<State>,
    InPath(passkey): InPath<PasskeyId>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    let passkeys = of(&state)?;
    match passkey_remove(&state.app, visit.known(), passkey).await {
        Ok(()) => see(&LocalPath::or("/account/passkeys?done=remove", "/account")),
        Err(Refusal::Invalid(problems)) => {
            let held = passkeys_view(&state.app, visit.known(), passkeys).await?;
            let shown = OwnShown::new(&visit.shell, passkeys, held, ("", &problems), None);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
