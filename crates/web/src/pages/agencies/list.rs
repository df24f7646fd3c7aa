//! Every agency.

use axum::extract::State as Given;
use trefoil_app::agencies::view::agencies_view;

use super::shown::AgenciesShown;
use crate::State;
use crate::form::Fields;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /agencies`.
pub(super) async fn list(Given(state): Given<State>, visit: Visit) -> Reply {
    let rows = agencies_view(&state.app, &visit.asker).await?;
    let typed = Fields::default();
    page(&AgenciesShown::new(&visit.shell, &rows, &typed, &[]))
}
