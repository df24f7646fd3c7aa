//! Asking agencies what they know of the contact's people.

use axum::extract::State as Given;
use trefoil_app::checks::ask::checks_ask;
use trefoil_core::ids::{AgencyId, ContactId};

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/checks`.
pub(super) async fn ask(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let chosen = form.all("agencies").filter_map(|one| one.parse().ok());
    let chosen: Vec<AgencyId> = chosen.collect();
    let came = checks_ask(&state.app, &visit.asker, contact, chosen).await;
    after(&state, &visit, contact, &form, Done::Asked, came).await
}
