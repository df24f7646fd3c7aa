//! Opening a link that works once. One that asks for something first is not used by being opened: a mail scanner opens every link.

use axum::extract::State as Given;
use axum::http::{HeaderMap, StatusCode};
use trefoil_app::accounts::link::{LinkOpened, link_open};
use trefoil_core::refusal::Refusal;

use super::shown::SpentLink;
use super::shown_link::LinkAsks;
use crate::State;
use crate::form::{InPath, LocalPath};
use crate::session::begin;
use crate::shell::{Reply, Shell, Tab, page, page_as};
use crate::source::CameFrom;

/// `GET /sign-in/link/{token}`.
pub(super) async fn link(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    headers: HeaderMap,
    InPath(token): InPath<String>,
) -> Reply {
    match link_open(&state.app, source, &token).await {
        Ok(LinkOpened::SignedIn(secret)) => {
            begin(&state, &headers, &secret, &LocalPath::or("/", "/")).await
        }
        Ok(LinkOpened::Asks(opens)) => {
            let shell = Shell::before_sign_in(&state);
            page(&LinkAsks::new(&shell, &token, opens, &[]))
        }
        Err(refusal @ Refusal::Invalid(_)) => spent(&state, &refusal),
        Err(refusal) => Err(refusal.into()),
    }
}

/// A link that opens nothing any more.
pub(super) fn spent(state: &State, refusal: &Refusal) -> Reply {
    let shell = Shell::before_sign_in(state);
    let shown = SpentLink {
        layout: shell.layout("This link does not work any more", Tab::Elsewhere),
        words: refusal.to_string(),
    };
    page_as(StatusCode::GONE, &shown)
}
