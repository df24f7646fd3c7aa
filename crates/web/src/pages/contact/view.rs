//! Opening a contact: now, or as it was known at a past moment.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::view::contact_view;
use trefoil_core::ids::ContactId;

use super::done::Done;
use super::page::{Outcome, shown};
use crate::State;
use crate::form::{Asked, Fields, InPath};
use crate::pages::moment::Asking;
use crate::session::Visit;
use crate::shell::{Reply, page_as};

/// `GET /contacts/{id}`, with `at` for a past moment and `done` for what just worked.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(contact): InPath<ContactId>,
    Asked(asked): Asked,
) -> Reply {
    let asking = Asking::read(&asked, state.app.now());
    let page = contact_view(&state.app, &visit.asker, contact, asking.then()).await?;
    let status = match asking.problem() {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let typed = page.draft.as_ref();
    let typed = typed
        .map(|one| one.content.fields.clone())
        .unwrap_or_default();
    let outcome = Outcome {
        done: Done::words(&asked),
        given: Fields(typed),
        asking,
        ..Outcome::default()
    };
    page_as(status, &shown(&visit, &page, &outcome))
}
