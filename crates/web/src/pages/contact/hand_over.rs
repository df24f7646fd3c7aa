//! Handing a contact over to a colleague.

use axum::extract::State as Given;
use trefoil_app::contacts::hold::contact_hand_over;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/hand-over`.
pub(super) async fn hand_over(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = match form.read("to") {
        Some(to) => contact_hand_over(&state.app, &visit.asker, contact, to).await,
        None => Err(Refusal::invalid(
            "to",
            "Choose who you hand this contact over to.",
        )),
    };
    after(&state, &visit, contact, &form, Done::HandedOver, came).await
}
