//! A report as it was published, as a page of its own, complete in itself. Saved as a file, not shown here.

use axum::extract::State as Given;
use trefoil_app::reports::scrutiny::forms;
use trefoil_core::ids::PublicationId;

use super::published::saved;
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
    let kind = [
        "text/html; charset=utf-8",
        "attachment; filename=\"scrutiny.html\"",
    ];
    saved((&state, &visit), publication, kind, forms::html::html).await
}
