//! The register.

use axum::extract::State as Given;
use trefoil_app::schools::list::schools_view;

use super::shown::SchoolsShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /schools`, with `said` to look for one, `page`.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let number = asked.read::<i64>("page").unwrap_or(1);
    let found = schools_view(&state.app, &visit.asker, asked.get("said"), number).await?;
    page(&SchoolsShown::new(
        &visit.shell,
        &found,
        &Fields::default(),
        &[],
    ))
}
