//! The rows that wait for somebody.

use axum::extract::State as Given;
use trefoil_app::imports::quarantine::quarantine_view;

use super::shown::{Outcome, shown};
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /quarantine`, with `page`, and `done` after a row was closed.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let rows = quarantine_view(&state.app, &visit.asker, asked.read("page").unwrap_or(1)).await?;
    let outcome = Outcome {
        closed: asked.get("done") == "closed",
        ..Outcome::default()
    };
    page(&shown(&visit.shell, &rows, &outcome))
}
