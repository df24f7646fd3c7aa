//! A report as it was published, as a page of its own, complete in itself. Saved as a file, not shown here.

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

/// `GET /reports/published/{id}/html`.
pub(super) async fn html(
    Given(state): Given<State>,
    visit: Visit,
    InPath(publication): InPath<PublicationId>,
) -> Reply {
    let (_, report) = published_view(&state.app, &visit.asker, publication).await?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"scrutiny.html\"",
        ),
    ];
    Ok((headers, forms::html::html(&report)).into_response())
}
