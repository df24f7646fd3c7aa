//! Taking somebody off the list of those to whom nothing goes.

use axum::extract::State as Given;
use trefoil_app::outputs::barred::barred_remove as remove;
use trefoil_core::ids::{BarredId, FamilyId};

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /families/{id}/barred/{entry}/remove`.
pub(super) async fn barred_remove(
    Given(state): Given<State>,
    InPath((family, entry)): InPath<(FamilyId, BarredId)>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    remove(&state.app, &visit.asker, family, entry).await?;
    see(&LocalPath::or(
        &format!("/families/{family}/barred"),
        "/families",
    ))
}
