//! The warnings that came to one's strands.

use axum::extract::State as Given;
use trefoil_app::families::signals::signals_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /signals`, with `done` after one was acknowledged.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let warnings = signals_view(&state.app, &visit.asker).await?;
    page(&ListShown::new(&visit.shell, &warnings, asked.get("done")))
}
