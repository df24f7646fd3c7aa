//! Saying that a day is no bank holiday.

use axum::extract::State as Given;
use trefoil_app::schools::holidays::holiday_strike;

use super::shown_holidays::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::Fields;
use crate::shell::Reply;

/// `POST /schools/holidays/strike`.
pub(super) async fn strike(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = holiday_strike(&state.app, &visit.asker, form.read("struck")).await;
    after(&state, &visit, &form, (came, "strike")).await
}
