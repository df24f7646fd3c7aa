//! The list of notices.

use axum::extract::State as Given;
use trefoil_app::notices::list::notices_view;

use super::shown::NoticesShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /notices`, with `done` after one was dealt with.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = notices_view(&state.app, &visit.asker).await?;
    page(&NoticesShown::new(&visit.shell, &found, asked.get("done")))
}
