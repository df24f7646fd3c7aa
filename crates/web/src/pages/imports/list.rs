//! The form to send a file, with the last files under it.

use axum::extract::State as Given;
use trefoil_app::imports::view::imports_view;

use super::shown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /imports`.
pub(super) async fn list(Given(state): Given<State>, visit: Visit) -> Reply {
    let runs = imports_view(&state.app, &visit.asker).await?;
    page(&shown::list(&visit.shell, &runs, None))
}
