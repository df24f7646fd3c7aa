//! The exact bytes of a file, saved and never shown: no browser is told what it is, and none may run anything of it.

use axum::extract::State as Given;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::contacts::attach::attachment_open;
use trefoil_core::ids::{AttachmentId, ContactId};

use crate::State;
use crate::errors::Refused;
use crate::form::InPath;
use crate::headers::SANDBOX;
use crate::session::Visit;
use crate::shell::Reply;

/// `GET /contacts/{id}/attachments/{attachment}`.
pub(super) async fn file(
    Given(state): Given<State>,
    visit: Visit,
    InPath((contact, attachment)): InPath<(ContactId, AttachmentId)>,
) -> Reply {
    let copied = attachment_open(&state.app, &visit.asker, contact, attachment).await?;
    let name = format!("attachment; filename=\"{}\"", copied.name);
    let name = HeaderValue::try_from(name).map_err(|_| Refused::Broken)?;
    let kind = HeaderValue::from_static("application/octet-stream");
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, name),
        (CONTENT_SECURITY_POLICY, SANDBOX),
    ];
    Ok((headers, copied.bytes).into_response())
}
