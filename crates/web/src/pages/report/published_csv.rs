//! The report to be published, as CSV: small numbers hidden, and kept. Saved as a file, not shown here.

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

/// `GET /reports/scrutiny.csv`, with `from`, `to`, `as_at`.
pub(super) async fn csv(Given(state): Given<State>, visit: Visit, Asked(fields): Asked) -> Reply {
    let period = asked(&fields, state.app.now())?;
    let report = scrutiny_publish(
        &state.app,
        &visit.asker,
        period.from,
        period.to,
        period.as_at,
    )
    .await?;
    let text = forms::csv::csv(&report);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"scrutiny.csv\""),
    ];
    Ok((headers, text).into_response())
}
