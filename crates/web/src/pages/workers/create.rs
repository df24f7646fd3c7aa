//! Making an account. The secret for the one-time codes is shown once, on the answer itself, and kept nowhere.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::workers::{NewAccount, teams_view, worker_create};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;

use super::shown::{MadeShown, NewShown};
use crate::State;
use crate::csrf::Protected;
use crate::form::Fields;
use crate::shell::{Reply, page, page_as};

/// `POST /workers`.
pub(super) async fn create(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let made = match account(&form) {
        Ok(account) => worker_create(&state.app, &visit.asker, account).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(made) => page(&MadeShown::new(
            &visit.shell,
            form.get("name"),
            made.totp_secret,
            made.totp_uri,
        )),
        Err(Refusal::Invalid(problems)) => {
            let teams = teams_view(&state.app, &visit.asker).await?;
            let teams = teams
                .iter()
                .map(|team| (team.team, format!("{}, {}", team.name, team.agency_name)));
            let shown = NewShown::new(&visit.shell, teams.collect(), &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn account(form: &Fields) -> Result<NewAccount, Refusal> {
    let role = Role::from_code(form.get("role"));
    let password = form.raw("password");
    Ok(NewAccount {
        name: form.get("name").to_owned(),
        email: form.get("email").to_owned(),
        role: role.ok_or_else(|| Refusal::invalid("role", "Choose what the worker does."))?,
        team: form.read("team"),
        password: (!password.is_empty()).then(|| password.to_owned()),
    })
}
