//! Keeping somebody's identity apart, or not any more: the custodian's.

use axum::extract::State as Given;
use trefoil_app::pairs::keep::identity_keep;
use trefoil_core::ids::PersonId;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /people/{id}/apart`.
pub(super) async fn keep(
    Given(state): Given<State>,
    InPath(person): InPath<PersonId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let apart = form.get("apart") == "yes";
    identity_keep(&state.app, &visit.asker, person, apart).await?;
    see(&LocalPath::or(
        &format!("/people/{person}"),
        "/people/search",
    ))
}
