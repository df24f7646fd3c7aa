//! The page on which a warning is written.

use axum::extract::State as Given;
use trefoil_app::families::signal::signal_form;
use trefoil_core::ids::StrandId;

use super::shown::{SendShown, Typed};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}/signal`, with `done` after one was sent.
pub(super) async fn write(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
    Asked(asked): Asked,
) -> Reply {
    let form = signal_form(&state.app, &visit.asker, strand).await?;
    let typed = Typed::done(asked.get("done"));
    page(&SendShown::new(&visit.shell, &form, &typed))
}
