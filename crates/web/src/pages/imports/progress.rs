//! One file: how far it is, what came of it, what its sender should hear of.

use axum::extract::State as Given;
use axum::http::{HeaderValue, header::HeaderName};
use trefoil_app::imports::view::{RunState, import_view};
use trefoil_core::ids::ImportId;

use super::shown;
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// Seconds until the page of a running import asks again; a header, so that it works without script.
const AGAIN: HeaderValue = HeaderValue::from_static("2");

/// `GET /imports/{id}`, with `page` for its issues.
pub(super) async fn progress(
    Given(state): Given<State>,
    visit: Visit,
    InPath(import): InPath<ImportId>,
    Asked(asked): Asked,
) -> Reply {
    let number = asked.read("page").unwrap_or(1);
    let found = import_view(&state.app, &visit.asker, import, number).await?;
    let mut response = page(&shown::import(&visit.shell, &found))?;
    if found.run.state == RunState::Running {
        response
            .headers_mut()
            .insert(HeaderName::from_static("refresh"), AGAIN);
    }
    Ok(response)
}
