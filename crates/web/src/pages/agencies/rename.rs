//! Giving an agency another name.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::rename::agency_rename;
use trefoil_app::agencies::view::agency_view;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;

use super::shown::AgencyShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /agencies/{id}`.
pub(super) async fn rename(
    Given(state): Given<State>,
    InPath(agency): InPath<AgencyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match agency_rename(&state.app, &visit.asker, agency, form.get("name")).await {
        Ok(()) => {
            let path = format!("/agencies/{agency}?done=name");
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
