//! Deciding about an interest.

use axum::extract::State as Given;
use trefoil_app::interests::decide::interest_decide;
use trefoil_app::interests::view::interest_view;
use trefoil_core::ids::ConflictId;
use trefoil_core::interest::InterestState;

use super::shown::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /interests/{id}/decide`.
pub(super) async fn decide(
    Given(state): Given<State>,
    InPath(interest): InPath<ConflictId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let chosen = InterestState::from_code(form.get("state"));
    let reason = form.raw("reason");
    let (status, problems) =
        match interest_decide(&state.app, &visit.asker, interest, chosen, reason).await {
            Ok(()) => {
                return see(&LocalPath::or("/interests?done=decided", "/interests"));
            }
            Err(refusal) => refused(refusal)?,
        };
    let found = interest_view(&state.app, &visit.asker, interest).await?;
    page_as(
        status,
        &OneShown::new(&visit.shell, &found, &form, &problems),
    )
}
