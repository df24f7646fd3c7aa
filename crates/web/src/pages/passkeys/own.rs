//! One's own passkeys.

use axum::extract::State as Given;
use trefoil_app::accounts::passkeys::own::passkeys_view;

use super::of;
use super::shown::{OwnShown, done_words};
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /account/passkeys`, with `done` for what just worked.
pub(super) async fn own(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let passkeys = of(&state)?;
    let held = passkeys_view(&state.app, visit.known(), passkeys).await?;
    let done = done_words(asked.get("done"));
    page(&OwnShown::new(
        &visit.shell,
        passkeys,
        held,
        ("", &[]),
        done,
    ))
}
