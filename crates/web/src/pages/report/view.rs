//! The report of a period.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::reports::scrutiny::scrutiny_view;
use trefoil_core::refusal::Refusal;

use super::asked::{asked, last_full_month};
use super::shown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as};

/// `GET /reports/scrutiny`, with `from`, `to`, `as_at`.
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
    match made {
        Ok(made) => page(&shown::report(&visit.shell, &fields, &usual, Ok(made))),
        Err(Refusal::Invalid(problems)) => page_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &shown::report(&visit.shell, &fields, &usual, Err(problems)),
        ),
        Err(refusal) => Err(refusal.into()),
    }
}
