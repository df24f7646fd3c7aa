//! The families that one works with.

use axum::extract::State as Given;
use trefoil_app::families::list::strands_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /families`, with `done` after an act on a strand.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let families = strands_view(&state.app, &visit.asker).await?;
    page(&ListShown::new(&visit.shell, &families, asked.get("done")))
}
