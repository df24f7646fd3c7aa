//! What one's own broken glass opens.

use axum::extract::State as Given;
use trefoil_app::glass::open::glass_view;

use super::shown::OpenShown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /glass/open`.
pub(super) async fn open(Given(state): Given<State>, visit: Visit) -> Reply {
    let opened = glass_view(&state.app, &visit.asker).await?;
    page(&OpenShown::new(&visit.shell, &opened))
}
