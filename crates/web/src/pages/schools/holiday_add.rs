//! Saying that a day is a bank holiday.

use axum::extract::State as Given;
use trefoil_app::schools::holidays::holiday_add;
use trefoil_core::refusal::Refusal;

use super::shown_holidays::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::Fields;
use crate::pages::day;
use crate::shell::Reply;

/// `POST /schools/holidays`.
pub(super) async fn add(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = match day::read(&day::typed(&form, "day"), "The day") {
        Ok(day) => holiday_add(&state.app, &visit.asker, day).await,
        Err(no) => Err(Refusal::invalid("day", no.words)),
    };
    after(&state, &visit, &form, (came, "add")).await
}
