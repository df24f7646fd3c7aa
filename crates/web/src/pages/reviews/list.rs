//! Uses that wait for a review.

use axum::extract::State as Given;
use trefoil_app::reviews::list::reviews_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /reviews`, with `done` after one was reviewed.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = reviews_view(&state.app, &visit.asker).await?;
    let done = asked.get("done") == "reviewed";
    page(&ListShown::new(&visit.shell, &found, done))
}
