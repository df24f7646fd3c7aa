//! A report as it was published.

use axum::extract::State as Given;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::reports::published::published_view;
use trefoil_app::reports::scrutiny::Report;
use trefoil_core::ids::PublicationId;

use super::shown;
use crate::State;
use crate::form::InPath;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /reports/published/{id}`.
pub(super) async fn published(
    Given(state): Given<State>,
    visit: Visit,
    InPath(publication): InPath<PublicationId>,
) -> Reply {
    let (publication, report) = published_view(&state.app, &visit.asker, publication).await?;
    page(&shown::published(&visit.shell, &publication, &report))
}

/// The same as a file: its kind and its name are headers, `form` is what is in it.
pub(super) async fn saved(
    (state, visit): (&State, &Visit),
    publication: PublicationId,
    [kind, name]: [&'static str; 2],
    form: impl FnOnce(&Report) -> String,
) -> Reply {
    let (_, report) = published_view(&state.app, &visit.asker, publication).await?;
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)];
    Ok((headers, form(&report)).into_response())
}
