//! Each refusal has its status; signing in leads back.

use axum::response::IntoResponse as _;

use super::{sample, sign_in_and_back};

#[test]
fn each_refusal_has_its_status() {
    let statuses = sample::refusals()
        .into_iter()
        .map(|refused| refused.into_response().status().as_u16());
    let expect = [
        404, 403, 409, 422, 401, 507, 503, 403, 401, 413, 400, 422, 405, 500,
    ];
    assert_eq!(statuses.collect::<Vec<_>>(), expect);
}

#[test]
fn signing_in_leads_back() {
    let check = |from: &str, expect: &str| {
        assert_eq!(sign_in_and_back(&from.parse().unwrap()), expect, "{from}");
    };
    check("/", "/sign-in");
    check("/queue", "/sign-in?next=%2Fqueue");
    check(
        "/queue?page=2&source=police",
        "/sign-in?next=%2Fqueue%3Fpage%3D2%26source%3Dpolice",
    );
}
