//! A school that the register lacks.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::schools::change::school_write;
use trefoil_app::schools::list::schools_view;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::SchoolTyped;

use super::shown::SchoolsShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /schools`.
pub(super) async fn add(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = SchoolTyped {
        urn: form.get("urn").to_owned(),
        name: form.get("name").to_owned(),
        kind: form.get("kind").to_owned(),
        phase: form.get("phase").to_owned(),
        opens: form.get("opens").to_owned(),
        closed: None,
    };
    match school_write(&state.app, &visit.asker, None, &typed).await {
        Ok(urn) => see(&LocalPath::or(
            &format!("/schools/{urn}?done=added"),
            "/schools",
        )),
        Err(Refusal::Invalid(problems)) => {
            let found = schools_view(&state.app, &visit.asker, "", 1).await?;
            let shown = SchoolsShown::new(&visit.shell, &found, &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
