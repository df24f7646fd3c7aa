//! Workers' accounts, their teams and roles. Grant rows are written with every change of roles, by the caller, in its transaction.

use jiff::Timestamp;
use trefoil_core::ids::{AgencyId, AuthorityId, TeamId, WorkerId};
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_policy::Permit;

use crate::db::{Row, Statement, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_families;
use crate::search::asked_by;

/// A worker at `$2` as [`facts_found`] reads them: a row for each role.
macro_rules! facts {
    () => {
        "SELECT w.worker_id, w.name, w.team_id, COALESCE(t.hub, FALSE), r.role FROM worker w LEFT JOIN team t ON t.authority_id = w.authority_id AND t.team_id = w.team_id LEFT JOIN worker_role r ON r.authority_id = w.authority_id AND r.worker_id = w.worker_id AND r.known_until IS NULL WHERE w.authority_id = $1 AND w.worker_id = $2"
    };
}
pub(crate) use facts;

statement! {
    AGENCY_PUT = "INSERT INTO agency (authority_id, agency_id, name) VALUES ($1, $2, $3)";
    TEAM_PUT = "INSERT INTO team (authority_id, team_id, agency_id, name, hub) VALUES ($1, $2, $3, $4, $5)";
    TEAMS = "SELECT t.team_id, t.agency_id, t.name, t.hub, a.name, t.ended_at FROM team t JOIN agency a ON a.authority_id = t.authority_id AND a.agency_id = t.agency_id WHERE t.authority_id = $1 ORDER BY a.name, t.name";
    WORKER_TEAM = "UPDATE worker SET team_id = $3 WHERE authority_id = $1 AND worker_id = $2";
    HELD_MOVES = "UPDATE contact SET team_id = $3 WHERE authority_id = $1 AND worker_id = $2 AND state = 'waiting'";
    ALLOCATED = concat!("SELECT a.role, COUNT(*) FROM strand_worker a JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id AND s.closed_at IS NULL WHERE a.authority_id = $1 AND a.worker_id = $3 AND a.known_until IS NULL AND s.family_id NOT IN (", closed_families!(), ") GROUP BY a.role ORDER BY a.role");
    ALLOCATED_END = "UPDATE strand_worker SET known_until = $4 WHERE authority_id = $1 AND worker_id = $2 AND role = $3 AND known_until IS NULL AND EXISTS (SELECT 1 FROM strand s WHERE s.authority_id = strand_worker.authority_id AND s.strand_id = strand_worker.strand_id AND s.closed_at IS NULL)";
    WORKER_PUT = "INSERT INTO worker (authority_id, worker_id, team_id, name, email, password_hash, totp_wrapped, totp_step, failures, held_until) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0)";
    ROLES_PUT (Rows 4) = "INSERT INTO worker_role (authority_id, worker_id, role, known_from) VALUES {rows}";
    WORKER_FACTS = facts!();
    WORKERS_ALL = "SELECT w.worker_id, w.name, w.team_id, COALESCE(t.hub, FALSE), r.role, w.email FROM worker w LEFT JOIN team t ON t.authority_id = w.authority_id AND t.team_id = w.team_id LEFT JOIN worker_role r ON r.authority_id = w.authority_id AND r.worker_id = w.worker_id AND r.known_until IS NULL WHERE w.authority_id = $1 AND w.closed_at IS NULL ORDER BY w.name, w.worker_id, r.role";
    WORKERS_HUB = "SELECT w.worker_id, w.name FROM team t JOIN worker w ON w.authority_id = t.authority_id AND w.team_id = t.team_id AND w.closed_at IS NULL WHERE t.authority_id = $1 AND t.hub ORDER BY w.name, w.worker_id";
    BY_EMAIL = "SELECT worker_id, password_hash, totp_wrapped, totp_step, failures, held_until FROM worker WHERE authority_id = $1 AND email = $2";
    CREDENTIALS_OF = "SELECT worker_id, password_hash, totp_wrapped, totp_step, failures, held_until, email FROM worker WHERE authority_id = $1 AND worker_id = $2";
    TOTP_PUT = "UPDATE worker SET totp_wrapped = $3, totp_step = 0, failures = 0, held_until = 0 WHERE authority_id = $1 AND worker_id = $2";
    PASSWORD_PUT = "UPDATE worker SET password_hash = $3 WHERE authority_id = $1 AND worker_id = $2";
    SIGN_IN_FAILED = "UPDATE worker SET failures = failures + 1, held_until = $3 WHERE authority_id = $1 AND worker_id = $2";
    SIGN_IN_CLEARED = "UPDATE worker SET failures = 0, held_until = 0 WHERE authority_id = $1 AND worker_id = $2";
    SIGN_IN_WENT = "UPDATE worker SET failures = 0, held_until = 0, totp_step = $3 WHERE authority_id = $1 AND worker_id = $2 AND totp_step < $3";
}

/// A team and its agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The team.
    pub team: TeamId,
    /// Its agency.
    pub agency: AgencyId,
    /// The team's name.
    pub name: String,
    /// Whether it works the hub's queue.
    pub hub: bool,
    /// The agency's name.
    pub agency_name: String,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Writes an agency.
pub async fn agency_put(
    tx: &mut Tx,
    authority: AuthorityId,
    agency: AgencyId,
    name: &str,
) -> Result<(), Fault> {
    tx.run_one(
        &AGENCY_PUT,
        &[authority.into(), agency.uuid().into(), name.into()],
    )
    .await
}

/// Writes a team.
pub async fn team_put(tx: &mut Tx, authority: AuthorityId, team: &Team) -> Result<(), Fault> {
    tx.run_one(
        &TEAM_PUT,
        &[
            authority.into(),
            team.team.uuid().into(),
            team.agency.uuid().into(),
            team.name.as_str().into(),
            team.hub.into(),
        ],
    )
    .await
}

/// Every team, by agency.
pub async fn teams(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<Team>, Fault> {
    let rows = tx.all(&TEAMS, &[authority.into()]).await?;
    let teams = rows.iter().map(|row| {
        Ok(Team {
            team: row.id(0)?,
            agency: row.id(1)?,
            name: row.text(2)?,
            hub: row.bool(3)?,
            agency_name: row.text(4)?,
            ended_at: row.time_or_none(5)?,
        })
    });
    teams.collect()
}

/// Puts a worker into another team, or into none. What they hold in the hub goes with them.
pub async fn worker_team(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (worker, team): (WorkerId, Option<TeamId>),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        team.map(TeamId::uuid).into(),
    ];
    tx.run_one(&WORKER_TEAM, &values).await?;
    tx.run(&HELD_MOVES, &values).await.map(drop)
}

/// In which roles a worker is allocated to open strands, and to how many: of those that are not closed to who asks by an interest.
pub async fn allocated_in(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    worker: WorkerId,
) -> Result<Vec<(Role, i64)>, Fault> {
    let key = [&asked_by(authority, permit)[..], &[worker.uuid().into()]].concat();
    let rows = tx.all(&ALLOCATED, &key).await?;
    let role = |row: &Row| Ok((row.code(0, Role::from_code)?, row.int(1)?));
    rows.iter().map(role).collect()
}

/// Ends a worker's allocations in a role to open strands, which then wait for another worker.
pub async fn allocated_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (worker, role): (WorkerId, Role),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        role.code().into(),
        now.into(),
    ];
    tx.run(&ALLOCATED_END, &values).await.map(drop)
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewWorker {
    /// The worker.
    pub worker: WorkerId,
    /// Their team.
    pub team: Option<TeamId>,
    /// What they are called.
    pub name: String,
    /// Where they sign in; lower case.
    pub email: String,
    /// Argon2 hash, where they sign in with a password.
    pub password_hash: Option<String>,
    /// TOTP secret, wrapped.
    pub totp_wrapped: Option<Vec<u8>>,
    /// Their roles.
    pub roles: Vec<Role>,
}

/// Writes an account.
///
/// # Errors
/// `Duplicate` where the e-mail address has one.
pub async fn worker_put(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: &NewWorker,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.worker.uuid().into(),
        worker.team.map(TeamId::uuid).into(),
        worker.name.as_str().into(),
        worker.email.as_str().into(),
        worker.password_hash.clone().into(),
        worker.totp_wrapped.clone().into(),
    ];
    tx.run_one(&WORKER_PUT, &values).await?;
    let roles = worker.roles.iter().map(|role| {
        vec![
            authority.into(),
            worker.worker.uuid().into(),
            role.code().into(),
            now.into(),
        ]
    });
    tx.run_rows(&ROLES_PUT, roles.collect()).await.map(drop)
}

fn add(found: &mut Vec<WorkerFacts>, row: &Row) -> Result<(), Fault> {
    let worker: WorkerId = row.id(0)?;
    let role = row.text_or_none(4)?.and_then(|code| Role::from_code(&code));
    match found.last_mut().filter(|last| last.worker == worker) {
        Some(last) => last.roles.extend(role),
        None => found.push(WorkerFacts {
            worker,
            name: row.text(1)?,
            roles: role.into_iter().collect(),
            team: row.id_or_none(2)?,
            hub_team: row.bool(3)?,
            stepped_up: false,
        }),
    }
    Ok(())
}

/// A worker as the policy needs to know them.
pub async fn worker_facts(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Option<WorkerFacts>, Fault> {
    facts_found(tx, &WORKER_FACTS, (authority, worker)).await
}

/// A worker as a statement of [`facts`] finds them.
pub(crate) async fn facts_found(
    tx: &mut Tx,
    statement: &Statement,
    (authority, worker): (AuthorityId, WorkerId),
) -> Result<Option<WorkerFacts>, Fault> {
    let key = [authority.into(), worker.uuid().into()];
    let mut found = Vec::new();
    for row in tx.all(statement, &key).await? {
        add(&mut found, &row)?;
    }
    Ok(found.pop())
}

/// Every worker whose account is not closed, by name, with their e-mail addresses.
pub async fn workers(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<(WorkerFacts, String)>, Fault> {
    let mut found = Vec::new();
    let mut emails: Vec<String> = Vec::new();
    for row in tx.all(&WORKERS_ALL, &[authority.into()]).await? {
        add(&mut found, &row)?;
        if emails.len() < found.len() {
            emails.push(row.text(5)?);
        }
    }
    Ok(found.into_iter().zip(emails).collect())
}

/// Who works the hub's queue, by name: accounts that are not closed.
pub async fn workers_of_hub(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<(WorkerId, String)>, Fault> {
    let rows = tx.all(&WORKERS_HUB, &[authority.into()]).await?;
    let worker = |row: &Row| Ok((row.id(0)?, row.text(1)?));
    rows.iter().map(worker).collect()
}

/// What a sign-in is checked against.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The worker.
    pub worker: WorkerId,
    /// Argon2 hash.
    pub password_hash: Option<String>,
    /// TOTP secret, wrapped.
    pub totp_wrapped: Option<Vec<u8>>,
    /// The last TOTP step used: a code is good once.
    pub totp_step: i64,
    /// Failures since the last sign-in.
    pub failures: i64,
    /// Held until, in microseconds.
    pub held_until: i64,
}

/// The credentials of an e-mail address.
pub async fn credentials(
    tx: &mut Tx,
    authority: AuthorityId,
    email: &str,
) -> Result<Option<Credentials>, Fault> {
    let row = tx
        .first(&BY_EMAIL, &[authority.into(), email.into()])
        .await?;
    row.map(|row| credentials_row(&row)).transpose()
}

fn credentials_row(row: &Row) -> Result<Credentials, Fault> {
    Ok(Credentials {
        worker: row.id(0)?,
        password_hash: row.text_or_none(1)?,
        totp_wrapped: row.blob_or_none(2)?,
        totp_step: row.int(3)?,
        failures: row.int(4)?,
        held_until: row.int(5)?,
    })
}

/// The credentials of a worker, and where they sign in.
pub async fn credentials_of(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<(Credentials, String), Fault> {
    let key = [authority.into(), worker.uuid().into()];
    let row = tx.one(&CREDENTIALS_OF, &key).await?;
    Ok((credentials_row(&row)?, row.text(6)?))
}

/// Puts another one-time code secret, wrapped, in the place of a worker's.
pub async fn totp_put(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    wrapped: &[u8],
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        wrapped.to_vec().into(),
    ];
    tx.run_one(&TOTP_PUT, &values).await
}

/// Puts another password in the place of a worker's.
pub async fn password_put(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    hash: &str,
) -> Result<(), Fault> {
    tx.run_one(
        &PASSWORD_PUT,
        &[authority.into(), worker.uuid().into(), hash.into()],
    )
    .await
}

/// Counts a failed sign-in, and holds the account until an instant.
pub async fn sign_in_failed(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    held_until: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &SIGN_IN_FAILED,
        &[authority.into(), worker.uuid().into(), held_until.into()],
    )
    .await
}

/// Notes a sign-in by the code of `step`.
///
/// # Errors
/// `Stale` where that code, or a later one, was used before.
pub async fn sign_in_went(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    step: i64,
) -> Result<(), Fault> {
    tx.run_one(
        &SIGN_IN_WENT,
        &[authority.into(), worker.uuid().into(), step.into()],
    )
    .await
}

/// Forgets the failures of an account: its password was right, beside another proof than a code.
pub async fn sign_in_cleared(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<(), Fault> {
    tx.run_one(&SIGN_IN_CLEARED, &[authority.into(), worker.uuid().into()])
        .await
}
