//! What an agency has not answered yet.

use axum::extract::State as Given;
use trefoil_app::checks::own::checks_view;

use super::shown::ChecksShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /checks`, with `done` after one was answered.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let (found, now) = checks_view(&state.app, &visit.asker).await?;
    let done = !asked.get("done").is_empty();
    page(&ChecksShown::new(&visit.shell, &found, now, done))
}
