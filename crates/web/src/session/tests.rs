//! The cookie is found among others, and nothing else is taken for it.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use super::cookie;

#[test]
fn the_cookie_is_found_by_its_whole_name() {
    let check = |lines: &[&str], expect: Option<&str>| {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, line.parse().unwrap());
        }
        assert_eq!(cookie(&headers, "trefoil"), expect, "{lines:?}");
    };
    check(&[], None);
    check(&["trefoil=abc"], Some("abc"));
    check(&["a=b; trefoil=abc; c=d"], Some("abc"));
    check(&["a=b", "trefoil=abc"], Some("abc"));
    check(&["__Host-trefoil=abc"], None);
    check(&["xtrefoil=abc; trefoil="], None);
    check(&["trefoil"], None);
}
