//! Writing an item that the family's workers share.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::families::shared::shared_write;
use trefoil_app::families::view::family_view;
use trefoil_core::ids::FamilyId;
use trefoil_core::refusal::Refusal;

use super::shown::{FamilyShown, Typed};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /families/{id}/shared`. What cannot be kept is shown again as it was typed.
pub(super) async fn shared(
    Given(state): Given<State>,
    InPath(family): InPath<FamilyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match shared_write(&state.app, &visit.asker, family, form.raw("note")).await {
        Ok(()) => {
            let back = format!("/families/{family}?done=shared");
            see(&LocalPath::or(&back, "/families"))
        }
        Err(refusal @ Refusal::Invalid(_)) => {
            let known = family_view(&state.app, &visit.asker, family).await?;
            let typed = Typed::refused(form.raw("note"), refusal.to_string());
            let shown = FamilyShown::new(&visit.shell, &known, &typed);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
