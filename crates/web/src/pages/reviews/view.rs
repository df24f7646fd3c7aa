//! One use, to review it.

use axum::extract::State as Given;
use trefoil_app::reviews::view::review_view;
use trefoil_core::ids::ReviewId;

use super::shown::OneShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /reviews/{id}`.
pub(super) async fn view(
    Given(state): Given<State>,
    InPath(review): InPath<ReviewId>,
    visit: Visit,
) -> Reply {
    let found = review_view(&state.app, &visit.asker, review).await?;
    page(&OneShown::new(
        &visit.shell,
        &found,
        &Fields::default(),
        &[],
    ))
}
