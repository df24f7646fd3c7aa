//! Opening a contact: now, or as it was known at a past moment.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::view::contact_view;
use trefoil_core::ids::ContactId;

use super::at::{At, at};
use super::done::Done;
use super::page::{Outcome, shown};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page_as};

/// `GET /contacts/{id}`, with `at` for a past moment and `done` for what just worked.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(contact): InPath<ContactId>,
    Asked(asked): Asked,
) -> Reply {
    let (status, then, not_a_moment) = match at(asked.get("at")) {
        At::Now => (StatusCode::OK, None, None),
        At::Then(then) => (StatusCode::OK, Some(then), None),
        At::NotAMoment => (
            StatusCode::UNPROCESSABLE_ENTITY,
            None,
            Some(asked.get("at").to_owned()),
        ),
    };
    let page = contact_view(&state.app, &visit.asker, contact, then).await?;
    let outcome = Outcome {
        done: Done::words(&asked),
        not_a_moment,
        ..Outcome::default()
    };
    page_as(status, &shown(&visit, &page, &outcome))
}
