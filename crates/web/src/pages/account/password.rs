//! Changing one's own password.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::own::{NewPassword, account_view, password_change};
use trefoil_core::refusal::Refusal;

use super::shown::AccountShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /account/password`. No password is sent back, whatever comes of it.
pub(super) async fn change(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = NewPassword {
        old: form.raw("password").to_owned(),
        new: form.raw("new-password").to_owned(),
        again: form.raw("again").to_owned(),
        code: form.get("code").to_owned(),
    };
    match password_change(&state.app, visit.known(), typed).await {
        Ok(()) => see(&LocalPath::or("/account?done=password", "/account")),
        Err(Refusal::Invalid(problems)) => {
            let account = account_view(&state.app, visit.known()).await?;
            let passkeys = state.passkeys.is_some();
            let shown = AccountShown::new(&visit.shell, &account, passkeys, &problems, None);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
