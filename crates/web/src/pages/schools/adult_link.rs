//! The one-time link by which a key adult sets their authenticator app up: shown once, for the administrator to hand out.

use axum::extract::State as Given;
use trefoil_app::schools::adults::enrol_link;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;

use super::one::urn_in;
use super::shown_one::EnrolShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::{Reply, page};

/// `POST /schools/{urn}/adults/{worker}/link`.
pub(super) async fn adult_link(
    Given(state): Given<State>,
    InPath((path, worker)): InPath<(String, WorkerId)>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    let urn = urn_in(&path)?.ok_or(Refusal::NotFound)?;
    let token = enrol_link(&state.app, &visit.asker, urn, worker).await?;
    page(&EnrolShown::new(&visit.shell, &path, &token))
}
