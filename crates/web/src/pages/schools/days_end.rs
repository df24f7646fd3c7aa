//! Taking an entry of a calendar back.

use axum::extract::State as Given;
use trefoil_app::schools::change::days_end as end;
use trefoil_core::ids::TermId;

use super::one::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /schools/{urn}/days/{term}/end`.
pub(super) async fn days_end(
    Given(state): Given<State>,
    InPath((path, term)): InPath<(String, TermId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = end(&state.app, &visit.asker, term).await;
    after(&state, &visit, &path, (came, form, "days-")).await
}
