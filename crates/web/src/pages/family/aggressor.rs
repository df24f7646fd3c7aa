//! Recording who the primary aggressor is.

use axum::extract::State as Given;
use trefoil_app::families::aggressor::aggressor_record;
use trefoil_core::aggressor::Finding;
use trefoil_core::ids::FamilyId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/aggressor`.
pub(super) async fn aggressor(
    Given(state): Given<State>,
    InPath(family): InPath<FamilyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let found = Finding::from_code(form.get("finding"));
    let why = (found, form.raw("reasons"));
    let person = form.read("person");
    let came = aggressor_record(&state.app, &visit.asker, family, person, why).await;
    after(&state, &visit, family, &form, "aggressor", came).await
}
