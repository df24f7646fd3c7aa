//! One account.

use axum::extract::State as Given;
use trefoil_app::interests::identity::worker_view;
use trefoil_core::ids::WorkerId;

use super::one::OneShown;
use crate::State;
use crate::form::{Asked, Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /workers/{id}`, with `done` after something was recorded.
pub(super) async fn view(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let one = worker_view(&state.app, &visit.asker, worker).await?;
    let typed = Fields::default();
    page(&OneShown::new(
        &visit.shell,
        state.provider_name(),
        &one,
        &typed,
        &[],
        asked.get("done"),
    ))
}
