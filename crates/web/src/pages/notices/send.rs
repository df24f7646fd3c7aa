//! Sending a notice.

use axum::extract::State as Given;
use trefoil_app::notices::send::notice_send;
use trefoil_core::ids::NoticeId;

use super::one::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /notices/{id}/send`.
pub(super) async fn send(
    Given(state): Given<State>,
    InPath(notice): InPath<NoticeId>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    let came = notice_send(&state.app, &visit.asker, notice).await;
    after(&state, &visit, notice, (came, Fields::default(), "sent")).await
}
