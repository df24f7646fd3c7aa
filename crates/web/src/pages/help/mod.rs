//! Pages about the service itself: accessibility, and who can see what. They hold no family's content, so anybody may read
//! them and the ledger has nothing to hold.

use askama::Template;
use axum::extract::State as Given;
use axum::routing::get;
use trefoil_core::act::Act;

use crate::State;
use crate::components::Layout;
use crate::router::Route;
use crate::shell::{Reply, Shell, Tab, page};

pub(super) const ROUTES: &[Route] = &[
    Route::get("/help/accessibility", Act::PageView, || get(accessibility))
        .for_anybody()
        .without_act(),
    Route::get("/help/leave", Act::PageView, || get(leave))
        .for_anybody()
        .without_act(),
    Route::get("/help/privacy", Act::PageView, || get(privacy))
        .for_anybody()
        .without_act(),
];

/// How the service can be used by everybody.
#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct Accessibility {
    layout: Layout,
}

/// Who can see what.
#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct Privacy {
    layout: Layout,
}

async fn accessibility(Given(state): Given<State>) -> Reply {
    page(&Accessibility {
        layout: Shell::before_sign_in(&state).layout("Accessibility", Tab::Elsewhere),
    })
}

/// Why something cannot be seen, and how to get leave: the same for everybody and whatever it was.
#[derive(Template)]
#[template(path = "pages/leave.html")]
struct Leave {
    layout: Layout,
}

async fn leave(Given(state): Given<State>) -> Reply {
    page(&Leave {
        layout: Shell::before_sign_in(&state).layout("Why can I not see this?", Tab::Elsewhere),
    })
}

async fn privacy(Given(state): Given<State>) -> Reply {
    page(&Privacy {
        layout: Shell::before_sign_in(&state).layout("Who can see what", Tab::Elsewhere),
    })
}

#[cfg(test)]
pub(super) mod sample;
