//! One notice.

use axum::extract::State as Given;
use trefoil_app::notices::one::notice_view;
use trefoil_core::ids::NoticeId;
use trefoil_core::refusal::Refusal;

use super::shown_one::NoticeShown;
use crate::State;
use crate::form::{Asked, Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as, see};

/// `GET /notices/{id}`, with `done` after it was dealt with.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(notice): InPath<NoticeId>,
    Asked(asked): Asked,
) -> Reply {
    let found = notice_view(&state.app, &visit.asker, notice).await?;
    let typed = Fields::default();
    page(&NoticeShown::new(
        &visit.shell,
        &found,
        &typed,
        &[],
        asked.get("done"),
    ))
}

/// What follows an act on a notice: its page, with what was typed where it did not go.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    notice: NoticeId,
    (came, form, done): (Result<(), Refusal>, Fields, &str),
) -> Reply {
    let (status, problems) = match came {
        Ok(()) => {
            let path = format!("/notices/{notice}?done={done}");
            return see(&LocalPath::or(&path, "/notices"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let found = notice_view(&state.app, &visit.asker, notice).await?;
    page_as(
        status,
        &NoticeShown::new(&visit.shell, &found, &form, &problems, ""),
    )
}
