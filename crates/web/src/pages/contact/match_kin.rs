//! Adding others of a known family to the contact.

use axum::extract::State as Given;
use trefoil_app::matching::kin::match_kin;
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::IncidentRole;

use super::after::after;
use super::done::Done;
use super::known::{kin_field, kin_role};
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/match/kin`.
pub(super) async fn kin(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let family = form.read("family").ok_or(Refused::Unreadable)?;
    let field = kin_field(family);
    let chosen = form.all(&field).filter_map(|one| one.parse().ok());
    let said = |person: PersonId| {
        let role = form.get(&kin_role(family, &person.to_string()));
        (person, IncidentRole::from_code(role))
    };
    let chosen: Vec<_> = chosen.map(said).collect();
    let came = match_kin(&state.app, &visit.asker, contact, (family, chosen)).await;
    // The box that is wrong is that family's, or that of one of them.
    let came = came.map_err(|refusal| match refusal {
        Refusal::Invalid(mut problems) => {
            for one in &mut problems {
                let person: Option<PersonId> = one.field.parse().ok();
                one.field = person.map_or_else(
                    || field.clone(),
                    |person| kin_role(family, &person.to_string()),
                );
            }
            Refusal::Invalid(problems)
        }
        other => other,
    });
    after(&state, &visit, contact, &form, Done::Kin, came).await
}
