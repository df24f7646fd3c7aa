//! The letters and files of a strand.

use axum::extract::State as Given;
use trefoil_app::outputs::view::outputs_view;
use trefoil_core::ids::StrandId;

use super::shown_list::OutputsShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}/outputs`.
pub(super) async fn list(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
) -> Reply {
    let known = outputs_view(&state.app, &visit.asker, strand).await?;
    page(&OutputsShown::new(
        &visit.shell,
        &known,
        &Fields::default(),
        &[],
    ))
}
