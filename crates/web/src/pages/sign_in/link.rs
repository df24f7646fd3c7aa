//! Signing in by a link that works once.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::sign_in::sign_in_by_link;
use trefoil_core::refusal::Refusal;

use super::shown::SpentLink;
use crate::State;
use crate::form::{InPath, LocalPath};
use crate::session::begin;
use crate::shell::{Reply, Shell, Tab, page_as};
use crate::source::CameFrom;

/// `GET /sign-in/link/{token}`.
pub(super) async fn link(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    InPath(token): InPath<String>,
) -> Reply {
    match sign_in_by_link(&state.app, source, &token).await {
        Ok(secret) => begin(&state, &secret, &LocalPath::or("/", "/")),
        Err(refusal @ Refusal::Invalid(_)) => {
            let layout = Shell::before_sign_in(&state)
                .layout("This link does not work any more", Tab::Elsewhere);
            page_as(
                StatusCode::GONE,
                &SpentLink {
                    layout,
                    words: refusal.to_string(),
                },
            )
        }
        Err(refusal) => Err(refusal.into()),
    }
}
