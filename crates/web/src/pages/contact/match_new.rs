//! "New person": saying that somebody was not known before.

use axum::extract::State as Given;
use trefoil_app::matching::new::match_new;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/match/new`.
pub(super) async fn new(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sighting = form.read("sighting").ok_or(Refused::Unreadable)?;
    let came = match_new(&state.app, &visit.asker, contact, sighting).await;
    after(&state, &visit, contact, &form, Done::New, came).await
}
