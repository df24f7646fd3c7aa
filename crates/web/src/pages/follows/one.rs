//! One of what follows a decision.

use axum::extract::State as Given;
use trefoil_app::follows::list::follow_view;
use trefoil_core::ids::FollowId;

use super::shown::FollowShown;
use crate::State;
use crate::form::{Asked, Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /follow-ups/{id}`, with `right` to put right what is recorded.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(follow): InPath<FollowId>,
    Asked(asked): Asked,
) -> Reply {
    let found = follow_view(&state.app, &visit.asker, follow).await?;
    let right = !asked.get("right").is_empty();
    let given = (&Fields::default(), &[][..]);
    page(&FollowShown::new(&visit.shell, &found, right, given))
}
