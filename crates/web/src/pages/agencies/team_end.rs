//! Ending a team.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::team::{team_end, team_view};
use trefoil_core::ids::TeamId;
use trefoil_core::refusal::Refusal;

use super::shown_team::TeamShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /teams/{team}/end`.
pub(super) async fn end(
    Given(state): Given<State>,
    InPath(team): InPath<TeamId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match team_end(&state.app, &visit.asker, team).await {
        Ok(()) => {
            let path = format!("/teams/{team}?done=end");
            see(&LocalPath::or(&path, "/agencies"))
        }
        Err(Refusal::Invalid(problems)) => {
            let found = team_view(&state.app, &visit.asker, team).await?;
            let shown = TeamShown::new(&visit.shell, &found, (&form, &problems), "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
