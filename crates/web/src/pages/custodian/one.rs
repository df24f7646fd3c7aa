//! One thing that waits for the custodian.

use axum::extract::State as Given;
use trefoil_app::custody::one::task_view;
use trefoil_core::ids::CustodyId;

use super::shown_one::OneShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /custodian/{id}`.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(custody): InPath<CustodyId>,
) -> Reply {
    let found = task_view(&state.app, &visit.asker, custody).await?;
    let given = (&Fields::default(), &[][..]);
    page(&OneShown::new(&visit.shell, &found, given))
}
