//! Setting the clocks.

use axum::extract::State as Given;
use axum::http::StatusCode;
use jiff::civil::Time;
use trefoil_app::clock_rules::{clock_rule_set, clock_rules_view};
use trefoil_core::rag::{HubHours, RagRule};
use trefoil_core::refusal::{Problem, Refusal};

use super::shown::ClocksShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::time::time_typed;
use crate::shell::{Reply, page_as, see};

/// `POST /clocks`. What cannot be set is shown again as it was typed.
pub(super) async fn set(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = match rule(&form) {
        Ok(rule) => clock_rule_set(&state.app, &visit.asker, rule).await,
        Err(problems) => Err(Refusal::Invalid(problems)),
    };
    match came {
        Ok(()) => see(&LocalPath::or("/clocks?done=set", "/clocks")),
        Err(Refusal::Invalid(problems)) => {
            let rules = clock_rules_view(&state.app, &visit.asker).await?;
            let shown = ClocksShown::new(&visit.shell, &rules, &form, &problems, false);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn rule(form: &Fields) -> Result<RagRule, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut time = |field: &str| -> Time {
        time_typed(form.get(field)).unwrap_or_else(|| {
            problems.push(Problem::new(field, "Write a time, such as 9:00 or 17:30."));
            Time::midnight()
        })
    };
    let hours = HubHours {
        opens: time("opens"),
        closes: time("closes"),
    };
    let mut number = |field: &str| -> i32 {
        form.read(field).unwrap_or_else(|| {
            problems.push(Problem::new(field, "Write a whole number of hours."));
            1
        })
    };
    let rule = RagRule {
        hours,
        red: number("red"),
        amber: number("amber"),
        green: number("green"),
    };
    if problems.is_empty() {
        Ok(rule)
    } else {
        Err(problems)
    }
}
