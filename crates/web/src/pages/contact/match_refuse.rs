//! "Not the same": saying that two are two.

use axum::extract::State as Given;
use trefoil_app::matching::refuse::match_refuse;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/match/refuse`.
pub(super) async fn refuse(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sighting = form.read("sighting").ok_or(Refused::Unreadable)?;
    let person = form.read("person").ok_or(Refused::Unreadable)?;
    let came = match_refuse(&state.app, &visit.asker, contact, sighting, person).await;
    after(&state, &visit, contact, &form, Done::NotSame, came).await
}
