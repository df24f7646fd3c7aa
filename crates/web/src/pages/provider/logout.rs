//! Signing out because the provider says so: it asks from server to server, and no browser is there.

use axum::extract::State as Given;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use trefoil_app::accounts::provider::logout::provider_logout;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::csrf::FromHere;
use crate::form::Fields;
use crate::shell::Reply;
use crate::source::CameFrom;

/// `POST /sign-in/provider/logout`.
pub(super) async fn logout(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let provider = state.provider.as_ref().ok_or(Refusal::NotFound)?;
    match provider_logout(&state.app, provider, source, form.get("logout_token")).await {
        Ok(_) => Ok(StatusCode::OK.into_response()),
        Err(Refusal::Invalid(_)) => Ok(StatusCode::BAD_REQUEST.into_response()),
        Err(refusal) => Err(refusal.into()),
    }
}
