//! Setting who is put on the list of high risk.

use axum::extract::State as Given;
use axum::http::StatusCode;
use jiff::civil::Time;
use trefoil_app::clock_rules::{clock_rules_view, high_risk_rule_set};
use trefoil_core::high_risk::HighRiskRule;
use trefoil_core::refusal::{Problem, Refusal};

use super::shown::{ClocksShown, fields_of};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::time::time_typed;
use crate::shell::{Reply, page_as, see};

/// `POST /clocks/high-risk`. What cannot be set is shown again as it was typed.
pub(super) async fn set_risk(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = match rule(&form) {
        Ok(rule) => high_risk_rule_set(&state.app, &visit.asker, rule).await,
        Err(problems) => Err(Refusal::Invalid(problems)),
    };
    match came {
        Ok(()) => see(&LocalPath::or("/clocks?done=set", "/clocks")),
        Err(Refusal::Invalid(problems)) => {
            let rules = clock_rules_view(&state.app, &visit.asker).await?;
            let mut fields = fields_of(&rules);
            let typed = ["repeats", "months", "meets"];
            fields.0.retain(|(name, _)| !typed.contains(&name.as_str()));
            fields.0.extend(form.0);
            let shown = ClocksShown::new(&visit.shell, &rules, &fields, &problems, false);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn rule(form: &Fields) -> Result<HighRiskRule, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut number = |field: &str| -> i32 {
        form.read(field).unwrap_or_else(|| {
            problems.push(Problem::new(field, "Write a whole number."));
            2
        })
    };
    let (repeats, months) = (number("repeats"), number("months"));
    let meets = time_typed(form.get("meets")).unwrap_or_else(|| {
        problems.push(Problem::new("meets", "Write a time, such as 9:15."));
        Time::midnight()
    });
    if problems.is_empty() {
        Ok(HighRiskRule {
            repeats,
            months,
            meets,
        })
    } else {
        Err(problems)
    }
}
