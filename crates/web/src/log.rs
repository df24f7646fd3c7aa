//! One line a request: method, route, status, milliseconds. Never a path, a query, a name or an address of anybody: only
//! the route as it is written in the table.

use axum::extract::{MatchedPath, Request, State as Given};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use trefoil_core::seeded::{Leak, or_leak};

use crate::State;
use crate::errors::Refused;

/// Logs the request when it is answered.
pub(crate) async fn line(Given(state): Given<State>, request: Request, next: Next) -> Response {
    let started = (state.stopwatch)();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let route = or_leak(Leak::PathsLogged, route, |_| request.uri().to_string());
    let response = next.run(request).await;
    let millis = (state.stopwatch)().saturating_sub(started) / 1000;
    tracing::info!(event = "request", method = %method, route, status = response.status().as_u16(), millis);
    response
}

/// Runs a request as a task of its own. A fault in it becomes a page; and a write goes on to its end though the browser
/// has gone, so that what is half seen is never half done.
pub(crate) async fn apart(request: Request, next: Next) -> Response {
    let run = tokio::spawn(next.run(request)).await;
    run.unwrap_or_else(|_| {
        tracing::error!(event = "request_fault");
        Refused::Broken.into_response()
    })
}
