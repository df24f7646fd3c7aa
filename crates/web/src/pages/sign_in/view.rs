//! The page to sign in on.

use axum::extract::State as Given;

use super::shown::{SignIn, Ways};
use crate::State;
use crate::form::Asked;
use crate::shell::{Reply, Shell, page};

/// `GET /sign-in`.
pub(super) async fn view(Given(state): Given<State>, Asked(asked): Asked) -> Reply {
    page(&SignIn::new(
        &Shell::before_sign_in(&state),
        &Ways::of(&state),
        asked.get("next"),
        "",
        &[],
    ))
}
