//! Saying how the child is.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::notices::key_adult::{notice_answer, notice_open};
use trefoil_core::notice::ChildToday;
use trefoil_core::refusal::Refusal;

use super::shown::OpenShown;
use super::visit::SchoolForm;
use crate::State;
use crate::form::LocalPath;
use crate::shell::{Reply, Shell, page_as, see};

/// `POST /notice/answer`.
pub(super) async fn answer(
    Given(state): Given<State>,
    SchoolForm { visit, form }: SchoolForm,
) -> Reply {
    let said = (ChildToday::from_code(form.get("today")), form.get("words"));
    match notice_answer(&state.app, &visit, said).await {
        Ok(()) => see(&LocalPath::or("/notice?done=answered", "/notice")),
        Err(Refusal::Invalid(problems)) => {
            let open = notice_open(&state.app, &visit).await?;
            let shell = Shell::before_sign_in(&state);
            let shown = OpenShown::new(&shell, (&open, &visit.csrf), &form, &problems, "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
