//! The report of a period, with what was published before.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::reports::published::published_list;
use trefoil_app::reports::scrutiny::scrutiny_view;
use trefoil_core::refusal::Refusal;

use super::asked::{asked, last_full_month};
use super::shown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as};

/// `GET /reports/scrutiny`, with `from`, `to`, `as_at`; `page` for what was published.
pub(super) async fn view(Given(state): Given<State>, visit: Visit, Asked(fields): Asked) -> Reply {
    let usual = last_full_month(state.app.now());
    let made = match asked(&fields, state.app.now()) {
        Ok(period) => scrutiny_view(
            &state.app,
            &visit.asker,
            period.from,
            period.to,
            period.as_at,
        )
        .await
        .map(|report| (period, report)),
        Err(refusal) => Err(refusal),
    };
    let (status, made) = match made {
        Ok(made) => (StatusCode::OK, Ok(made)),
        Err(Refusal::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, Err(problems)),
        Err(refusal) => return Err(refusal.into()),
    };
    let number = fields.read("page").unwrap_or(1);
    let before = published_list(&state.app, &visit.asker, number).await?;
    let shown = shown::report(&visit.shell, &fields, &usual, made, &before);
    if status == StatusCode::OK {
        page(&shown)
    } else {
        page_as(status, &shown)
    }
}
