//! Putting a password or an authenticator app in the place of one that was lost, by a link.

use axum::extract::State as Given;
use axum::http::{HeaderMap, StatusCode};
use trefoil_app::accounts::link::{LostPassword, link_authenticator, link_password};
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::sign_in_link::LinkOpens;

use super::link::spent;
use super::shown_link::{LinkAsks, LinkDone};
use crate::State;
use crate::csrf::FromHere;
use crate::form::{Fields, InPath, LocalPath};
use crate::session::begin;
use crate::shell::{Reply, Shell, page, page_as};
use crate::source::CameFrom;

/// `POST /sign-in/link/{token}`. What is typed is never sent back.
pub(super) async fn link_set(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    headers: HeaderMap,
    InPath(token): InPath<String>,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let (app, shell) = (&state.app, Shell::before_sign_in(&state));
    let opens = LinkOpens::from_code(form.get("opens")).unwrap_or(LinkOpens::Password);
    let came = if opens == LinkOpens::Authenticator {
        let made = link_authenticator(app, source, &token, form.raw("password")).await;
        made.map(|made| page(&LinkDone::new(&shell, &made)))
    } else {
        let typed = LostPassword {
            code: form.get("code"),
            new: form.raw("new-password"),
            again: form.raw("again"),
        };
        match link_password(app, source, &token, typed).await {
            Ok(secret) => Ok(begin(&state, &headers, &secret, &LocalPath::or("/", "/")).await),
            Err(refusal) => Err(refusal),
        }
    };
    match came {
        Ok(reply) => reply,
        Err(Refusal::Invalid(problems)) if !is_spent(&problems) => {
            let shown = LinkAsks::new(&shell, &token, opens, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal @ Refusal::Invalid(_)) => spent(&state, &refusal),
        Err(refusal) => Err(refusal.into()),
    }
}

fn is_spent(problems: &[Problem]) -> bool {
    problems.iter().any(|one| one.field == "link")
}
