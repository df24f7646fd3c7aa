//! The exact bytes of an output, saved as a file and never shown here. Its name is its number: a folder of downloads says nothing.

use axum::extract::State as Given;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::outputs::send::output_collect;
use trefoil_core::ids::OutputId;

use crate::State;
use crate::errors::Refused;
use crate::form::InPath;
use crate::session::Visit;
use crate::shell::Reply;

/// `GET /outputs/{id}/file`.
pub(super) async fn file(
    Given(state): Given<State>,
    visit: Visit,
    InPath(output): InPath<OutputId>,
) -> Reply {
    let leaving = output_collect(&state.app, &visit.asker, output).await?;
    let name = format!("attachment; filename=\"{}\"", leaving.name);
    let name = HeaderValue::try_from(name).map_err(|_| Refused::Broken)?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(leaving.media_type)),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, leaving.bytes).into_response())
}
