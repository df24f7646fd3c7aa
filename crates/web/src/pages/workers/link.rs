//! Linking an account to what the identity provider calls the worker.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::provider::link::provider_worker_link;
use trefoil_app::interests::identity::worker_view;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;

use super::one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /workers/{id}/link`.
pub(super) async fn link(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (provider, subject) = (state.provider.as_ref(), form.get("subject"));
    match provider_worker_link(&state.app, &visit.asker, provider, worker, subject).await {
        Ok(()) => {
            let path = format!("/workers/{worker}?done=link");
            see(&LocalPath::or(&path, "/workers"))
        }
        Err(Refusal::Invalid(problems)) => {
            let one = worker_view(&state.app, &visit.asker, worker).await?;
            let shown = OneShown::new(
                &visit.shell,
                state.provider_name(),
                &one,
                &form,
                &problems,
                "",
            );
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
