//! Putting somebody who was harmed in a contact on the list of high risk, by judgement.

use axum::extract::State as Given;
use trefoil_app::contacts::view::{ContactPage, ContactPerson};
use trefoil_app::high_risk::put::high_risk_put;
use trefoil_core::high_risk::HighRiskWhy;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::IncidentRole;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::components::{Choice, Radios, Textarea};
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::problems::error_at;
use crate::shell::Reply;

/// `POST /contacts/{id}/high-risk`.
pub(super) async fn high_risk(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let whom = form.read("risk-who");
    let reason = form.raw("risk-reason");
    let came = high_risk_put(&state.app, &visit.asker, contact, whom, reason).await;
    after(&state, &visit, contact, &form, Done::AtRisk, came).await
}

/// The form, and whether something is wrong with it; nothing where nobody was harmed or it is not the viewer's to judge.
pub(super) fn part(
    page: &ContactPage,
    (typed, problems): (&Fields, &[Problem]),
) -> Option<(Radios, Textarea, bool)> {
    let people = page.people.iter();
    let judged = |one: &&ContactPerson| {
        one.at_risk
            .iter()
            .any(|one| one.why == HighRiskWhy::Judgement)
    };
    let harmed = people.filter(|one| one.row.role == IncidentRole::Victim && !judged(one));
    let choice = |one: &ContactPerson| {
        let name = one.seen.described.name.words();
        let name = if name.is_empty() {
            one.row.role.words().to_owned()
        } else {
            name
        };
        Choice::new(one.row.root.to_string(), name)
    };
    let choices: Vec<Choice> = harmed.map(choice).collect();
    if choices.is_empty() || !page.may.decide {
        return None;
    }
    let mut who = Radios::new("risk-who", "Who is at high risk?", choices);
    who.value = Some(typed.get("risk-who").to_owned().into());
    who.group.error = error_at(problems, "risk-who");
    let mut reason = Textarea::new("risk-reason", "Why do you judge so?");
    reason.value = typed.raw("risk-reason").to_owned().into();
    reason.rows = 2;
    reason.field.error = error_at(problems, "risk-reason");
    let wrong = problems.iter().any(|one| one.field.starts_with("risk-"));
    let begun = !typed.get("risk-who").is_empty() || !typed.get("risk-reason").is_empty();
    Some((who, reason, wrong || begun))
}
