//! The list of people who may be one, and what was said of late.

use axum::extract::State as Given;
use trefoil_app::pairs::list::pairs_view;

use super::shown::{Done, ListShown};
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /duplicates`, with `done` after something was said or undone; with `one` where the custodian puts somebody beside them.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = pairs_view(&state.app, &visit.asker).await?;
    let done = Done::read(asked.get("done"));
    let typed = Fields(vec![("one".to_owned(), asked.get("one").to_owned())]);
    let today = trefoil_core::calendar::local_date(state.app.now());
    page(&ListShown::new(
        &visit.shell,
        (&found, today),
        done,
        (&typed, &[]),
    ))
}
