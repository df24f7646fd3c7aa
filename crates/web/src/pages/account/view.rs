//! Looking at one's own account.

use axum::extract::State as Given;
use trefoil_app::accounts::own::account_view;

use super::shown::{AccountShown, done_words};
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /account`, with `done` for what just worked.
pub(super) async fn view(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let account = account_view(&state.app, visit.known()).await?;
    let done = done_words(asked.get("done"));
    let passkeys = state.passkeys.is_some();
    page(&AccountShown::new(
        &visit.shell,
        &account,
        passkeys,
        &[],
        done,
    ))
}
