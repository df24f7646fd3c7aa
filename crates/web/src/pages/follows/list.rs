//! What follows decisions and waits.

use axum::extract::State as Given;
use trefoil_app::follows::list::follows_view;

use super::shown::FollowsShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /follow-ups`, with `done` after one was dealt with.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = follows_view(&state.app, &visit.asker).await?;
    let done = !asked.get("done").is_empty();
    page(&FollowsShown::new(&visit.shell, &found, done))
}
