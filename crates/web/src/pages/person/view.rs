//! Opening a person.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::persons::view::person_view;
use trefoil_core::ids::PersonId;

use super::shown::PersonShown;
use crate::State;
use crate::form::{Asked, InPath};
use crate::pages::moment::Asking;
use crate::session::Visit;
use crate::shell::{Reply, page_as};

/// `GET /people/{id}`, at a past moment as they were known. What is no moment shows the person as now, and says so.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(person): InPath<PersonId>,
    Asked(asked): Asked,
) -> Reply {
    let asking = Asking::read(&asked, state.app.now());
    let known = person_view(&state.app, &visit.asker, person, asking.then()).await?;
    let status = match asking.problem() {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    page_as(status, &PersonShown::new(&visit.shell, &known, &asking))
}
