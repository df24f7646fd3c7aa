//! Recording who a worker is outside work.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::interests::identity::{worker_identify, worker_view};
use trefoil_core::ids::WorkerId;
use trefoil_core::interest::IdentityTyped;
use trefoil_core::refusal::{Problem, Refusal};

use super::one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::day;
use crate::shell::{Reply, page_as, see};

/// `POST /workers/{id}/identity`. Where it cannot be used, the form comes back as it was typed; it is never shown again after.
pub(super) async fn identity(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (typed, wrong) = typed(&form);
    let came = worker_identify(&state.app, &visit.asker, worker, &typed).await;
    let problems = match came {
        Ok(()) => {
            let path = format!("/workers/{worker}?done=identity");
            return see(&LocalPath::or(&path, "/workers"));
        }
        Err(Refusal::Invalid(problems)) => problems,
        Err(refusal) => return Err(refusal.into()),
    };
    // What was typed is no day: that is said, and not that there was none.
    let others = problems.into_iter();
    let others = others.filter(|one| wrong.is_none() || one.field != "birth");
    let problems: Vec<Problem> = wrong.clone().into_iter().chain(others).collect();
    let page = worker_view(&state.app, &visit.asker, worker).await?;
    let shown = OneShown::new(
        &visit.shell,
        state.provider_name(),
        &page,
        &form,
        &problems,
        "",
    );
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn typed(form: &Fields) -> (IdentityTyped, Option<Problem>) {
    let get = |name| form.get(name).to_owned();
    let birth = day::read(&day::typed(form, "birth"), "The birth date");
    let wrong = birth
        .as_ref()
        .err()
        .map(|no| Problem::new("birth", no.words.clone()));
    let typed = IdentityTyped {
        given: get("given"),
        surname: get("surname"),
        birth: birth.ok().flatten(),
        address: form.raw("address").to_owned(),
        postcode: get("postcode"),
        phone: get("phone"),
        email: get("email"),
        kin: form.raw("kin").to_owned(),
    };
    (typed, wrong)
}
