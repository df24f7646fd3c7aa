//! Sharing a strand.

use axum::extract::State as Given;
use trefoil_app::families::share::share_make;
use trefoil_core::ids::{StrandId, WorkerId};
use trefoil_core::place::PlaceKind;
use trefoil_core::share::{LawfulBasis, SharePurpose, ShareTyped};
use trefoil_core::strand::Aspect;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/shares`.
pub(super) async fn share(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = ShareTyped {
        aspect: Aspect::from_code(form.get("aspect")),
        places: form
            .all("places")
            .filter_map(PlaceKind::from_code)
            .collect(),
        purpose: SharePurpose::from_code(form.get("purpose")),
        basis: LawfulBasis::from_code(form.get("basis")),
        days: form.read("days"),
    };
    let to = form.read::<WorkerId>("to");
    let came = share_make(&state.app, &visit.asker, strand, to, &typed).await;
    after(&state, &visit, strand, &form, "shared", came).await
}
