//! Teams of agencies: adding, renaming and ending them, and who is in one.

use trefoil_core::act::Act;
use trefoil_core::change::{Change, Changed};
use trefoil_core::ids::{AgencyId, TeamId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::agency::{team_end as end, team_name};
use trefoil_store::change::changes_of;
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::worker::Team;
use trefoil_store::worker::{team_put, teams, workers};
use trefoil_store::{Fault, Tx};

use super::add::named;
use super::view::{Shown, shown};
use super::{kept, standing, standing_team, written};
use crate::door::{App, refusal};
use crate::names::Names;

/// A team's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPage {
    /// The team.
    pub team: Team,
    /// Who is in it, by name.
    pub workers: Vec<(WorkerId, String)>,
    /// What was changed of it, the latest first.
    pub history: Vec<Shown>,
}

/// Adds a team to an agency; which.
///
/// # Errors
/// `Invalid` where it has no name, or that of another of the agency's; `NotFound` where there is no such agency, or it has ended.
pub async fn team_add(
    app: &App,
    asker: &Asker,
    agency: AgencyId,
    (name, hub): (&str, bool),
) -> Result<TeamId, Refusal> {
    let act = Act::AgencyChange;
    let permit = app.leave(asker, act, None).await?;
    let name = named(name).map_err(|_| unnamed())?;
    let team = TeamId::mint(&app.mint(app.now()));
    let door = app.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            let agency = standing(&door, tx, agency).await?;
            free(&door, tx, (agency.agency, &name), "team").await?;
            let new = Team {
                team,
                agency: agency.agency,
                name: name.clone(),
                hub,
                agency_name: agency.name,
                ended_at: None,
            };
            team_put(tx, door.authority, &new).await?;
            let change = Change::to(Changed::Added, name);
            written(&door, tx, &permit, ("team", team.uuid()), &change, team).await
        })
    });
    kept(app, asker, act, came.await).await
}

fn unnamed() -> Refusal {
    Refusal::invalid("team", "Write the team's name, in 200 characters or fewer.")
}

/// That no other team of the agency is called so.
async fn free(
    app: &App,
    tx: &mut Tx,
    (agency, name): (AgencyId, &str),
    field: &str,
) -> Result<(), Fault> {
    let known = teams(tx, app.authority).await?;
    let mut own = known
        .iter()
        .filter(|team| team.agency == agency && team.ended_at.is_none());
    if own.any(|team| team.name.to_lowercase() == name.to_lowercase()) {
        let words = "The agency has a team of this name already.";
        return Err(Refusal::invalid(field, words).into());
    }
    Ok(())
}

/// Gives a team another name, from now on.
///
/// # Errors
/// `Invalid` where it is no name, or that of another of the agency's; `NotFound` where there is no such team, or it has ended.
pub async fn team_rename(
    app: &App,
    asker: &Asker,
    team: TeamId,
    name: &str,
) -> Result<(), Refusal> {
    let act = Act::AgencyChange;
    let permit = app.leave(asker, act, None).await?;
    let name = named(name)?;
    let door = app.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            let was = standing_team(&door, tx, team).await?;
            if was.name.to_lowercase() != name.to_lowercase() {
                free(&door, tx, (was.agency, &name), "name").await?;
            }
            team_name(tx, door.authority, &permit, (team, &name)).await?;
            let change = Change {
                what: Changed::Name,
                was: was.name,
                became: name,
            };
            written(&door, tx, &permit, ("team", team.uuid()), &change, ()).await
        })
    });
    kept(app, asker, act, came.await).await
}

/// Ends a team that nobody is in any more.
///
/// # Errors
/// `Invalid` naming who is in it; `NotFound` where there is no such team, or it has ended.
pub async fn team_end(app: &App, asker: &Asker, team: TeamId) -> Result<(), Refusal> {
    let act = Act::AgencyChange;
    let permit = app.leave(asker, act, None).await?;
    let door = app.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            standing_team(&door, tx, team).await?;
            let there = members(&door, tx, team).await?;
            if !there.is_empty() {
                let names: Vec<String> = there.into_iter().map(|(_, name)| name).collect();
                let words = format!(
                    "These work in it: {}. Put them into another team first, on their own pages: what they hold goes with them.",
                    names.join(", ")
                );
                return Err(Refusal::invalid("end", words).into());
            }
            end(tx, door.authority, &permit, (team, door.now())).await?;
            let change = Change::to(Changed::Ended, "");
            written(&door, tx, &permit, ("team", team.uuid()), &change, ()).await
        })
    });
    kept(app, asker, act, came.await).await
}

async fn members(app: &App, tx: &mut Tx, team: TeamId) -> Result<Vec<(WorkerId, String)>, Fault> {
    let all = workers(tx, app.authority).await?.into_iter();
    let own = all.filter(|(facts, _)| facts.team == Some(team));
    Ok(own.map(|(facts, _)| (facts.worker, facts.name)).collect())
}

/// One team.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn team_view(app: &App, asker: &Asker, team: TeamId) -> Result<TeamPage, Refusal> {
    let act = Act::AgenciesView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let read = async {
        let known = teams(&mut tx, app.authority).await?;
        let found = known.into_iter().find(|one| one.team == team);
        let workers = members(app, &mut tx, team).await?;
        let history = changes_of(&mut tx, app.authority, &permit, team.uuid()).await?;
        let names = Names::read(app, &mut tx).await?;
        Ok::<_, Fault>((found, workers, history, names))
    };
    let (found, workers, history, names) = read.await.map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Authority, None);
    let Some(team) = found else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, Vec::new()).await?;
    Ok(TeamPage {
        team,
        workers,
        history: shown(history, &names),
    })
}
