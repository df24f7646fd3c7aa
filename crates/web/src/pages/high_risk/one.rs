//! One who is at high risk.

use axum::extract::State as Given;
use trefoil_app::high_risk::list::high_risk_one;
use trefoil_core::ids::SightingId;

use super::shown_one::OneShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /high-risk/{id}`, by the first sighting in the contact that put them on.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(root): InPath<SightingId>,
) -> Reply {
    let found = high_risk_one(&state.app, &visit.asker, root).await?;
    let given = (&Fields::default(), &[][..]);
    page(&OneShown::new(&visit.shell, &found, given))
}
