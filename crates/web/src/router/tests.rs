//! The table names each way in once, and no route leads past sign-in by mistake.

use std::collections::BTreeSet;

use super::{Entry, Method, routes};

#[test]
fn each_way_in_stands_once() {
    let ways: Vec<_> = routes()
        .iter()
        .map(|route| (route.path, route.method == Method::Post))
        .collect();
    assert_eq!(ways.len(), ways.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn what_anybody_may_reach_is_listed_here() {
    let open = routes()
        .iter()
        .filter(|route| route.entry == Entry::Anybody)
        .map(|route| route.path);
    let expect = [
        "/api/openapi.json",
        "/api/v1/contacts",
        "/api/v1/contacts/{receipt}",
        "/assets/{hash}/{name}",
        "/healthz",
        "/help/accessibility",
        "/help/leave",
        "/help/privacy",
        "/notice",
        "/notice/acknowledge",
        "/notice/answer",
        "/notice/copy",
        "/notice/open/{token}",
        "/notice/turn",
        "/readyz",
        "/school-codes/{token}",
        "/sign-in",
        "/sign-in/link/{token}",
        "/sign-in/passkey",
        "/sign-in/provider",
        "/sign-in/provider/done",
        "/sign-in/provider/logout",
        "/tell",
    ];
    assert_eq!(open.collect::<BTreeSet<_>>(), expect.into());
}
