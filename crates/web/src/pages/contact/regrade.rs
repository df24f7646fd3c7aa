//! Saying how soon a contact must be decided.

use axum::extract::State as Given;
use trefoil_app::contacts::regrade::contact_regrade;
use trefoil_core::ids::ContactId;
use trefoil_core::rag::{REGRADE_SURE, Rag};

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/regrade`.
pub(super) async fn regrade(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let level = Rag::from_code(form.get("rag"));
    let reason = form.raw("rag-reason");
    let sure = !form.get(REGRADE_SURE).is_empty();
    let given = (level, reason);
    let came = contact_regrade(&state.app, &visit.asker, contact, given, sure).await;
    after(&state, &visit, contact, &form, Done::Regraded, came).await
}
