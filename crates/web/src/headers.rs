//! Headers of every answer: what a browser may load, keep and tell others. Scripts, styles and pictures are ours alone.

use axum::extract::{Request, State as Given};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use trefoil_core::seeded::{Leak, leaks};

use crate::State;

/// Nothing from another host, no inline script or style, no frame around us, forms to ourselves alone.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every answer's, whatever it is.
static STRICT: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // An address may hold an id: no other site is told where somebody came from.
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Where browsers reach us by https they are never to try without it again, for a year: the first request of a morning on
/// somebody's network would else go out in the clear. This host alone: what else the authority runs below it is not ours.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// For bytes that came from outside: nothing of them is loaded, run or framed, whatever a browser takes them for. Set by the handler.
pub(crate) const SANDBOX: HeaderValue =
    HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");

/// For what may be kept for ever, because its address holds its hash. Set by the handler; everything else is kept nowhere:
/// a shared computer must not show a family to the next who presses "back".
pub(crate) const FOR_EVER: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");

/// Adds them.
pub(crate) async fn strict(Given(state): Given<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    add(response.headers_mut(), state.secure);
    response
}

fn add(headers: &mut HeaderMap, secure: bool) {
    let stricter = headers.get(header::CONTENT_SECURITY_POLICY) == Some(&SANDBOX);
    let set = |name: &HeaderName| stricter && *name == header::CONTENT_SECURITY_POLICY;
    for (name, value) in STRICT
        .iter()
        .filter(|(name, _)| !left_out(name) && !set(name))
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    let kept = leaks(Leak::CacheKept) || headers.get(header::CACHE_CONTROL) == Some(&FOR_EVER);
    if !kept {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// A header that a seeded leak takes away.
fn left_out(name: &HeaderName) -> bool {
    (*name == header::CONTENT_SECURITY_POLICY && leaks(Leak::ForeignLoads))
        || (*name == header::X_FRAME_OPTIONS && leaks(Leak::Framed))
        || (*name == header::REFERRER_POLICY && leaks(Leak::ReferrerSent))
        || (*name == "x-robots-tag" && leaks(Leak::Searchable))
}

#[cfg(test)]
mod tests;
