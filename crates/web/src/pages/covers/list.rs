//! The covers.

use axum::extract::State as Given;
use trefoil_app::families::covers::covers_view;

use super::shown::CoversShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /covers`, with `done` after one was set or ended.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = covers_view(&state.app, &visit.asker).await?;
    let (typed, done) = (Fields::default(), asked.get("done"));
    page(&CoversShown::new(&visit.shell, &found, &typed, &[], done))
}
