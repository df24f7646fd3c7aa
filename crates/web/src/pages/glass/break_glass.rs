//! Breaking the glass.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::glass::{GlassAsked, GlassReason};
use trefoil_core::refusal::{Problem, Refusal};

use super::shown::AskShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::day;
use crate::shell::{Reply, page_as, see};

/// `POST /glass`.
pub(super) async fn break_glass(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (asked, wrong) = asked(&form);
    let came = match &wrong {
        None => glass_break(&state.app, &visit.asker, &asked).await,
        Some(problem) => Err(Refusal::Invalid(vec![problem.clone()])),
    };
    match came {
        Ok(()) => see(&LocalPath::or("/glass?done=broken", "/glass")),
        Err(Refusal::Invalid(problems)) => {
            let shown = AskShown::new(&visit.shell, &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn asked(form: &Fields) -> (GlassAsked, Option<Problem>) {
    let get = |name| form.get(name).to_owned();
    let birth = day::read(&day::typed(form, "birth"), "The birth date");
    let wrong = birth.as_ref().err();
    let wrong = wrong.map(|no| Problem::new("birth", no.words.clone()));
    let asked = GlassAsked {
        given: get("given"),
        surname: get("surname"),
        birth: birth.ok().flatten(),
        number: get("number"),
        address: form.raw("address").to_owned(),
        postcode: get("postcode"),
        reason: GlassReason::from_code(form.get("reason")),
        text: form.raw("text").to_owned(),
    };
    (asked, wrong)
}
