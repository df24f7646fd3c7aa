//! One team.

use axum::extract::State as Given;
use trefoil_app::agencies::team::team_view;
use trefoil_core::ids::TeamId;
use trefoil_core::refusal::Problem;

use super::shown_team::TeamShown;
use crate::State;
use crate::form::{Asked, Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /teams/{team}`, with `done` after something was changed.
pub(super) async fn team(
    Given(state): Given<State>,
    InPath(team): InPath<TeamId>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let found = team_view(&state.app, &visit.asker, team).await?;
    let typed = Fields::default();
    let (given, done) = ((&typed, &[] as &[Problem]), asked.get("done"));
    page(&TeamShown::new(&visit.shell, &found, given, done))
}
