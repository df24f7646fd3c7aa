//! Opening a family.

use axum::extract::State as Given;
use trefoil_app::families::view::family_view;
use trefoil_core::ids::FamilyId;

use super::shown::{FamilyShown, Typed};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /families/{id}`.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(family): InPath<FamilyId>,
    Asked(asked): Asked,
) -> Reply {
    let known = family_view(&state.app, &visit.asker, family).await?;
    let typed = Typed::done(asked.get("done"));
    page(&FamilyShown::new(&visit.shell, &known, &typed))
}
