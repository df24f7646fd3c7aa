//! Looking for a person: who was found, or what is wrong, above the form with what was typed.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::persons::search::person_search;
use trefoil_core::calendar::local_date;
use trefoil_core::refusal::Refusal;

use super::asked::Typed;
use super::shown::{Found, SearchShown};
use crate::State;
use crate::csrf::Protected;
use crate::shell::{Reply, page, page_as};

/// `POST /people/search`.
pub(super) async fn find(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Typed>,
) -> Reply {
    let found = match form.search() {
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
                .same_as(&one.same_as)
            });
            page(&SearchShown::new(
                &visit.shell,
                &form,
                &[],
                Some(found.collect()),
            ))
        }
        Err(Refusal::Invalid(problems)) => {
            let shown = SearchShown::new(&visit.shell, &form, &problems, None);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
