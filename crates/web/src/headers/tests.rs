//! Every answer carries the strict headers; only by https is https asked for; only what holds its hash is kept.

use axum::http::{HeaderMap, HeaderValue, header};

use super::{FOR_EVER, STRICT, add};

fn headers(secure: bool, kept: Option<HeaderValue>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.extend(kept.map(|value| (header::CACHE_CONTROL, value)));
    add(&mut headers, secure);
    headers
}

#[test]
fn https_is_asked_for_by_https_alone() {
    let check = |secure, expect: Option<&str>| {
        let headers = headers(secure, None);
        let found = headers.get(header::STRICT_TRANSPORT_SECURITY);
        assert_eq!(found.map(HeaderValue::as_bytes), expect.map(str::as_bytes));
        assert!(STRICT.iter().all(|(name, _)| headers.contains_key(name)));
    };
    check(true, Some("max-age=31536000"));
    check(false, None);
}

#[test]
fn what_has_no_hash_is_kept_nowhere() {
    let check = |kept, expect: HeaderValue| {
        assert_eq!(
            headers(false, kept).get(header::CACHE_CONTROL),
            Some(&expect)
        );
    };
    let nowhere = HeaderValue::from_static("no-store");
    check(None, nowhere.clone());
    check(Some(HeaderValue::from_static("public")), nowhere);
    check(Some(FOR_EVER), FOR_EVER);
}
