//! A report as it was published.

use axum::extract::State as Given;
use trefoil_app::reports::published::published_view;
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
