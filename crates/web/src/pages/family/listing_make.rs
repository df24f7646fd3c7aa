//! Listing a family for a meeting.

use axum::extract::State as Given;
use trefoil_app::meetings::listing::listing_make as list;
use trefoil_core::ids::FamilyId;
use trefoil_core::meeting::ListingReason;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/listings`.
pub(super) async fn listing_make(
    Given(state): Given<State>,
    InPath(family): InPath<FamilyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let why = ListingReason::from_code(form.get("reason"));
    let came = list(
        &state.app,
        &visit.asker,
        family,
        (form.read("meeting"), why),
    )
    .await;
    after(&state, &visit, family, &form, "listed", came).await
}
