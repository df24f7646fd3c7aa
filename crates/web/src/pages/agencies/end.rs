//! Ending an agency.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::end::agency_end;
use trefoil_app::agencies::view::agency_view;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;

use super::shown::AgencyShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /agencies/{id}/end`.
pub(super) async fn end(
    Given(state): Given<State>,
    InPath(agency): InPath<AgencyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match agency_end(&state.app, &visit.asker, agency).await {
        Ok(()) => {
            let path = format!("/agencies/{agency}?done=end");
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
