//! One agency.

use axum::extract::State as Given;
use trefoil_app::agencies::view::agency_view;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Problem;

use super::shown::AgencyShown;
use crate::State;
use crate::form::{Asked, Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /agencies/{id}`, with `done` after something was changed.
pub(super) async fn one(
    Given(state): Given<State>,
    InPath(agency): InPath<AgencyId>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let found = agency_view(&state.app, &visit.asker, agency).await?;
    let typed = Fields::default();
    let (given, done) = ((&typed, &[] as &[Problem]), asked.get("done"));
    page(&AgencyShown::new(&visit.shell, &found, given, done))
}
