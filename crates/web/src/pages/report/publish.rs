//! Publishing the report: small numbers hidden, and kept.

use axum::extract::State as Given;
use trefoil_app::reports::publish::scrutiny_publish;

use super::asked::asked;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, see};

/// `POST /reports/scrutiny/publish`, with `from`, `to`, `as_at`.
pub(super) async fn publish(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let period = asked(&form, state.app.now())?;
    let (from, to, as_at) = (period.from, period.to, period.as_at);
    let came = scrutiny_publish(&state.app, &visit.asker, from, to, as_at).await?;
    let path = format!("/reports/published/{}", came.0);
    see(&LocalPath::or(&path, "/reports/scrutiny"))
}
