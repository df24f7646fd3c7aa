//! Having a school told though police did not attend.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::notices::deal::notice_begin;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::output::disclosure::Gateway;
use trefoil_core::refusal::{Problem, Refusal};

use super::shown_tell::TellShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /contacts/{id}/school`.
pub(super) async fn begin(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let gateway = Gateway::from_code(form.get("gateway"));
    let child = form.read::<SightingId>("child");
    let grounds = (gateway, form.get("reason"));
    let came = notice_begin(&state.app, &visit.asker, (contact, child), grounds).await;
    let (status, problems) = match came {
        Ok(()) => {
            let path = format!("/contacts/{contact}#schools");
            return see(&LocalPath::or(&path, "/notices"));
        }
        Err(Refusal::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Refusal::Conflict(words)) => (StatusCode::CONFLICT, vec![Problem::new("child", words)]),
        Err(refusal) => return Err(refusal.into()),
    };
    let found = contact_view(&state.app, &visit.asker, contact, None).await?;
    page_as(
        status,
        &TellShown::new(&visit.shell, &found, &form, &problems),
    )
}
