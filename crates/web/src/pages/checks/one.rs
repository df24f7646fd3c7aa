//! One check, to be answered.

use axum::extract::State as Given;
use trefoil_app::checks::own::check_view;
use trefoil_core::ids::CheckId;

use super::shown::CheckShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /checks/{id}`.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(check): InPath<CheckId>,
) -> Reply {
    let (found, now) = check_view(&state.app, &visit.asker, check).await?;
    let given = (&Fields::default(), &[][..]);
    page(&CheckShown::new(&visit.shell, (&found, now), given))
}
