//! The meetings.

use axum::extract::State as Given;
use trefoil_app::meetings::list::meetings_view;

use super::shown::MeetingsShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /meetings`, with `done` after one was arranged.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = meetings_view(&state.app, &visit.asker).await?;
    let (typed, done) = (Fields::default(), asked.get("done"));
    page(&MeetingsShown::new(&visit.shell, &found, &typed, &[], done))
}
