//! The receipt of a contact that the asker's agency sent.

use axum::extract::{Request, State as Given};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use jiff::Timestamp;
use serde_json::json;
use trefoil_app::contacts::system::receipt::system_receipt;
use trefoil_core::act::Act;
use trefoil_core::receipt::{Receipt, spoken};

use super::bearer::met;
use crate::State;
use crate::form::InPath;
use crate::shell::Reply;

/// `GET /api/v1/contacts/{receipt}`: what was answered when it was taken in.
pub(super) async fn show(
    Given(state): Given<State>,
    InPath(number): InPath<String>,
    request: Request,
) -> Reply {
    let (system, _) = met(&state, Act::ReceiptView, request).await?;
    let receipt = system_receipt(&state.app, &system, &number).await?;
    let kind = [(CONTENT_TYPE, "application/json")];
    Ok((kind, receipt_json(&receipt)).into_response())
}

/// A receipt, to the second: the rest of it would be chance.
pub(super) fn receipt_json(receipt: &Receipt) -> String {
    let at = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    json!({
        "receipt": receipt.number,
        "spoken": spoken(&receipt.number),
        "received_at": at(receipt.received_at),
        "decided_by": at(receipt.due),
    })
    .to_string()
}
