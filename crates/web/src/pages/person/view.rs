//! Opening a person.

use axum::extract::State as Given;
use trefoil_app::persons::view::person_view;
use trefoil_core::ids::PersonId;

use super::shown::PersonShown;
use crate::State;
use crate::form::{Asked, InPath};
use crate::pages::contact::at::{At, at};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /people/{id}`, with `?at=` as it was known. What is no moment shows the person as now, and says so.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(person): InPath<PersonId>,
    Asked(asked): Asked,
) -> Reply {
    let asked = at(asked.get("at"));
    let then = match asked {
        At::Then(then) => Some(then),
        At::Now | At::NotAMoment => None,
    };
    let known = person_view(&state.app, &visit.asker, person, then).await?;
    page(&PersonShown::new(&visit.shell, &known, asked))
}
