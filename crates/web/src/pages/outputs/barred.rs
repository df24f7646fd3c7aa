//! A family's list of those to whom nothing goes.

use axum::extract::State as Given;
use trefoil_app::outputs::barred::barred_view;
use trefoil_core::ids::FamilyId;

use super::shown_register::BarredShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /families/{id}/barred`.
pub(super) async fn barred(
    Given(state): Given<State>,
    visit: Visit,
    InPath(family): InPath<FamilyId>,
) -> Reply {
    let all = barred_view(&state.app, &visit.asker, family).await?;
    page(&BarredShown::new(
        &visit.shell,
        (family, &all),
        &Fields::default(),
        &[],
    ))
}
