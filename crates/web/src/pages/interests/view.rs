//! One interest with its evidence.

use axum::extract::State as Given;
use trefoil_app::interests::view::interest_view;
use trefoil_core::ids::ConflictId;

use super::shown::OneShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /interests/{id}`.
pub(super) async fn view(
    Given(state): Given<State>,
    InPath(interest): InPath<ConflictId>,
    visit: Visit,
) -> Reply {
    let found = interest_view(&state.app, &visit.asker, interest).await?;
    page(&OneShown::new(
        &visit.shell,
        &found,
        &Fields::default(),
        &[],
    ))
}
