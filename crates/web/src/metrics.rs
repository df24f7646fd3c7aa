//! What a monitor is told, as Prometheus reads it: how many requests, how long they took, what waits. By the route as it is written in
//! the table and never by an address that somebody asked for; nobody and nothing of anybody is in it. It has a door of its own, which
//! an operator opens or leaves shut; the public one does not show it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State as Given;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::State;

/// Where it is asked for.
pub(crate) const PATH: &str = "/metrics";

/// Microseconds up to which requests are counted, and how the bound is written.
const BOUNDS: [(u64, &str); 10] = [
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (10_000_000, "10"),
];

/// Requests of one route, method and status.
#[derive(Debug, Default, Clone, Copy)]
struct Counted {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    micros: u64,
}

type Counts = BTreeMap<(String, &'static str, u16), Counted>;

/// What was counted since the start. Clones share it.
#[derive(Debug, Default, Clone)]
pub struct Metrics(Arc<Mutex<Counts>>);

impl Metrics {
    /// Counts a request that was answered.
    pub(crate) fn count(&self, route: &str, method: &'static str, status: u16, micros: u64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = counts
            .entry((route.to_owned(), method, status))
            .or_default();
        counted.count += 1;
        counted.micros = counted.micros.saturating_add(micros);
        for (bucket, (bound, _)) in counted.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(micros <= bound);
        }
    }

    /// The text.
    fn text(&self) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::from(
            "# HELP trefoil_request_seconds How long requests took, by route, method and status.\n# TYPE trefoil_request_seconds histogram\n",
        );
        for ((route, method, status), counted) in counts.iter() {
            let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
            for (bucket, (_, bound)) in counted.buckets.iter().zip(BOUNDS) {
                let _ = writeln!(
                    text,
                    "trefoil_request_seconds_bucket{{{labels},le=\"{bound}\"}} {bucket}"
                );
            }
            let Counted { count, micros, .. } = counted;
            let (whole, part) = (micros / 1_000_000, micros % 1_000_000);
            let _ = writeln!(
                text,
                "trefoil_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\ntrefoil_request_seconds_sum{{{labels}}} {whole}.{part:06}\ntrefoil_request_seconds_count{{{labels}}} {count}"
            );
        }
        text
    }
}

fn gauge(text: &mut String, name: &str, says: &str, value: &dyn std::fmt::Display) {
    let _ = writeln!(
        text,
        "# HELP trefoil_{name} {says}\n# TYPE trefoil_{name} gauge\ntrefoil_{name} {value}"
    );
}

/// The monitor's door: one address, to be listened on apart from the pages.
pub fn metrics_router(state: State) -> axum::Router {
    let started = (state.stopwatch)();
    let answer = move |Given(state): Given<State>| async move {
        let mut text = state.metrics.text();
        let up = (state.stopwatch)().saturating_sub(started) / 1_000_000;
        gauge(&mut text, "uptime_seconds", "Seconds since the start.", &up);
        let ready = u8::from(state.app.ready().await.is_ok());
        gauge(&mut text, "ready", "1 where the server can work.", &ready);
        if let Some(gauges) = state.app.gauges().await {
            gauge(&mut text, "jobs_waiting", "Jobs that wait.", &gauges.jobs);
            gauge(
                &mut text,
                "ledger_entries",
                "Entries of the ledger.",
                &gauges.entries,
            );
        }
        ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
    };
    axum::Router::new()
        .route(PATH, get(answer))
        .with_state(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_bound() {
        let metrics = Metrics::default();
        metrics.count("/people/{id}", "GET", 200, 7_000);
        metrics.count("/people/{id}", "GET", 200, 1_200_000);
        let text = metrics.text();
        let line = |end: &str| {
            let labels = "route=\"/people/{id}\",method=\"GET\",status=\"200\"";
            format!("trefoil_request_seconds_{}", end.replace('@', labels))
        };
        for expect in [
            "bucket{@,le=\"0.005\"} 0",
            "bucket{@,le=\"0.01\"} 1",
            "bucket{@,le=\"1\"} 1",
            "bucket{@,le=\"2.5\"} 2",
            "bucket{@,le=\"+Inf\"} 2",
            "sum{@} 1.207000",
            "count{@} 2",
        ] {
            let expect = line(expect);
            assert!(text.lines().any(|line| line == expect), "{expect}\n{text}");
        }
    }
}
