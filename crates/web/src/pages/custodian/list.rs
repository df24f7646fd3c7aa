//! What waits for the custodian, and what was answered of late.

use axum::extract::State as Given;
use trefoil_app::custody::list::custody_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /custodian`, with `done` after one was answered.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = custody_view(&state.app, &visit.asker).await?;
    let done = !asked.get("done").is_empty();
    page(&ListShown::new(&visit.shell, &found, done))
}
