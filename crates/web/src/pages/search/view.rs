//! Looking for a person; without anything typed, the form alone.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::persons::search::person_search;
use trefoil_core::calendar::local_date;
use trefoil_core::refusal::Refusal;

use super::asked::Typed;
use super::shown::{Found, SearchShown};
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as};

/// `GET /people/search`.
pub(super) async fn view(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let typed = Typed::read(&asked);
    if typed.is_empty() {
        return page(&SearchShown::new(&visit.shell, &typed, &[], None));
    }
    let found = match typed.search() {
        Ok(search) => person_search(&state.app, &visit.asker, &search).await,
        Err(problem) => Err(Refusal::Invalid(vec![problem])),
    };
    let today = local_date(state.app.now());
    match found {
        Ok(found) => {
            let found = found.iter().map(|one| {
                Found::new(
                    one.believed.person,
                    one.believed.protected,
                    &one.believed.card,
                    today,
                )
            });
            page(&SearchShown::new(
                &visit.shell,
                &typed,
                &[],
                Some(found.collect()),
            ))
        }
        Err(Refusal::Invalid(problems)) => {
            let shown = SearchShown::new(&visit.shell, &typed, &problems, None);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
