//! Adding an agency.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::add::agency_add;
use trefoil_app::agencies::view::agencies_view;
use trefoil_core::refusal::Refusal;

use super::shown::AgenciesShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /agencies`.
pub(super) async fn add(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match agency_add(&state.app, &visit.asker, form.get("name")).await {
        Ok(agency) => {
            let path = format!("/agencies/{agency}?done=add");
            see(&LocalPath::or(&path, "/agencies"))
        }
        Err(Refusal::Invalid(problems)) => {
            let rows = agencies_view(&state.app, &visit.asker).await?;
            let shown = AgenciesShown::new(&visit.shell, &rows, &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
