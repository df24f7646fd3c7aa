//! Deciding a contact.

use axum::extract::State as Given;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_core::decision::Decided;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;

use super::after::after;
use super::answers::{Typed, placed};
use super::done::Done;
use super::routes;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::Reply;

/// `POST /contacts/{id}/decide`.
pub(super) async fn decide(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = decided(&state, &visit, contact, &Typed::read(&form)).await;
    after(&state, &visit, contact, &form, Done::Decided, came).await
}

async fn decided(
    state: &State,
    visit: &Visit,
    contact: ContactId,
    typed: &Typed,
) -> Result<(), Refusal> {
    let (answers, parts) = typed.answers().map_err(Refusal::Invalid)?;
    routes::chosen(&typed.routes)?;
    let decided = Decided {
        answers,
        routes: routes::named(&typed.routes),
        harmed: routes::harmed(&typed.routes),
        sure: typed.sure,
    };
    let came = contact_decide(&state.app, &visit.asker, contact, decided).await;
    came.map_err(|refusal| match refusal {
        Refusal::Invalid(problems) => {
            let problems = placed(problems, &parts).into_iter();
            let named = problems.map(|problem| routes::placed(problem, &typed.routes));
            Refusal::Invalid(named.collect())
        }
        other => other,
    })
}
