//! What is the viewer's to do, on one page: late first, then today, then what waits for others.

use axum::extract::State as Given;
use axum::routing::get;
use trefoil_app::work::work_view;
use trefoil_core::act::Act;

use crate::State;
use crate::router::Route;
use crate::session::Visit;
use crate::shell::{Reply, page};

mod shown;

#[cfg(test)]
pub(super) mod sample;

use shown::WorkShown;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/work", Act::WorkView, || get(work))];

/// `GET /work`.
async fn work(Given(state): Given<State>, visit: Visit) -> Reply {
    let found = work_view(&state.app, &visit.asker).await?;
    page(&WorkShown::new(&visit.shell, &found))
}
