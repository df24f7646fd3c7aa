//! Putting somebody on the list of those to whom nothing goes.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::outputs::barred::{barred_add as add, barred_view};
use trefoil_core::ids::FamilyId;
use trefoil_core::refusal::Refusal;

use super::shown_register::BarredShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /families/{id}/barred`. What cannot be kept is shown again as it was typed.
pub(super) async fn barred_add(
    Given(state): Given<State>,
    InPath(family): InPath<FamilyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = (form.get("name"), form.get("place"), form.get("why"));
    match add(&state.app, &visit.asker, family, typed).await {
        Ok(()) => see(&LocalPath::or(
            &format!("/families/{family}/barred"),
            "/families",
        )),
        Err(Refusal::Invalid(problems)) => {
            let all = barred_view(&state.app, &visit.asker, family).await?;
            let shown = BarredShown::new(&visit.shell, (family, &all), &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
