//! Checks: which agency is asked about which contact, and when it answered. What it was shown is sealed as the check's first version,
//! what it answered as its second, both labelled with the contact. An agency meets its own checks alone, and none of a contact that a
//! worker's interests close.

pub mod mail;

use jiff::Timestamp;
use trefoil_core::check::{CheckAnswer, CheckAsked, CheckTimes};
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AgencyId, AuthorityId, CheckId, ContactId, WorkerId};
use trefoil_policy::{Permit, Reach, Sight};

use crate::contact::seen_whole;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::ring::Ring;
use crate::search::{asked_by, principal_key};
use crate::version::{open, open_whole};

/// The versions of a check that hold what was shown, and what was answered.
pub const ASKED: i64 = 1;
/// As above.
pub const ANSWERED: i64 = 2;

/// The columns of a check with its agency.
macro_rules! columns {
    () => {
        "k.check_id, k.contact_id, k.agency_id, a.name, k.asked_at, k.due, k.chased_at, k.answered_at, k.ended_at, k.asked_by, k.answered_by"
    };
}

/// How many they are.
const COLUMNS: usize = 11;

/// Checks `k` of the agency `a` of the worker at `$3`, but for those of contacts that are closed to the principal at `$2`.
macro_rules! own {
    () => {
        concat!("FROM worker w JOIN team t ON t.authority_id = w.authority_id AND t.team_id = w.team_id JOIN agency a ON a.authority_id = t.authority_id AND a.agency_id = t.agency_id JOIN partner_check k ON k.authority_id = a.authority_id AND k.agency_id = a.agency_id JOIN version v ON v.authority_id = k.authority_id AND v.record_id = k.check_id AND v.version = 1 JOIN contact c ON c.authority_id = k.authority_id AND c.contact_id = k.contact_id WHERE w.authority_id = $1 AND w.worker_id = $3 AND k.contact_id NOT IN (", closed_contacts!(), ")")
    };
}

statement! {
    AGENCIES_ASKED = "SELECT DISTINCT a.agency_id, a.name FROM worker_role r JOIN worker w ON w.authority_id = r.authority_id AND w.worker_id = r.worker_id AND w.closed_at IS NULL JOIN team t ON t.authority_id = w.authority_id AND t.team_id = w.team_id JOIN agency a ON a.authority_id = t.authority_id AND a.agency_id = t.agency_id WHERE r.authority_id = $1 AND r.role = 'hub_partner' AND r.known_until IS NULL ORDER BY a.name, a.agency_id";
    CHECKS_PUT (Rows 7) = "INSERT INTO partner_check (authority_id, check_id, contact_id, agency_id, asked_at, asked_by, due) VALUES {rows}";
    CHECKS_OF_CONTACT = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload FROM partner_check k JOIN agency a ON a.authority_id = k.authority_id AND a.agency_id = k.agency_id LEFT JOIN version v ON v.authority_id = k.authority_id AND v.record_id = k.check_id AND v.version = 2 WHERE k.authority_id = $1 AND k.contact_id = $2 AND k.asked_at <= $3 ORDER BY a.name, k.asked_at");
    CHECKS_TO_DO = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload, c.state ", own!(), " AND k.answered_at IS NULL AND k.ended_at IS NULL ORDER BY k.due, k.check_id LIMIT $4");
    CHECKS_AWAITED = concat!("SELECT ", columns!(), " FROM contact c JOIN partner_check k ON k.authority_id = c.authority_id AND k.contact_id = c.contact_id AND k.answered_at IS NULL AND k.ended_at IS NULL JOIN agency a ON a.authority_id = k.authority_id AND a.agency_id = k.agency_id WHERE c.authority_id = $1 AND c.state = 'waiting' AND c.worker_id = $3 AND c.contact_id NOT IN (", closed_contacts!(), ") ORDER BY k.due, k.check_id LIMIT $4");
    CHECK_READ = concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload, c.state ", own!(), " AND k.check_id = $4");
    CHECK_ANSWERED = "UPDATE partner_check SET answered_at = $3, answered_by = $4 WHERE authority_id = $1 AND check_id = $2 AND answered_at IS NULL AND ended_at IS NULL";
    CHECKS_CHASED = "UPDATE partner_check SET chased_at = $3 WHERE authority_id = $1 AND contact_id = $2 AND due < $3 AND answered_at IS NULL AND ended_at IS NULL";
    CHECK_ENDED = "UPDATE partner_check SET ended_at = $4 WHERE authority_id = $1 AND contact_id = $2 AND check_id = $3 AND answered_at IS NULL AND ended_at IS NULL";
}

/// A check's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// The check.
    pub check: CheckId,
    /// About which contact.
    pub contact: ContactId,
    /// Who is asked.
    pub agency: AgencyId,
    /// The agency's name.
    pub agency_name: String,
    /// When what happened to it.
    pub times: CheckTimes,
    /// Who asked, as the ledger names them.
    pub asked_by: String,
    /// Who answered, as the ledger names them.
    pub answered_by: Option<String>,
}

/// A check as the agency that is asked meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its row.
    pub row: CheckRow,
    /// What the agency was shown.
    pub shown: CheckAsked,
    /// Whether the hub has decided meanwhile.
    pub contact: ContactState,
}

fn row_of(row: &Row) -> Result<CheckRow, Fault> {
    Ok(CheckRow {
        check: row.id(0)?,
        contact: row.id(1)?,
        agency: row.id(2)?,
        agency_name: row.text(3)?,
        times: CheckTimes {
            asked_at: row.time(4)?,
            due: row.time(5)?,
            chased_at: row.time_or_none(6)?,
            answered_at: row.time_or_none(7)?,
            ended_at: row.time_or_none(8)?,
        },
        asked_by: row.text(9)?,
        answered_by: row.text_or_none(10)?,
    })
}

/// The agencies that can be asked, by name: those with somebody at work who answers.
pub async fn agencies_asked(
    tx: &mut Tx,
    authority: AuthorityId,
) -> Result<Vec<(AgencyId, String)>, Fault> {
    let rows = tx.all(&AGENCIES_ASKED, &[authority.into()]).await?;
    let each = rows.iter();
    each.map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// Writes that agencies were asked, each with its check.
pub async fn checks_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    contact: ContactId,
    asked: &[(CheckId, AgencyId)],
    (now, due): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let rows = asked.iter().map(|(check, agency)| {
        vec![
            authority.into(),
            check.uuid().into(),
            contact.uuid().into(),
            agency.uuid().into(),
            now.into(),
            by.as_str().into(),
            due.into(),
        ]
    });
    tx.run_rows(&CHECKS_PUT, rows.collect()).await.map(drop)
}

/// What agencies were asked about the contact of a full sight by an instant, with what each had answered then.
pub async fn checks_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    at: Timestamp,
) -> Result<Vec<(CheckRow, Option<CheckAnswer>)>, Fault> {
    let Some(contact) = seen_whole(sight) else {
        return Ok(Vec::new());
    };
    let values = [authority.into(), contact.uuid().into(), at.into()];
    let rows = tx.all(&CHECKS_OF_CONTACT, &values).await?;
    let shown = |row: &Row| {
        let check = row_of(row)?;
        let known = check.times.answered_at.is_some_and(|then| then <= at);
        let answer = if known {
            open(ring, authority, row, COLUMNS)?
        } else {
            None
        };
        Ok((check, answer))
    };
    rows.iter().map(shown).collect()
}

/// What agencies were asked about a contact, without their answers, for an act on it.
pub async fn checks_for_act(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<Vec<CheckRow>, Fault> {
    let values = [authority.into(), contact.uuid().into(), now.into()];
    let rows = tx.all(&CHECKS_OF_CONTACT, &values).await?;
    rows.iter().map(row_of).collect()
}

fn own_key(authority: AuthorityId, permit: &Permit, me: WorkerId) -> [Value; 3] {
    let [authority, by] = asked_by(authority, permit);
    [authority, by, me.uuid().into()]
}

fn asked_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Asked, Fault> {
    Ok(Asked {
        row: row_of(row)?,
        shown: open_whole(ring, authority, row, COLUMNS)?,
        contact: row.code(COLUMNS + 4, ContactState::from_code)?,
    })
}

/// What the agency of a worker has not answered yet, what is due first before the rest.
pub async fn checks_to_do(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (me, limit): (WorkerId, i64),
) -> Result<Vec<Asked>, Fault> {
    let values = [&own_key(authority, permit, me)[..], &[limit.into()]].concat();
    let rows = tx.all(&CHECKS_TO_DO, &values).await?;
    rows.iter()
        .map(|row| asked_of(ring, authority, row))
        .collect()
}

/// What agencies have not answered yet about the waiting contacts that a worker has, what is due first before the rest.
pub async fn checks_awaited(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    (me, limit): (WorkerId, i64),
) -> Result<Vec<CheckRow>, Fault> {
    let by = principal_key(&reach.principal());
    let values = [authority.into(), by.into(), me.uuid().into(), limit.into()];
    let rows = tx.all(&CHECKS_AWAITED, &values).await?;
    rows.iter().map(row_of).collect()
}

/// One check of the agency of a worker; `None` where there is none.
pub async fn check_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (me, check): (WorkerId, CheckId),
) -> Result<Option<Asked>, Fault> {
    let values = [&own_key(authority, permit, me)[..], &[check.uuid().into()]].concat();
    let row = tx.first(&CHECK_READ, &values).await?;
    row.map(|row| asked_of(ring, authority, &row)).transpose()
}

/// Writes that it was answered; `Stale` where it was already, or was called off. The answer is its second version.
pub async fn check_answered(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    check: CheckId,
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let values = [authority.into(), check.uuid().into(), now.into(), by.into()];
    tx.run_one(&CHECK_ANSWERED, &values).await
}

/// Writes that those who are late were asked again; how many.
pub async fn checks_chased(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<u64, Fault> {
    let values = [authority.into(), contact.uuid().into(), now.into()];
    tx.run(&CHECKS_CHASED, &values).await
}

/// Calls one off; `Stale` where it was answered or called off already, or is of another contact.
pub async fn check_ended(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (contact, check): (ContactId, CheckId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        contact.uuid().into(),
        check.uuid().into(),
        now.into(),
    ];
    tx.run_one(&CHECK_ENDED, &values).await
}
