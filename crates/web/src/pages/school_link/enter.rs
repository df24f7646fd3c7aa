//! Opening a notice with a code.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::notices::key_adult::link_enter;
use trefoil_core::refusal::Refusal;

use super::shown::LinkShown;
use crate::State;
use crate::csrf::FromHere;
use crate::form::{Fields, InPath};
use crate::session::begin_notice;
use crate::shell::{Reply, Shell, page_as};
use crate::source::CameFrom;

/// `POST /notice/open/{token}`.
pub(super) async fn enter(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    InPath(token): InPath<String>,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    match link_enter(&state.app, source, &token, form.get("code")).await {
        Ok(secret) => begin_notice(&state, &secret, "/notice"),
        Err(Refusal::Invalid(problems)) => {
            let shown = LinkShown::new(&Shell::before_sign_in(&state), &token, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
