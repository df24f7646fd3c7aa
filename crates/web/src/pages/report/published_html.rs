//! The report to be published, as a page of its own, complete in itself: small numbers hidden, and kept. Saved as a file,
//! not shown here.

use axum::extract::State as Given;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::reports::publish::scrutiny_publish;
use trefoil_app::reports::scrutiny::forms;

use super::asked::asked;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::Reply;

/// `GET /reports/scrutiny.html`, with `from`, `to`, `as_at`.
pub(super) async fn html(Given(state): Given<State>, visit: Visit, Asked(fields): Asked) -> Reply {
    let period = asked(&fields, state.app.now())?;
    let report = scrutiny_publish(
        &state.app,
        &visit.asker,
        period.from,
        period.to,
        period.as_at,
    )
    .await?;
    let text = forms::html::html(&report);
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"scrutiny.html\"",
        ),
    ];
    Ok((headers, text).into_response())
}
