//! What is held about a person, passage by passage, to say what they are given.

use axum::extract::State as Given;
use trefoil_app::outputs::gather::access_view;
use trefoil_core::ids::StrandId;

use super::shown_access::AccessShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}/own-file`.
pub(super) async fn access(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
) -> Reply {
    let known = access_view(&state.app, &visit.asker, strand).await?;
    page(&AccessShown::new(
        &visit.shell,
        &known,
        &Fields::default(),
        &[],
    ))
}
