//! A key adult less.

use axum::extract::State as Given;
use trefoil_app::schools::adults::adult_end as end;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;

use super::one::{after, urn_in};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /schools/{urn}/adults/{worker}/end`.
pub(super) async fn adult_end(
    Given(state): Given<State>,
    InPath((path, worker)): InPath<(String, WorkerId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let urn = urn_in(&path)?.ok_or(Refusal::NotFound)?;
    let came = end(&state.app, &visit.asker, urn, worker).await;
    after(&state, &visit, &path, (came, form, "adult-")).await
}
