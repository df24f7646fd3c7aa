//! A report as it was published, as CSV. Saved as a file, not shown here.

use axum::extract::State as Given;
use trefoil_app::reports::scrutiny::forms;
use trefoil_core::ids::PublicationId;

use super::published::saved;
use crate::State;
use crate::form::InPath;
use crate::session::Visit;
use crate::shell::Reply;

/// `GET /reports/published/{id}/csv`.
pub(super) async fn csv(
    Given(state): Given<State>,
    visit: Visit,
    InPath(publication): InPath<PublicationId>,
) -> Reply {
    let kind = [
        "text/csv; charset=utf-8",
        "attachment; filename=\"scrutiny.csv\"",
    ];
    saved((&state, &visit), publication, kind, forms::csv::csv).await
}
