//! A number opened down to its rows.

use axum::extract::State as Given;
use trefoil_app::reports::rows::{RowsAsked, scrutiny_rows};

use super::asked::asked;
use super::shown_rows;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /reports/scrutiny/rows`, with `measure`, `page` and what the report was asked for.
pub(super) async fn rows(Given(state): Given<State>, visit: Visit, Asked(fields): Asked) -> Reply {
    let period = asked(&fields, state.app.now())?;
    let asked = RowsAsked {
        from: period.from,
        to: period.to,
        as_at: period.as_at,
        measure: fields.get("measure"),
        page: fields.read("page").unwrap_or(1),
    };
    let found = scrutiny_rows(&state.app, &visit.asker, asked).await?;
    page(&shown_rows::rows(&visit.shell, &period, &found))
}
