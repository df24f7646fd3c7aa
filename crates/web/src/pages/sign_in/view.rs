//! The page to sign in on.

use axum::extract::State as Given;

use super::shown::SignIn;
use crate::State;
use crate::form::Asked;
use crate::shell::{Reply, Shell, page};

/// `GET /sign-in`.
pub(super) async fn view(Given(state): Given<State>, Asked(asked): Asked) -> Reply {
    page(&SignIn::new(
        &Shell::before_sign_in(&state),
        (state.provider_name(), state.passkeys.is_some()),
        asked.get("next"),
        "",
        &[],
    ))
}
