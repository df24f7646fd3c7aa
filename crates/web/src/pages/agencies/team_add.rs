//! Adding a team to an agency.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::team::team_add;
use trefoil_app::agencies::view::agency_view;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;

use super::shown::AgencyShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /agencies/{id}/teams`.
pub(super) async fn add(
    Given(state): Given<State>,
    InPath(agency): InPath<AgencyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let new = (form.get("team"), form.get("hub") == "yes");
    match team_add(&state.app, &visit.asker, agency, new).await {
        Ok(_) => {
            let path = format!("/agencies/{agency}?done=team");
            see(&LocalPath::or(&path, "/agencies"))
        }
        Err(Refusal::Invalid(problems)) => {
            let found = agency_view(&state.app, &visit.asker, agency).await?;
            let shown = AgencyShown::new(&visit.shell, &found, (&form, &problems), "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
