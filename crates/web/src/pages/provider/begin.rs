//! Going to the provider.

use axum::extract::State as Given;
use trefoil_app::accounts::provider::begin::provider_begin;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::form::Asked;
use crate::session::{Begun, to_provider};
use crate::shell::Reply;

/// `GET /sign-in/provider`, with `next`, and `again` where somebody is to show anew who they are. Changes nothing: what must be
/// remembered is in this browser's cookie.
pub(super) async fn begin(Given(state): Given<State>, Asked(asked): Asked) -> Reply {
    let provider = state.provider.as_ref().ok_or(Refusal::NotFound)?;
    let again = !asked.get("again").is_empty();
    let begun = provider_begin(&state.app, provider, again).await?;
    let keep = Begun {
        secret: begun.secret,
        next: asked.get("next").to_owned(),
    };
    to_provider(&state, &begun.to, &keep)
}
