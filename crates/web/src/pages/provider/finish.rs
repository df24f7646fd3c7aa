//! Coming back from the provider.

use axum::extract::State as Given;
use axum::http::{HeaderMap, StatusCode};
use trefoil_app::accounts::provider::finish::{Back, Finished, provider_finish};
use trefoil_core::refusal::Refusal;

use super::shown::NotSignedIn;
use crate::State;
use crate::form::{Asked, LocalPath};
use crate::session::{begin, begun};
use crate::shell::{Reply, Shell, page_as};
use crate::source::CameFrom;

/// `GET /sign-in/provider/done`, as the provider sends it.
pub(super) async fn finish(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    headers: HeaderMap,
    Asked(asked): Asked,
) -> Reply {
    let provider = state.provider.as_ref().ok_or(Refusal::NotFound)?;
    let kept = begun(&state, &headers);
    let back = Back {
        secret: &kept.secret,
        state: asked.get("state"),
        code: asked.get("code"),
        issuer: asked.get("iss"),
    };
    let shell = Shell::before_sign_in(&state);
    match provider_finish(&state.app, provider, source, back).await {
        Ok(Finished::SignedIn(secret)) => {
            begin(&state, &headers, &secret, &LocalPath::or(&kept.next, "/")).await
        }
        Ok(Finished::NotLinked(subject)) => {
            let shown = NotSignedIn::not_linked(&shell, provider.name(), subject);
            page_as(StatusCode::FORBIDDEN, &shown)
        }
        Err(refusal @ Refusal::Invalid(_)) => {
            let shown = NotSignedIn::refused(&shell, refusal.to_string());
            page_as(StatusCode::FORBIDDEN, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
