//! A report as it was published, as CSV. Saved as a file, not shown here.

use axum::extract::State as Given;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::reports::published::published_view;
use trefoil_app::reports::scrutiny::forms;
use trefoil_core::ids::PublicationId;

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
    let (_, report) = published_view(&state.app, &visit.asker, publication).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"scrutiny.csv\""),
    ];
    Ok((headers, forms::csv::csv(&report)).into_response())
}
