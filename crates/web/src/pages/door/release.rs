//! Letting facts through.

use axum::extract::State as Given;
use trefoil_app::families::release::release_make;
use trefoil_core::ids::StrandId;
use trefoil_core::release::{ReleaseKind, ReleaseTyped};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/releases`. Each kind that is ticked comes with its text.
pub(super) async fn release(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let ticked = form.all("kind").filter_map(ReleaseKind::from_code);
    let fact = |kind: ReleaseKind| {
        let text = form.raw(&format!("text-{}", kind.code()));
        (kind, text.to_owned())
    };
    let typed = ReleaseTyped {
        facts: ticked.map(fact).collect(),
        known: form
            .all("known")
            .filter_map(ReleaseKind::from_code)
            .collect(),
        reason: form.raw("reason").to_owned(),
        review_days: form.read("review"),
    };
    let came = release_make(&state.app, &visit.asker, strand, &typed).await;
    after(&state, &visit, strand, &form, "released", came).await
}
