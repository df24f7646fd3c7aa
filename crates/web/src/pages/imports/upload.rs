//! Sending a file.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::imports::upload::upload_start;
use trefoil_app::imports::view::imports_view;
use trefoil_core::refusal::Refusal;

use super::shown;
use crate::State;
use crate::csrf::ProtectedFile;
use crate::errors::Refused;
use crate::form::LocalPath;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

const TOO_LARGE: &str = "The file is larger than 64 MB. Nothing of it was taken in. Ask your IT officer to take it in with the command line.";

/// `POST /imports`. What is wrong with a file is told beside the control, where another can be chosen.
pub(super) async fn upload(
    Given(state): Given<State>,
    visit: Visit,
    file: Result<ProtectedFile, Refused>,
) -> Reply {
    let file = match file {
        Ok(file) if file.name.is_empty() => {
            return again(
                &state,
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                "Choose a file.",
            )
            .await;
        }
        Err(Refused::TooLarge(_)) => {
            return again(&state, &visit, StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE).await;
        }
        other => other?,
    };
    match upload_start(&state.app, &visit.asker, file.name, file.bytes).await {
        Ok(import) => see(&LocalPath::or(&format!("/imports/{import}"), "/imports")),
        Err(refusal @ Refusal::Invalid(_)) => {
            again(
                &state,
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                &refusal.to_string(),
            )
            .await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn again(state: &State, visit: &Visit, status: StatusCode, wrong: &str) -> Reply {
    let runs = imports_view(&state.app, &visit.asker).await?;
    page_as(
        status,
        &shown::list(&visit.shell, &runs, Some(wrong.to_owned())),
    )
}
