//! The start page: each role is sent to where its work starts.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::form::LocalPath;
use crate::router::Route;
use crate::session::Visit;
use crate::shell::{Reply, see};

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/", Act::PageView, || get(start)).without_act()];

/// `GET /`.
async fn start(visit: Visit) -> Reply {
    let start = visit
        .shell
        .viewer
        .as_ref()
        .map_or("/help/accessibility", |viewer| viewer.start());
    see(&LocalPath::or(start, "/"))
}

/// It shows no template of its own.
#[cfg(test)]
pub(super) fn samples() -> Vec<super::samples::Sample> {
    Vec::new()
}
