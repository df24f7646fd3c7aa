//! Saying that a day is no bank holiday.

use axum::extract::State as Given;
use jiff::civil::Date;
use trefoil_app::schools::holidays::holiday_strike;

use super::shown_holidays::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, see};

/// `POST /schools/holidays/strike`: once it is said that one is sure.
pub(super) async fn strike(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let struck: Option<Date> = form.read("struck");
    if let Some(day) = struck.filter(|_| form.get("sure") != "yes") {
        let path = format!("/schools/holidays?strike={day}");
        return see(&LocalPath::or(&path, "/schools/holidays"));
    }
    let came = holiday_strike(&state.app, &visit.asker, struck).await;
    after(&state, &visit, &form, (came, "strike")).await
}
