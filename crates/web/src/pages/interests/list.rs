//! Interests that wait for a decision, and those decided of late.

use axum::extract::State as Given;
use trefoil_app::interests::list::interests_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /interests`, with `done` after one was decided.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = interests_view(&state.app, &visit.asker).await?;
    page(&ListShown::new(
        &visit.shell,
        &found,
        asked.get("done") == "decided",
    ))
}
