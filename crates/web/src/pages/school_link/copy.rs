//! A copy for the school's safeguarding file, saved and never shown here. Its name is the notice's number.

use axum::extract::State as Given;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::notices::copy::notice_copy;

use super::visit::SchoolVisit;
use crate::State;
use crate::errors::Refused;
use crate::shell::Reply;

/// `GET /notice/copy`.
pub(super) async fn copy(Given(state): Given<State>, SchoolVisit(visit): SchoolVisit) -> Reply {
    let leaving = notice_copy(&state.app, &visit).await?;
    let name = format!("attachment; filename=\"{}\"", leaving.name);
    let name = HeaderValue::try_from(name).map_err(|_| Refused::Broken)?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(leaving.media_type)),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, leaving.bytes).into_response())
}
