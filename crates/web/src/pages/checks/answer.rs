//! Answering for an agency.

use axum::extract::State as Given;
use trefoil_app::checks::own::{check_answer, check_view};
use trefoil_core::check::Knows;
use trefoil_core::ids::CheckId;

use super::shown::CheckShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /checks/{id}`. What does not go is shown again as it was typed.
pub(super) async fn answer(
    Given(state): Given<State>,
    InPath(check): InPath<CheckId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = (Knows::from_code(form.get("knows")), form.raw("words"));
    let (status, problems) = match check_answer(&state.app, &visit.asker, check, typed).await {
        Ok(()) => return see(&LocalPath::or("/checks?done=answered", "/checks")),
        Err(refusal) => refused(refusal)?,
    };
    let (found, now) = check_view(&state.app, &visit.asker, check).await?;
    let shown = CheckShown::new(&visit.shell, (&found, now), (&form, &problems));
    page_as(status, &shown)
}
