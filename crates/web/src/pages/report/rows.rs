//! A number opened down to its rows.

use axum::extract::State as Given;
use trefoil_app::reports::scrutiny::scrutiny_rows;

use super::asked::asked;
use super::shown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /reports/scrutiny/rows`, with `measure` and what the report was asked for.
pub(super) async fn rows(Given(state): Given<State>, visit: Visit, Asked(fields): Asked) -> Reply {
    let period = asked(&fields, state.app.now())?;
    let found = scrutiny_rows(
        &state.app,
        &visit.asker,
        period.from,
        period.to,
        period.as_at,
        fields.get("measure"),
    )
    .await?;
    page(&shown::rows(&visit.shell, &period, &found))
}
