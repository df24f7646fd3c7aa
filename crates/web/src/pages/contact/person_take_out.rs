//! Taking somebody out of the contact who was named at the hub.

use axum::extract::State as Given;
use trefoil_app::contacts::name::contact_unname;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/people/take-out`.
pub(super) async fn take_out(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sighting = form.read("sighting").ok_or(Refused::Unreadable)?;
    let came = contact_unname(&state.app, &visit.asker, contact, sighting).await;
    after(&state, &visit, contact, &form, Done::TakenOut, came).await
}
