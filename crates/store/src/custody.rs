//! What was done under a cut sight, and the look at it: rows hold ids, times and codes; what was found is sealed. A contact that was taken
//! from a worker without a word goes on as another, which is not there for that worker (`interest::cut`).

mod risk;

pub use risk::{Asked, at_work, graded_high, protected, warned};

use jiff::Timestamp;
use trefoil_core::custody::{CustodyContent, CustodyState, CutAct};
use trefoil_core::ids::{AuthorityId, ContactId, CustodyId, NoticeId};
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Row, Statement, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::ring::Ring;
use crate::search::{asked_by, principal_key};
use crate::version::open_whole;

/// The columns of a look, the same in each statement.
macro_rules! columns {
    () => {
        "q.custody_id, q.contact_id, q.principal, q.act, q.notice_id, q.state, q.acted_at, q.found_at, q.answered_at, q.answered_by"
    };
}

/// Those with what was found, and the last word on it.
macro_rules! whole {
    () => {
        concat!("SELECT ", columns!(), ", v.record_id, v.version, v.wrapped_key, v.payload FROM custody q JOIN version v ON v.authority_id = q.authority_id AND v.record_id = q.custody_id AND v.version = (SELECT MAX(x.version) FROM version x WHERE x.authority_id = q.authority_id AND x.record_id = q.custody_id) WHERE q.authority_id = $1 AND q.contact_id NOT IN (", closed_contacts!(), ")")
    };
}

/// How many columns stand before the content's.
const COLUMNS: usize = 10;

statement! {
    CUSTODY_PUT = "INSERT INTO custody (authority_id, custody_id, contact_id, principal, act, notice_id, state, acted_at) VALUES ($1, $2, $3, $4, $5, $6, 'unchecked', $7)";
    CUSTODY_ROW = concat!("SELECT ", columns!(), " FROM custody q WHERE q.authority_id = $1 AND q.custody_id = $2");
    CUSTODY_FOUND = "UPDATE custody SET state = $3, found_at = $4 WHERE authority_id = $1 AND custody_id = $2 AND state = 'unchecked'";
    CUSTODY_IN = concat!(whole!(), " AND q.state = $3 AND q.found_at >= $4 ORDER BY q.found_at, q.custody_id LIMIT $5");
    CUSTODY_READ = concat!(whole!(), " AND q.custody_id = $3");
    CUSTODY_ANSWERED = "UPDATE custody SET state = $3, answered_at = $4, answered_by = $5 WHERE authority_id = $1 AND custody_id = $2 AND state = 'open'";
    CUSTODY_BESIDE = "UPDATE custody SET state = $4, answered_at = $5, answered_by = $6 WHERE authority_id = $1 AND contact_id = $2 AND principal = $3 AND state = 'open' AND found_at IS NOT NULL AND notice_id IS NULL";
    MAIL_HELD = "SELECT q.state FROM notice_link l JOIN custody q ON q.authority_id = l.authority_id AND q.notice_id = l.notice_id WHERE l.authority_id = $1 AND l.link_id = $2 ORDER BY q.acted_at DESC, q.custody_id DESC LIMIT 1";
    REROUTE_PUT = "INSERT INTO reroute (authority_id, principal, contact_id, was_id, made_at) VALUES ($1, $2, $3, $4, $5)";
    REROUTED_FROM = "SELECT t.was_id FROM reroute t WHERE t.authority_id = $1 AND t.contact_id = $2";
    REROUTED_TO = "SELECT t.contact_id FROM reroute t WHERE t.authority_id = $1 AND t.was_id = $2 AND t.principal = $3";
}

/// Every statement of these files.
pub(crate) const BOTH: [&[Statement]; 2] = [ALL, risk::ALL];

/// A look's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyRow {
    /// The look.
    pub custody: CustodyId,
    /// At what was done to this contact.
    pub contact: ContactId,
    /// By whom, as the ledger names them.
    pub principal: String,
    /// What was done.
    pub act: CutAct,
    /// The notice that was sent.
    pub notice: Option<NoticeId>,
    /// Where it stands.
    pub state: CustodyState,
    /// When it was done.
    pub acted_at: Timestamp,
    /// When it was looked at.
    pub found_at: Option<Timestamp>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// By whom, as the ledger names them.
    pub answered_by: Option<String>,
}

/// A row with what was found.
pub type Whole = (CustodyRow, CustodyContent);

fn row_of(row: &Row) -> Result<CustodyRow, Fault> {
    Ok(CustodyRow {
        custody: row.id(0)?,
        contact: row.id(1)?,
        principal: row.text(2)?,
        act: row.code(3, CutAct::from_code)?,
        notice: row.id_or_none(4)?,
        state: row.code(5, CustodyState::from_code)?,
        acted_at: row.time(6)?,
        found_at: row.time_or_none(7)?,
        answered_at: row.time_or_none(8)?,
        answered_by: row.text_or_none(9)?,
    })
}

fn whole_of(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Whole, Fault> {
    Ok((row_of(row)?, open_whole(ring, authority, row, COLUMNS)?))
}

/// Says that something was done which is to be looked at, in the transaction of the act.
pub async fn custody_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    custody: CustodyId,
    (act, contact, notice): (CutAct, ContactId, Option<NoticeId>),
    at: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        custody.uuid().into(),
        contact.uuid().into(),
        principal_key(&permit.principal()).into(),
        act.code().into(),
        notice.map(NoticeId::uuid).into(),
        at.into(),
    ];
    tx.run_one(&CUSTODY_PUT, &values).await
}

/// What is to be looked at: for the look.
pub async fn custody_row(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    custody: CustodyId,
) -> Result<Option<CustodyRow>, Fault> {
    let values = [authority.into(), custody.uuid().into()];
    let row = tx.first(&CUSTODY_ROW, &values).await?;
    row.as_ref().map(row_of).transpose()
}

/// Says what came of the look.
pub async fn custody_found(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (custody, state): (CustodyId, CustodyState),
    now: Timestamp,
) -> Result<(), Fault> {
    let key = [authority.into(), custody.uuid().into()];
    let rest = [state.code().into(), now.into()];
    tx.run_one(&CUSTODY_FOUND, &[&key[..], &rest[..]].concat())
        .await
}

/// Those that stand so and were found since an instant, the oldest first; none of a contact that is closed to whoever asks.
pub async fn custody_in(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (state, since, limit): (CustodyState, Timestamp, i64),
) -> Result<Vec<Whole>, Fault> {
    let rest = [state.code().into(), since.into(), limit.into()];
    let values = [&asked_by(authority, permit)[..], &rest[..]].concat();
    let rows = tx.all(&CUSTODY_IN, &values).await?;
    rows.iter()
        .map(|row| whole_of(ring, authority, row))
        .collect()
}

/// One that found something; `None` where there is none that whoever asks may know of.
pub async fn custody_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    custody: CustodyId,
) -> Result<Option<Whole>, Fault> {
    let values = [&asked_by(authority, permit)[..], &[custody.uuid().into()]].concat();
    let row = tx.first(&CUSTODY_READ, &values).await?;
    row.map(|row| whole_of(ring, authority, &row)).transpose()
}

/// Answers one; and with it what else the same worker did to the same contact, unless it is a notice.
///
/// # Errors
/// `Stale` where somebody else answered it meanwhile.
pub async fn custody_answered(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (met, state): (&CustodyRow, CustodyState),
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let said = [state.code().into(), now.into(), by.into()];
    let key = [authority.into(), met.custody.uuid().into()];
    tx.run_one(&CUSTODY_ANSWERED, &[&key[..], &said[..]].concat())
        .await?;
    if met.notice.is_some() {
        return Ok(());
    }
    let beside = [
        authority.into(),
        met.contact.uuid().into(),
        met.principal.as_str().into(),
    ];
    tx.run(&CUSTODY_BESIDE, &[&beside[..], &said[..]].concat())
        .await
        .map(drop)
}

/// Where the look at the notice of a link stands; `None` where no worker sent it.
pub async fn mail_held(
    tx: &mut Tx,
    authority: AuthorityId,
    link: Uuid,
) -> Result<Option<CustodyState>, Fault> {
    let row = tx
        .first(&MAIL_HELD, &[authority.into(), link.into()])
        .await?;
    row.map(|row| row.code(0, CustodyState::from_code))
        .transpose()
}

/// Says that a contact goes on as another one, which is not there for the principal.
pub async fn reroute_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    principal: &str,
    (was, contact): (ContactId, ContactId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        principal.into(),
        contact.uuid().into(),
        was.uuid().into(),
        now.into(),
    ];
    tx.run_one(&REROUTE_PUT, &values).await
}

/// The contact that this one goes on from.
pub async fn rerouted_from(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Option<ContactId>, Fault> {
    let values = [authority.into(), contact.uuid().into()];
    let row = tx.first(&REROUTED_FROM, &values).await?;
    row.map(|row| row.id(0)).transpose()
}

/// The contact as which this one goes on, without the principal.
pub async fn rerouted_to(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (was, principal): (ContactId, &str),
) -> Result<Option<ContactId>, Fault> {
    let values = [authority.into(), was.uuid().into(), principal.into()];
    let row = tx.first(&REROUTED_TO, &values).await?;
    row.map(|row| row.id(0)).transpose()
}
