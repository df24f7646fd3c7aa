//! An entry of a calendar: a term, an inset day, another closing.

use axum::extract::State as Given;
use trefoil_app::schools::change::days_add as add;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::{Days, DaysKind};

use super::one::{after, urn_in};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::day;
use crate::shell::Reply;

/// `POST /schools/{urn}/days`.
pub(super) async fn days_add(
    Given(state): Given<State>,
    InPath(path): InPath<String>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let urn = urn_in(&path)?;
    let read = |name: &str, what: &str| {
        let day = day::read(&day::typed(&form, &format!("days-{name}")), what);
        day.map_err(|no| Refusal::invalid(name, no.words))
    };
    let days = read("from", "The first day").and_then(|from| {
        let to = read("to", "The last day")?;
        Days::new(DaysKind::from_code(form.get("days-kind")), from, to)
    });
    let came = add(&state.app, &visit.asker, urn, days).await;
    after(&state, &visit, &path, (came, form, "days-")).await
}
