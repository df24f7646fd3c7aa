//! What programs may ask, as OpenAPI 3.1 has it: served by the binary that answers it. A test fails where a way in is missing here.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use serde_json::{Map, Value, json};

use super::fields::{KEY, KEY_LONGEST, contact_schema};
use super::problem::KIND;
use crate::router::Method;
use crate::shell::Reply;

/// One way in.
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: &'static str,
    says: fn() -> Value,
}

/// Every way in that is a program's.
pub(super) const OPERATIONS: [Operation; 6] = [
    Operation {
        method: Method::Post,
        path: "/api/v1/contacts",
        says: contact_send,
    },
    Operation {
        method: Method::Get,
        path: "/api/v1/contacts/{receipt}",
        says: receipt_show,
    },
    Operation {
        method: Method::Get,
        path: "/api/openapi.json",
        says: this,
    },
    Operation {
        method: Method::Get,
        path: "/healthz",
        says: || text("healthz", "Whether the process lives", &["200"]),
    },
    Operation {
        method: Method::Get,
        path: "/readyz",
        says: || text("readyz", "Whether it can work", &["200", "503"]),
    },
    Operation {
        method: Method::Get,
        path: crate::metrics::PATH,
        says: || {
            text(
                "metrics",
                "What a monitor is told, as Prometheus reads it; at the address that the setting metrics_listen names, and at no other",
                &["200"],
            )
        },
    },
];

static DOCUMENT: LazyLock<String> = LazyLock::new(|| whole().to_string());

/// `GET /api/openapi.json`.
pub(super) async fn document() -> Reply {
    Ok(([(CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response())
}

/// The document.
pub(super) fn whole() -> Value {
    let mut paths = Map::new();
    for one in &OPERATIONS {
        let path = paths.entry(one.path).or_insert_with(|| json!({}));
        let method = match one.method {
            Method::Get => "get",
            Method::Post => "post",
        };
        if let Some(path) = path.as_object_mut() {
            path.insert(method.to_owned(), (one.says)());
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Trefoil",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "An agency's own case system tells the hub of a family, and gets a receipt. The answer is the same for a family that the hub knows and for one that it does not.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "A token of the agency's system, made by an administrator of the hub on the agency's page. It is shown once, ends by itself, and can be revoked.",
            } },
            "schemas": {
                "Contact": contact_schema(),
                "Receipt": receipt_schema(),
                "Problem": problem_schema(),
            },
        },
    })
}

const LETTERS: &str = "[BCDFGHJKMPRTVWXZ]{4}";

fn number_schema() -> Value {
    json!({
        "type": "string",
        "pattern": format!("^{LETTERS}-{LETTERS}$"),
        "description": "What the contact is called on the telephone, such as BKRT-HJWX",
    })
}

fn receipt_schema() -> Value {
    let time = |says| json!({ "type": "string", "format": "date-time", "description": says });
    json!({
        "type": "object",
        "properties": {
            "receipt": number_schema(),
            "spoken": { "type": "string", "description": "The same, to be read out" },
            "received_at": time("When the hub had it"),
            "decided_by": time("Until when the hub decides"),
        },
        "required": ["receipt", "spoken", "received_at", "decided_by"],
        "additionalProperties": false,
    })
}

fn problem_schema() -> Value {
    let text = || json!({ "type": "string" });
    json!({
        "type": "object",
        "description": "Why not (RFC 9457)",
        "properties": {
            "type": text(),
            "title": text(),
            "status": { "type": "integer" },
            "detail": text(),
            "errors": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "field": { "type": "string", "description": "The field, as JSON Pointer names it (RFC 6901), or the header" },
                    "detail": text(),
                },
                "required": ["field", "detail"],
                "additionalProperties": false,
            } },
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": false,
    })
}

/// What can go wrong, wherever a token is needed.
fn problems(more: &[(&str, &str)]) -> Map<String, Value> {
    let all = [
        (
            "401",
            "The token is none, is wrong, has ended or was revoked",
        ),
        ("429", "Too much was sent in this hour: wait for the next"),
        ("500", "A fault of the hub's system"),
        ("503", "The records cannot be reached just now"),
    ];
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let each = all.iter().chain(more);
    each.map(|(status, says)| {
        let answer = json!({ "description": says, "content": { KIND: { "schema": schema } } });
        ((*status).to_owned(), answer)
    })
    .collect()
}

fn receipt_answer(says: &str) -> Value {
    json!({
        "description": says,
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Receipt" } } },
    })
}

fn contact_send() -> Value {
    let mut responses = problems(&[
        ("400", "It is no JSON object"),
        ("409", "Something else was sent before under this name"),
        ("413", "It is larger than 1 MiB"),
        ("422", "Fields that will not do, each by its name"),
        ("507", "The disk of the hub is nearly full"),
    ]);
    for (status, says) in [("201", "Taken in"), ("200", "It was taken in before")] {
        let mut answer = receipt_answer(says);
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("headers".to_owned(), json!({
                "Location": { "required": true, "schema": { "type": "string" }, "description": "Where the receipt is" },
            }));
            answer.insert("links".to_owned(), json!({
                "receipt": { "operationId": "receiptShow", "parameters": { "receipt": "$response.body#/receipt" } },
            }));
        }
        responses.insert(status.to_owned(), answer);
    }
    json!({
        "operationId": "contactSend",
        "summary": "Tell the hub of a family",
        "description": "Taken in as a new contact, in the hub's queue at once. A repeat under the same Idempotency-Key (without one: the same reference; without that: the same words within ten minutes) is the same contact and the same receipt.",
        "security": [{ "token": [] }],
        "parameters": [{
            "name": KEY,
            "in": "header",
            "required": false,
            "description": "What the sender calls this sending, so that it can be sent again where no answer came",
            "schema": { "type": "string", "pattern": format!("^[!-~]{{1,{KEY_LONGEST}}}$") },
        }],
        "requestBody": {
            "required": true,
            "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Contact" },
                "example": example(),
            } },
        },
        "responses": responses,
    })
}

/// What a health visitor's system sends. It is also what the tests of the description begin with.
pub(super) fn example() -> Value {
    json!({
        "source": "health",
        "reference": "HV-2026-0317",
        "summary": "At the visit she had a bruise on her arm, and said that he had held her.",
        "teller": "A. Reed",
        "organisation": "Health visitors",
        "reached": "01632 960003",
        "people": [
            { "role": "victim", "given": "Rosalind", "surname": "Ashdown", "birth": "1991-04-02" },
            { "role": "child", "given": "Tobias", "surname": "Ashdown", "birth": "2017-09-30" },
        ],
    })
}

fn receipt_show() -> Value {
    let mut responses = problems(&[("404", "There is none, or it is another agency's")]);
    responses.insert("200".to_owned(), receipt_answer("The receipt"));
    json!({
        "operationId": "receiptShow",
        "summary": "The receipt of a contact that the agency sent",
        "description": "What was answered when it was taken in, and nothing that came of it.",
        "security": [{ "token": [] }],
        "parameters": [{ "name": "receipt", "in": "path", "required": true, "schema": number_schema() }],
        "responses": responses,
    })
}

fn this() -> Value {
    json!({
        "operationId": "openapi",
        "summary": "This document",
        "responses": { "200": {
            "description": "OpenAPI 3.1",
            "content": { "application/json": { "schema": { "type": "object" } } },
        } },
    })
}

/// What a monitor asks.
fn text(name: &str, says: &str, statuses: &[&str]) -> Value {
    let answer = || {
        json!({
            "description": says,
            "content": { "text/plain": { "schema": { "type": "string" } } },
        })
    };
    let each = statuses.iter();
    let responses: Map<String, Value> = each
        .map(|status| ((*status).to_owned(), answer()))
        .collect();
    json!({ "operationId": name, "summary": says, "responses": responses })
}
