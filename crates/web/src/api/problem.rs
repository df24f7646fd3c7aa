//! Why not, for a program and for whoever reads its log: RFC 9457, with each field that will not do by its name.

use axum::http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use trefoil_core::refusal::{Problem, Refusal};

use super::BEGINS;
use crate::errors::Refused;

/// What it is sent as.
pub(super) const KIND: &str = "application/problem+json";

/// Whether an address is one of a program's.
pub(crate) fn is_asked_by_a_program(path: &str) -> bool {
    path.starts_with(BEGINS)
}

/// The answer.
pub(crate) fn problem(refused: &Refused, status: StatusCode, had: &HeaderMap) -> Response {
    let (title, detail) = words(refused);
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
    });
    if let (Refused::By(Refusal::Invalid(problems)), Some(body)) = (refused, body.as_object_mut()) {
        let errors = problems.iter().map(error).collect();
        body.insert("errors".to_owned(), Value::Array(errors));
    }
    let kind = [(CONTENT_TYPE, HeaderValue::from_static(KIND))];
    let mut response = (status, kind, body.to_string()).into_response();
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    headers.extend(had.get(ALLOW).map(|allow| (ALLOW, allow.clone())));
    response
}

fn error(problem: &Problem) -> Value {
    json!({ "field": pointer(&problem.field), "detail": problem.message })
}

/// A field as JSON Pointer names it (RFC 6901); a header by its name.
fn pointer(field: &str) -> String {
    let person = field.strip_prefix('p').and_then(|rest| {
        let (place, name) = rest.split_once('-')?;
        let place: usize = place.parse().ok()?;
        Some(format!("/people/{place}/{name}"))
    });
    let named = field.is_empty() || field.starts_with('/') || field == super::fields::KEY;
    person.unwrap_or_else(|| {
        if named {
            field.to_owned()
        } else {
            format!("/{field}")
        }
    })
}

fn words(refused: &Refused) -> (&'static str, String) {
    let (title, detail) = match refused {
        Refused::By(Refusal::NotFound) => (
            "Not found",
            "There is nothing here, or it is not your agency's.",
        ),
        Refused::By(Refusal::SignInNeeded) => (
            "A token is needed",
            "Send a token of your agency's system that is good now, as Authorization: Bearer. The administrator of the hub makes tokens.",
        ),
        Refused::By(Refusal::Invalid(_)) => (
            "Nothing was taken in",
            "The fields under errors will not do. Put them right and send it again.",
        ),
        Refused::By(Refusal::TooMany(words)) => return ("Wait", words.clone()),
        Refused::By(Refusal::Conflict(words)) => return ("Nothing was taken in", words.clone()),
        Refused::By(Refusal::NotAllowed(words)) => return ("Not allowed", words.clone()),
        Refused::By(Refusal::NoSpace | Refusal::Unavailable) => (
            "Not just now",
            "This cannot be done just now. Send it again later under the same Idempotency-Key. What cannot wait is told by telephone.",
        ),
        Refused::TooLarge(_) => (
            "Too large",
            "More was sent than can be taken in. Nothing was taken in.",
        ),
        Refused::Unreadable => (
            "It could not be read",
            "Send one JSON object, as application/json. Nothing was taken in.",
        ),
        Refused::WrongMethod => (
            "It is not used like that",
            "This address exists, but not for this method.",
        ),
        _ => (
            "A fault of the hub's system",
            "This is no fault of yours. Send it again under the same Idempotency-Key.",
        ),
    };
    (title, detail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::pointer;

    #[test]
    fn a_field_is_named_as_it_was_sent() {
        for (field, expect) in [
            ("summary", "/summary"),
            ("p0-birth", "/people/0/birth"),
            ("p11-safe_how", "/people/11/safe_how"),
            ("people", "/people"),
            ("place", "/place"),
            ("/people/1", "/people/1"),
            ("Idempotency-Key", "Idempotency-Key"),
            ("", ""),
        ] {
            assert_eq!(pointer(field), expect, "{field}");
        }
    }
}
