//! The table of all routes, and the router that is built from it: nothing can be reached that is not in the table.

use std::sync::LazyLock;

use axum::extract::{DefaultBodyLimit, Path, State as Given};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;

use crate::errors::{self, Refused};
use crate::{State, api, assets, beat, headers, log, pages};

/// Bytes that a form may hold.
pub(crate) const FORM_LIMIT: usize = 1 << 20;
/// Bytes that an uploaded file may hold; for its own route: `post(...).layer(DefaultBodyLimit::max(FILE_LIMIT))`.
pub(crate) const FILE_LIMIT: usize = 64 << 20;

/// How a route is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Writes.
    Post,
}

/// Who comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Anybody: before sign-in, and what holds no family's content.
    Anybody,
    /// Only somebody signed in.
    SignedIn,
}

/// One way in.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// How.
    pub method: Method,
    /// Where; ids in braces.
    pub path: &'static str,
    /// What the ledger calls it; `None` where nothing is read or done that a ledger would hold.
    pub act: Option<Act>,
    /// Who comes in.
    pub entry: Entry,
    handler: fn() -> MethodRouter<State>,
}

impl Route {
    /// A page for somebody signed in.
    pub(crate) const fn get(
        path: &'static str,
        act: Act,
        handler: fn() -> MethodRouter<State>,
    ) -> Self {
        Self {
            method: Method::Get,
            path,
            act: Some(act),
            entry: Entry::SignedIn,
            handler,
        }
    }

    /// A form for somebody signed in.
    pub(crate) const fn post(
        path: &'static str,
        act: Act,
        handler: fn() -> MethodRouter<State>,
    ) -> Self {
        Self {
            method: Method::Post,
            ..Self::get(path, act, handler)
        }
    }

    /// The same for anybody.
    pub(crate) const fn for_anybody(self) -> Self {
        Self {
            entry: Entry::Anybody,
            ..self
        }
    }

    /// The same, where the ledger has nothing to hold.
    pub(crate) const fn without_act(self) -> Self {
        Self { act: None, ..self }
    }
}

/// What is no page: whether the process lives, whether it can work, and the files that pages name.
const BESIDE_PAGES: &[Route] = &[
    Route::get("/healthz", Act::PageView, || get(async || "ok"))
        .for_anybody()
        .without_act(),
    Route::get("/readyz", Act::PageView, || get(ready))
        .for_anybody()
        .without_act(),
    Route::get("/assets/{hash}/{name}", Act::PageView, || get(asset))
        .for_anybody()
        .without_act(),
];

static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let of_pages = pages::ALL.iter().flat_map(|page| page.routes);
    let of_programs = api::ROUTES.iter();
    of_pages
        .chain(of_programs)
        .chain(BESIDE_PAGES)
        .copied()
        .collect()
});

/// Every route there is.
pub fn routes() -> &'static [Route] {
    &ROUTES
}

/// The router of [`routes`].
pub fn router(state: State) -> axum::Router {
    let start = axum::Router::new();
    let with =
        |router: axum::Router<State>, route: &Route| router.route(route.path, (route.handler)());
    let all = routes().iter().fold(start, with);
    all.fallback(errors::nowhere)
        .method_not_allowed_fallback(errors::wrong_method)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(from_fn(errors::no_head))
        .layer(from_fn(log::apart))
        .layer(from_fn_with_state(state.clone(), errors::dress))
        .layer(from_fn_with_state(state.clone(), headers::strict))
        .layer(from_fn_with_state(state.clone(), beat::kept))
        .layer(from_fn_with_state(state.clone(), log::line))
        .with_state(state)
}

/// In words that say nothing of anybody.
async fn ready(Given(state): Given<State>) -> (StatusCode, String) {
    match state.app.ready().await {
        Ok(()) => (StatusCode::OK, "ready".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}")),
    }
}

async fn asset(Path((hash, name)): Path<(String, String)>) -> Result<Response, Refused> {
    let found = assets::asset(&format!("/assets/{hash}/{name}")).ok_or(Refusal::NotFound)?;
    let kind = HeaderValue::from_static(found.content_type);
    Ok((
        [(CONTENT_TYPE, kind), (CACHE_CONTROL, headers::FOR_EVER)],
        found.bytes,
    )
        .into_response())
}

#[cfg(test)]
mod tests;
