//! One line a request: method, route, status, milliseconds. Never a path, a query, a name or an address of anybody: only
//! the route as it is written in the table.

use axum::extract::{MatchedPath, Request, State as Given};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use trefoil_core::seeded::{Leak, or_leak};

use crate::State;
use crate::errors::Refused;

/// Logs the request when it is answered.
pub(crate) async fn line(Given(state): Given<State>, request: Request, next: Next) -> Response {
    let started = (state.stopwatch)();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let counted = matched.as_ref().map_or("none", MatchedPath::as_str);
    let route = counted.to_owned();
    let route = or_leak(Leak::PathsLogged, route, |_| request.uri().to_string());
    let response = next.run(request).await;
    let micros = (state.stopwatch)().saturating_sub(started);
    let status = response.status().as_u16();
    state.metrics.count(counted, said(&method), status, micros);
    let millis = micros / 1000;
    tracing::info!(event = "request", method = %method, route, status, millis);
    response
}

/// The methods that anything of ours is asked by; what a stranger makes up is not kept in memory by its name.
fn said(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    }
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

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::apart;

    async fn falls_over() -> &'static str {
        panic!("somebody's name")
    }

    #[tokio::test]
    async fn a_fault_becomes_a_page_and_says_nothing_of_itself() {
        let router: Router = Router::new()
            .route("/", get(falls_over))
            .layer(from_fn(apart));
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("somebody"));
    }
}
