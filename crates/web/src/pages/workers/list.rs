//! Every account.

use axum::extract::State as Given;
use trefoil_app::accounts::workers::{workers_gone_view, workers_view};

use super::shown::WorkersShown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /workers`.
pub(super) async fn list(Given(state): Given<State>, visit: Visit) -> Reply {
    let workers = workers_view(&state.app, &visit.asker).await?;
    let gone = workers_gone_view(&state.app, &visit.asker).await?;
    page(&WorkersShown::new(&visit.shell, &workers, &gone))
}
