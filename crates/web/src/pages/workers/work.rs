//! Changing what a worker does: their team and their roles.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::work::{Work, worker_change};
use trefoil_app::interests::identity::worker_view;
use trefoil_core::ids::{TeamId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::refusal::{Problem, Refusal};

use super::one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /workers/{id}/work`.
pub(super) async fn work(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = match typed(&form) {
        Ok(work) => worker_change(&state.app, &visit.asker, worker, work).await,
        Err(problem) => Err(Refusal::Invalid(vec![problem])),
    };
    match came {
        Ok(()) => {
            let path = format!("/workers/{worker}?done=work");
            see(&LocalPath::or(&path, "/workers"))
        }
        Err(Refusal::Invalid(problems)) => {
            let one = worker_view(&state.app, &visit.asker, worker).await?;
            let (shell, provider) = (&visit.shell, state.provider_name());
            let shown = OneShown::new(shell, provider, &one, &form, &problems, "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn typed(form: &Fields) -> Result<Work, Problem> {
    let team = form.read::<TeamId>("team");
    if team.is_none() && !form.get("team").is_empty() {
        return Err(Problem::new("team", "Choose a team that there is."));
    }
    let roles = form.all("roles").filter_map(Role::from_code);
    Ok(Work {
        team,
        roles: roles.collect(),
    })
}
