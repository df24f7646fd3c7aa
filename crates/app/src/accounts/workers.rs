//! Making workers, with their roles and the reach that follows from them, in one transaction.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::ids::{AgencyId, TeamId, WorkerId};
use trefoil_core::principal::{Principal, Role, WorkerFacts};
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_policy::Asker;
use trefoil_store::agency::agencies;
use trefoil_store::leaver::workers_gone;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::search::grants_put;
use trefoil_store::worker::{NewWorker, agency_put, team_put, teams, worker_put, workers};
use trefoil_store::{Fault, Tx, Written};

pub use trefoil_store::leaver::Gone;
pub use trefoil_store::worker::Team;

use super::{password, totp};
use crate::door::{App, refusal};
use crate::interests::raise::Raising;

/// An account as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerRow {
    /// The worker.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// Where they sign in.
    pub email: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Their team.
    pub team: Option<String>,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What they are called.
    pub name: String,
    /// Where they sign in.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// Their team.
    pub team: Option<TeamId>,
    /// Their password; `None` where they only sign in by links.
    pub password: Option<String>,
}

/// An account just made. The secret is shown once and kept nowhere in the open.
#[derive(Debug, Clone)]
pub struct NewAccountMade {
    /// The worker.
    pub worker: WorkerId,
    /// For the worker's authenticator app.
    pub totp_uri: String,
    /// The same as letters to type.
    pub totp_secret: String,
}

/// Every account, by name.
pub async fn workers_view(app: &App, asker: &Asker) -> Result<Vec<WorkerRow>, Refusal> {
    let _permit = app.leave(asker, Act::WorkersView, None).await?;
    let mut tx = app.read().await?;
    let teams = teams(&mut tx, app.authority).await.map_err(refusal)?;
    let workers = workers(&mut tx, app.authority).await.map_err(refusal)?;
    drop(tx);
    app.record(
        asker,
        Act::WorkersView,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    let team_of = |facts: &WorkerFacts| {
        teams
            .iter()
            .find(|team| Some(team.team) == facts.team)
            .map(|team| format!("{}, {}", team.name, team.agency_name))
    };
    Ok(workers
        .into_iter()
        .map(|(facts, email)| WorkerRow {
            team: team_of(&facts),
            worker: facts.worker,
            name: facts.name,
            email,
            roles: facts.roles,
        })
        .collect())
}

/// Every account that was closed, by name: beside the list of accounts, under its entry.
pub async fn workers_gone_view(app: &App, asker: &Asker) -> Result<Vec<Gone>, Refusal> {
    let _permit = app.leave(asker, Act::WorkersView, None).await?;
    let mut tx = app.read().await?;
    workers_gone(&mut tx, app.authority).await.map_err(refusal)
}

/// Every team that somebody can be in, by agency.
pub async fn teams_view(app: &App, asker: &Asker) -> Result<Vec<Team>, Refusal> {
    let _permit = app.leave(asker, Act::WorkersView, None).await?;
    let mut tx = app.read().await?;
    let mut teams = teams(&mut tx, app.authority).await.map_err(refusal)?;
    teams.retain(|team| team.ended_at.is_none());
    Ok(teams)
}

/// Makes an account.
///
/// # Errors
/// `Invalid` naming each field that will not do; the e-mail address is one where it has an account.
pub async fn worker_create(
    app: &App,
    asker: &Asker,
    account: NewAccount,
) -> Result<NewAccountMade, Refusal> {
    let _permit = app.leave(asker, Act::WorkerCreate, None).await?;
    check(app, &account)?;
    let now = app.now();
    let worker = WorkerId::mint(&app.mint(now));
    let email = account.email.trim().to_lowercase();
    let wrong_email = || {
        Refusal::invalid(
            "email",
            "Enter an e-mail address, such as name@example.org.",
        )
    };
    let secret = totp::fresh(&app.ring, app.world.as_ref(), worker, &app.name, &email)
        .ok_or_else(wrong_email)?;
    let password_hash = match account.password {
        Some(password) => Some(password::hash(password, random(app.world.as_ref())).await?),
        None => None,
    };
    let new = NewWorker {
        worker,
        team: account.team,
        name: account.name.trim().to_owned(),
        email,
        password_hash,
        totp_wrapped: Some(secret.wrapped),
        roles: vec![account.role],
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move { account_put(&door, tx, principal, &new, now).await })
    })
    .await?;
    Ok(NewAccountMade {
        worker,
        totp_uri: secret.uri,
        totp_secret: secret.letters,
    })
}

/// Writes the account with its grants; the act's entry.
async fn account_put(
    app: &App,
    tx: &mut Tx,
    principal: Principal,
    new: &NewWorker,
    now: Timestamp,
) -> Result<Written<()>, Fault> {
    let taken = |fault| {
        if matches!(fault, Fault::Duplicate) {
            Fault::Refused(Refusal::invalid(
                "email",
                "This e-mail address has an account already.",
            ))
        } else {
            fault
        }
    };
    worker_put(tx, app.authority, new, now)
        .await
        .map_err(taken)?;
    let facts = trefoil_store::worker::worker_facts(tx, app.authority, new.worker).await?;
    let grants = facts
        .map(|facts| app.policy.grants(&Asker::worker(facts)))
        .unwrap_or_default();
    grants_put(tx, app.authority, &Principal::Worker(new.worker), &grants).await?;
    let entry = app.entry(
        principal,
        Act::WorkerCreate,
        (SubjectKind::Worker, Some(new.worker.uuid())),
        Vec::new(),
    );
    let mut entries = vec![entry];
    let raising = Raising::new(app, now)?;
    entries.extend(raising.account(tx, new.worker, &new.email).await?);
    Ok(Written { value: (), entries })
}

fn check(app: &App, account: &NewAccount) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    if account.name.trim().is_empty() {
        problems.push(Problem::new("name", "Enter the worker's name."));
    }
    let email = account.email.trim();
    let (before, after) = email.split_once('@').unwrap_or_default();
    if before.is_empty() || !after.contains('.') || email.chars().any(char::is_whitespace) {
        problems.push(Problem::new(
            "email",
            "Enter an e-mail address, such as name@example.org.",
        ));
    }
    let about = [&account.name, email, app.authority_name()];
    let objection = account.password.as_ref();
    if let Some(words) = objection.and_then(|typed| password::objection(typed, &about)) {
        problems.push(Problem::new("password", words));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// Makes a team of an agency, which is made where there is none of that name; the team.
pub async fn team_create(
    app: &App,
    asker: &Asker,
    agency: &str,
    team: &str,
    hub: bool,
) -> Result<TeamId, Refusal> {
    let _permit = app.leave(asker, Act::WorkerCreate, None).await?;
    let now = app.now();
    let mut made = Team {
        team: TeamId::mint(&app.mint(now)),
        agency: AgencyId::mint(&app.mint(now)),
        name: team.to_owned(),
        hub,
        agency_name: agency.to_owned(),
        ended_at: None,
    };
    let (door, principal, id) = (app.clone(), asker.principal, made.team);
    app.write(move |tx| {
        Box::pin(async move {
            let known = agencies(tx, door.authority).await?;
            let known = known.iter().find(|one| one.name == made.agency_name);
            match known {
                Some(known) => made.agency = known.agency,
                None => agency_put(tx, door.authority, made.agency, &made.agency_name).await?,
            }
            team_put(tx, door.authority, &made).await?;
            let entry = door.entry(
                principal,
                Act::WorkerCreate,
                (SubjectKind::Authority, None),
                Vec::new(),
            );
            Ok(Written {
                value: id,
                entries: vec![entry],
            })
        })
    })
    .await
}
