//! Letting a shared item through to the other side.

use axum::extract::State as Given;
use trefoil_app::families::shared::shared_opt_in;
use trefoil_core::ids::{FamilyId, NoteId};

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /families/{id}/shared/{note}/opt-in`.
pub(super) async fn opt_in(
    Given(state): Given<State>,
    InPath((family, note)): InPath<(FamilyId, NoteId)>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    shared_opt_in(&state.app, &visit.asker, family, note).await?;
    let back = format!("/families/{family}?done=opted-in");
    see(&LocalPath::or(&back, "/families"))
}
