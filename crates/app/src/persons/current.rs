//! Who works with somebody: whoever holds a waiting contact about them or their family, with role and team, as known at one
//! instant. Only contacts that the viewer is shown are looked at, so that nobody is told of work that they may not see.

use trefoil_core::contact::ContactState;
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_store::person::PersonContact;
use trefoil_store::worker::{Team, teams};
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// Somebody at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentWorker {
    /// The worker.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Their team and its agency.
    pub team: Option<String>,
}

/// Who holds the waiting ones of these contacts.
pub(crate) fn holders_of(contacts: &[PersonContact]) -> Vec<WorkerId> {
    let waiting = contacts
        .iter()
        .filter(|one| one.state == ContactState::Waiting);
    waiting.filter_map(|one| one.worker).collect()
}

/// These workers by name, each once. `workers` are all there are.
pub(crate) async fn current_workers(
    app: &App,
    tx: &mut Tx,
    workers: &[WorkerFacts],
    holders: &[WorkerId],
) -> Result<Vec<CurrentWorker>, Fault> {
    if holders.is_empty() {
        return Ok(Vec::new());
    }
    let teams = teams(tx, app.authority).await?;
    let team_words = |team: &Team| format!("{}, {}", team.name, team.agency_name);
    let holding = workers
        .iter()
        .filter(|facts| holders.contains(&facts.worker));
    let current = holding.map(|facts| CurrentWorker {
        worker: facts.worker,
        name: facts.name.clone(),
        roles: facts.roles.clone(),
        team: teams
            .iter()
            .find(|team| Some(team.team) == facts.team)
            .map(team_words),
    });
    Ok(current.collect())
}
