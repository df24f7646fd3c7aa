//! Bank holidays, with what was said of each; and what striking one does, before it is done.

use axum::extract::State as Given;
use trefoil_app::schools::holidays::holidays_view;
use trefoil_core::refusal::Problem;

use super::shown_holidays::HolidaysShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /schools/holidays`, with `done` after a change, or `strike` to be asked whether a day is struck.
pub(super) async fn holidays(
    Given(state): Given<State>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let found = holidays_view(&state.app, &visit.asker).await?;
    let typed = Fields::default();
    let given = (&typed, &[] as &[Problem]);
    page(&HolidaysShown::new(&visit.shell, &found, given, &asked))
}
