//! Taking in what an agency's system tells.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State as Given};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use trefoil_app::contacts::system::tell::system_tell;
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;

use super::bearer::met;
use super::fields::{KEY, KEY_LONGEST, read};
use super::receipt::receipt_json;
use crate::State;
use crate::errors::Refused;
use crate::router::FORM_LIMIT;
use crate::shell::Reply;

/// `POST /api/v1/contacts`: 201 where it is new, 200 where it was taken in before; the receipt.
pub(super) async fn send(Given(state): Given<State>, request: Request) -> Reply {
    let (system, request) = met(&state, Act::ContactImport, request).await?;
    let key = key(request.headers())?;
    if !is_json(request.headers()) {
        return Err(Refused::Unreadable);
    }
    let body = Bytes::from_request(request, &state).await;
    let body = body.map_err(|fault| {
        if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Refused::TooLarge(FORM_LIMIT)
        } else {
            Refused::Unreadable
        }
    })?;
    let told = system_tell(&state.app, &system, key.as_deref(), &read(&body)?).await?;
    let status = if told.again {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let location = format!("/api/v1/contacts/{}", told.receipt.number);
    let headers = [
        (LOCATION, location),
        (CONTENT_TYPE, "application/json".to_owned()),
    ];
    Ok((status, headers, receipt_json(&told.receipt)).into_response())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// How the system names this sending.
fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(sent) = headers.get(KEY) else {
        return Ok(None);
    };
    let plain = |key: &&str| {
        (1..=KEY_LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
    };
    let key = sent.to_str().ok().filter(plain);
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        let words = format!("Send 1 to {KEY_LONGEST} letters, digits and signs, without blanks.");
        Refusal::invalid(KEY, words)
    })
}
