//! The register of disclosures.

use axum::extract::State as Given;
use trefoil_app::outputs::register::disclosures_view;

use super::shown_register::RegisterShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /disclosures`, with `page`.
pub(super) async fn register(
    Given(state): Given<State>,
    visit: Visit,
    Asked(asked): Asked,
) -> Reply {
    let number = asked.read::<i64>("page").unwrap_or(1);
    let known = disclosures_view(&state.app, &visit.asker, number).await?;
    page(&RegisterShown::new(&visit.shell, &known))
}
