//! The notice of a visit.

use axum::extract::State as Given;
use trefoil_app::notices::key_adult::notice_open;

use super::shown::OpenShown;
use super::visit::SchoolVisit;
use crate::State;
use crate::form::{Asked, Fields};
use crate::shell::{Reply, Shell, page};

/// `GET /notice`, with `done` after something was said.
pub(super) async fn notice(
    Given(state): Given<State>,
    SchoolVisit(visit): SchoolVisit,
    Asked(asked): Asked,
) -> Reply {
    let open = notice_open(&state.app, &visit).await?;
    let shell = Shell::before_sign_in(&state);
    let typed = Fields::default();
    page(&OpenShown::new(
        &shell,
        (&open, &visit.csrf),
        &typed,
        &[],
        asked.get("done"),
    ))
}
