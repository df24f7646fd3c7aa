//! Closing an account.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::close::account_close;
use trefoil_app::interests::identity::worker_view;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;

use super::one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /workers/{id}/close`.
pub(super) async fn close(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sure = form.get("sure") == "yes";
    match account_close(&state.app, &visit.asker, worker, sure).await {
        Ok(()) => {
            let path = format!("/workers/{worker}?done=close");
            see(&LocalPath::or(&path, "/workers"))
        }
        Err(Refusal::Invalid(problems)) => {
            let one = worker_view(&state.app, &visit.asker, worker).await?;
            let (shell, provider) = (&visit.shell, state.provider_name());
            let typed = Fields::default();
            let shown = OneShown::new(shell, provider, &one, &typed, &problems, "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
