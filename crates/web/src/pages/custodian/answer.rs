//! Answering what waits for the custodian.

use axum::extract::State as Given;
use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_app::custody::one::task_view;
use trefoil_core::custody::CustodyAnswer;
use trefoil_core::ids::CustodyId;

use super::shown_one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /custodian/{id}`. What does not go is shown again as it was typed.
pub(super) async fn answer(
    Given(state): Given<State>,
    InPath(custody): InPath<CustodyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let said = Said {
        answer: CustodyAnswer::from_code(form.get("answer")),
        to: form.get("to").parse().ok(),
        reason: form.raw("reason").to_owned(),
    };
    let (status, problems) = match task_answer(&state.app, &visit.asker, custody, said).await {
        Ok(()) => return see(&LocalPath::or("/custodian?done=yes", "/custodian")),
        Err(refusal) => refused(refusal)?,
    };
    let found = task_view(&state.app, &visit.asker, custody).await?;
    let shown = OneShown::new(&visit.shell, &found, (&form, &problems));
    page_as(status, &shown)
}
