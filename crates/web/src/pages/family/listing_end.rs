//! Taking a family off a meeting's list.

use axum::extract::State as Given;
use trefoil_app::meetings::listing::listing_end as end;
use trefoil_core::ids::{FamilyId, ListingId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/listings/{listing}/end`.
pub(super) async fn listing_end(
    Given(state): Given<State>,
    InPath((family, listing)): InPath<(FamilyId, ListingId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = end(&state.app, &visit.asker, family, listing).await;
    after(&state, &visit, family, &form, "unlisted", came).await
}
