//! Naming somebody whom the contact does not.

use axum::extract::State as Given;
use trefoil_app::contacts::name::contact_name;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::telling::person_typed;
use crate::shell::Reply;

/// `POST /contacts/{id}/people`.
pub(super) async fn add(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = person_typed(&form, 0);
    let came = contact_name(&state.app, &visit.asker, contact, &typed).await;
    after(&state, &visit, contact, &form, Done::Named, came).await
}
