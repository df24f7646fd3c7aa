//! Answers that must not tell anything by when they come leave on a beat: what is not found, whoever asked for whatever; who is
//! looked for; who may be signing in. How much work it was to find out is then nobody's to measure (theorem T2, docs/decisions/0020).

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State as Given};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::State;
use crate::api::problem::is_asked_by_a_program;

/// The beat of an installation: above what the work takes on a small machine, below what somebody waiting would notice, and below the 50 ms
/// in which a search is to be answered.
pub const BEAT: Duration = Duration::from_millis(40);

/// Forms whose answer, whatever it is, must not tell how near it was; and how many beats there are between two answers. Comparing
/// twelve people with those who are known takes longer than one.
const FORMS: [(&str, u32); 7] = [
    ("/sign-in", 1),
    ("/sign-in/passkey", 1),
    ("/people/search", 1),
    ("/contacts/{id}/match/search", 1),
    ("/glass", 1),
    ("/tell", 12),
    ("/api/v1/contacts", 12),
];

/// How long before a beat a timer is left for the stopwatch: timers wake on milliseconds after they were set, and so would tell the
/// part of a millisecond that the work took.
const NEAR: Duration = Duration::from_millis(2);

/// Holds such an answer until the next beat after its question.
pub(crate) async fn kept(Given(state): Given<State>, request: Request, next: Next) -> Response {
    let asked = (state.stopwatch)();
    let since = || Duration::from_micros((state.stopwatch)().saturating_sub(asked));
    let matched = request.extensions().get::<MatchedPath>();
    let path = matched.map_or("", MatchedPath::as_str);
    let program = is_asked_by_a_program(path);
    let form = FORMS.iter().find(|(form, _)| *form == path);
    let form = form.filter(|_| request.method() == Method::POST);
    let response = next.run(request).await;
    // Of a token nothing is told either: whether it was one once.
    let missed = [StatusCode::NOT_FOUND, StatusCode::UNAUTHORIZED].contains(&response.status());
    // A program that sends what will not do is answered by what it sent alone, before anything is looked up.
    let form = form.filter(|_| !(program && response.status().is_client_error()));
    let beats = form.map(|(_, beats)| *beats).or(missed.then_some(1));
    if let Some(beats) = beats {
        let took = since();
        let due = took + until_beat(took, state.beat * beats);
        tokio::time::sleep(due.saturating_sub(took + NEAR)).await;
        while since() < due {
            tokio::task::yield_now().await;
        }
    }
    response
}

/// How long it is to the next beat; no time where there is none.
fn until_beat(took: Duration, beat: Duration) -> Duration {
    let (took, beat) = (took.as_micros(), beat.as_micros());
    let rest = took
        .checked_rem(beat)
        .filter(|over| *over > 0)
        .map_or(0, |over| beat - over);
    Duration::from_micros(u64::try_from(rest).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::until_beat;
    use std::time::Duration;

    #[test]
    fn every_answer_ends_on_a_beat() {
        let millis = Duration::from_millis;
        for (took, rest) in [(0, 0), (1, 49), (49, 1), (50, 0), (51, 49), (149, 1)] {
            assert_eq!(until_beat(millis(took), millis(50)), millis(rest), "{took}");
        }
        assert_eq!(until_beat(millis(7), Duration::ZERO), Duration::ZERO);
    }
}
