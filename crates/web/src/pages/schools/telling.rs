//! How schools are told, with its history.

use axum::extract::State as Given;
use trefoil_app::schools::settings::telling_view;

use super::shown_telling::TellingShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /schools/telling`, with `done` after a change.
pub(super) async fn telling(
    Given(state): Given<State>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let found = telling_view(&state.app, &visit.asker).await?;
    let typed = Fields::default();
    page(&TellingShown::new(
        &visit,
        &found,
        &typed,
        &[],
        asked.get("done"),
    ))
}
