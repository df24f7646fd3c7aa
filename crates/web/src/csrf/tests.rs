//! A token fits itself alone; where a form comes from is taken from the browser; secrets are never shown again.

use axum::http::HeaderMap;

use super::{FormToken, sent_from_here, typed};
use crate::form::Fields;

#[test]
fn a_token_fits_itself_alone() {
    let check = |held: &str, sent: &str, expect: bool| {
        assert_eq!(
            FormToken::new(held.to_owned()).fits(sent),
            expect,
            "{held:?} {sent:?}"
        );
    };
    check("5eed", "5eed", true);
    check("5eed", "5eee", false);
    check("5eed", "5eed5eed", false);
    check("5eed", "", false);
    check("", "", false);
}

#[test]
fn the_browser_says_where_a_form_comes_from() {
    let check = |site: Option<&str>, expect: bool| {
        let mut headers = HeaderMap::new();
        headers.extend(
            site.map(|site| ("sec-fetch-site".parse().unwrap(), site.parse().unwrap()))
                .map(
                    |(name, value): (axum::http::HeaderName, axum::http::HeaderValue)| {
                        (name, value)
                    },
                ),
        );
        assert_eq!(sent_from_here(&headers), expect, "{site:?}");
    };
    check(None, true);
    check(Some("same-origin"), true);
    check(Some("none"), true);
    check(Some("same-site"), false);
    check(Some("cross-site"), false);
}

#[test]
fn what_was_typed_is_kept_and_secrets_are_not() {
    let sent = [
        ("csrf", "5eed 5eed"),
        ("note", "She called at noon"),
        ("password", "a long phrase"),
        ("outcome", "referral"),
    ];
    let kept = typed(Fields(
        sent.map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    ));
    assert_eq!(kept, [("note".to_owned(), "She called at noon".to_owned())]);
}
