//! Two people beside each other.

use axum::extract::State as Given;
use trefoil_app::pairs::one::pair_view;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::PairId;

use super::shown_one::OneShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /duplicates/{id}`.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(pair): InPath<PairId>,
) -> Reply {
    let found = pair_view(&state.app, &visit.asker, pair).await?;
    let today = local_date(state.app.now());
    let typed = (&Fields::default(), &[][..]);
    page(&OneShown::new(&visit.shell, (&found, today), typed))
}
