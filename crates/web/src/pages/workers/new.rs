//! The form for an account.

use axum::extract::State as Given;
use trefoil_app::accounts::workers::teams_view;

use super::shown::NewShown;
use crate::State;
use crate::form::Fields;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /workers/new`.
pub(super) async fn new(Given(state): Given<State>, visit: Visit) -> Reply {
    let teams = teams_view(&state.app, &visit.asker).await?;
    let teams = teams
        .iter()
        .map(|team| (team.team, format!("{}, {}", team.name, team.agency_name)));
    page(&NewShown::new(
        &visit.shell,
        teams.collect(),
        &Fields::default(),
        &[],
    ))
}
