//! What a worker does: their team and their roles, with the reach that follows. Changed by an administrator; what was before is kept.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::change::{Change, Changed};
use trefoil_core::ids::{ContactId, TeamId, WorkerId};
use trefoil_core::principal::{Principal, Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::leaver::{contacts_hand_back, worker_at_work};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::provider::{role_begin, role_end};
use trefoil_store::search::grants_put;
use trefoil_store::worker::{allocated_end, allocated_in, worker_team};
use trefoil_store::{Fault, Tx, Written};

use crate::agencies::{changed, standing_team};
use crate::door::{App, subject_of};

/// Roles that hold contacts of the hub's queue.
const HOLDING: [Role; 3] = [Role::Triage, Role::EmergencyDuty, Role::TeamManager];

/// What a worker is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// In which team.
    pub team: Option<TeamId>,
    /// As what.
    pub roles: Vec<Role>,
}

/// Changes what a worker does, from now on. What they hold in the hub goes with them into another team, and back to the queue where
/// they work there no more.
///
/// # Errors
/// `Invalid` naming the field that will not do, with what is open; `NotFound` where there is no such account, or it is closed.
pub async fn worker_change(
    app: &App,
    asker: &Asker,
    worker: WorkerId,
    work: Work,
) -> Result<(), Refusal> {
    let act = Act::WorkerChange;
    let permit = app.leave(asker, act, None).await?;
    let own = asker.principal == Principal::Worker(worker);
    let (door, on) = (app.clone(), (SubjectKind::Worker, Some(worker.uuid())));
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let facts = worker_at_work(tx, door.authority, worker).await?;
            let facts = facts.ok_or(Fault::Refused(Refusal::NotFound))?;
            let changing = Changing {
                app: &door,
                permit: &permit,
                facts,
                now: door.now(),
            };
            let entries = changing.to(tx, &work, own).await?;
            Ok(Written { value: (), entries })
        })
    })
    .await
}

struct Changing<'a> {
    app: &'a App,
    permit: &'a Permit,
    facts: WorkerFacts,
    now: Timestamp,
}

impl Changing<'_> {
    async fn to(&self, tx: &mut Tx, work: &Work, own: bool) -> Result<Vec<Entry>, Fault> {
        let (app, worker) = (self.app, self.facts.worker);
        self.allowed(tx, work, own).await?;
        let mut entries = vec![self.entry(
            Act::WorkerChange,
            (SubjectKind::Worker, Some(worker.uuid())),
        )];
        if work.team != self.facts.team {
            self.team(tx, work.team).await?;
        }
        entries.extend(self.roles(tx, &work.roles).await?);
        let facts = trefoil_store::worker::worker_facts(tx, app.authority, worker).await?;
        let facts = facts.ok_or(Fault::Refused(Refusal::NotFound))?;
        let grants = app.policy.grants(&Asker::worker(facts));
        grants_put(tx, app.authority, &Principal::Worker(worker), &grants).await?;
        Ok(entries)
    }

    /// Nobody is left without whoever works with them, nor the authority without its administrator.
    async fn allowed(&self, tx: &mut Tx, work: &Work, own: bool) -> Result<(), Fault> {
        let refuse = |words: String| Err(Refusal::invalid("roles", words).into());
        if work.roles.is_empty() {
            return refuse("Choose what the worker does. Whoever does nothing here any more has their account closed.".to_owned());
        }
        let drops = |role: &Role| self.facts.holds(*role) && !work.roles.contains(role);
        if own && drops(&Role::Administrator) {
            return refuse(
                "You cannot take this from yourself: ask another administrator.".to_owned(),
            );
        }
        let open = allocated_in(tx, self.app.authority, self.permit, self.facts.worker).await?;
        let open: Vec<String> = open
            .iter()
            .filter(|(role, _)| drops(role))
            .map(|(role, many)| format!("{} ({many})", role.words()))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        refuse(format!(
            "They work with people as this still: {}. Their manager allocates those to somebody else first.",
            open.join(", ")
        ))
    }

    async fn team(&self, tx: &mut Tx, team: Option<TeamId>) -> Result<(), Fault> {
        let (app, worker) = (self.app, self.facts.worker);
        let was = match self.facts.team {
            Some(team) => self.team_words(tx, team).await?,
            None => String::new(),
        };
        let became = match team {
            Some(team) => {
                let there = standing_team(app, tx, team).await;
                let there =
                    there.map_err(|_| Refusal::invalid("team", "Choose a team that there is."))?;
                format!("{}, {}", there.name, there.agency_name)
            }
            None => "no team".to_owned(),
        };
        worker_team(tx, app.authority, self.permit, (worker, team)).await?;
        let what = Changed::Team;
        let change = Change { what, was, became };
        changed(app, tx, self.permit, worker.uuid(), &change).await
    }

    async fn team_words(&self, tx: &mut Tx, team: TeamId) -> Result<String, Fault> {
        let known = trefoil_store::worker::teams(tx, self.app.authority).await?;
        let found = known.iter().find(|one| one.team == team);
        Ok(found.map_or_else(String::new, |one| {
            format!("{}, {}", one.name, one.agency_name)
        }))
    }

    /// Gives and takes roles; what is handed back with them leaves its entries.
    async fn roles(&self, tx: &mut Tx, roles: &[Role]) -> Result<Vec<Entry>, Fault> {
        let (app, worker) = (self.app, self.facts.worker);
        let gone: Vec<&Role> = self
            .facts
            .roles
            .iter()
            .filter(|role| !roles.contains(role))
            .collect();
        let new: Vec<&Role> = roles
            .iter()
            .filter(|role| !self.facts.roles.contains(role))
            .collect();
        if gone.is_empty() && new.is_empty() {
            return Ok(Vec::new());
        }
        for role in gone {
            // What is open in it still is closed to the administrator, who must not learn of it by what is refused: it is given back.
            let of = (worker, *role);
            allocated_end(tx, app.authority, self.permit, of, self.now).await?;
            role_end(tx, app.authority, (worker, role.code()), self.now).await?;
        }
        for role in new {
            role_begin(tx, app.authority, (worker, role.code()), self.now).await?;
        }
        let words = |roles: &[Role]| {
            let words: Vec<&str> = roles.iter().map(|role| role.words()).collect();
            words.join(", ")
        };
        let change = Change {
            what: Changed::Roles,
            was: words(&self.facts.roles),
            became: words(roles),
        };
        changed(app, tx, self.permit, worker.uuid(), &change).await?;
        if roles.iter().any(|role| HOLDING.contains(role)) {
            return Ok(Vec::new());
        }
        let back = contacts_hand_back(tx, app.authority, self.permit, worker, self.now).await?;
        let given_back = |contact: ContactId| {
            self.entry(Act::ContactRelease, subject_of(Subject::Contact(contact)))
        };
        Ok(back.into_iter().map(given_back).collect())
    }

    fn entry(&self, act: Act, on: (SubjectKind, Option<uuid::Uuid>)) -> Entry {
        self.app.entry(self.permit.principal(), act, on, Vec::new())
    }
}
