//! Saying what a review found.

use axum::extract::State as Given;
use trefoil_app::reviews::decide::review_decide;
use trefoil_app::reviews::view::review_view;
use trefoil_core::glass::ReviewOutcome;
use trefoil_core::ids::ReviewId;

use super::shown::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /reviews/{id}/decide`.
pub(super) async fn decide(
    Given(state): Given<State>,
    InPath(review): InPath<ReviewId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let chosen = ReviewOutcome::from_code(form.get("outcome"));
    let reason = form.raw("reason");
    let (status, problems) =
        match review_decide(&state.app, &visit.asker, review, chosen, reason).await {
            Ok(()) => return see(&LocalPath::or("/reviews?done=reviewed", "/reviews")),
            Err(refusal) => refused(refusal)?,
        };
    let found = review_view(&state.app, &visit.asker, review).await?;
    page_as(
        status,
        &OneShown::new(&visit.shell, &found, &form, &problems),
    )
}
