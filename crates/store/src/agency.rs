//! Agencies, and the tokens with which their systems tell the hub. A token is known here by its keyed hash alone.

use jiff::Timestamp;
use trefoil_core::ids::{AgencyId, AuthorityId, TeamId, TokenId};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::search::{asked_by, principal_key};

/// The columns of a token, in the order in which it is read.
macro_rules! columns {
    () => {
        "SELECT t.token_id, t.agency_id, a.name, t.system, t.made_at, t.made_by, t.expires_at, t.used_at, t.revoked_at, t.revoked_by FROM agency_token t JOIN agency a ON a.authority_id = t.authority_id AND a.agency_id = t.agency_id WHERE t.authority_id = $1 AND "
    };
}

statement! {
    AGENCIES = "SELECT agency_id, name, ended_at FROM agency WHERE authority_id = $1 ORDER BY name, agency_id";
    AGENCY_NAME = "UPDATE agency SET name = $3 WHERE authority_id = $1 AND agency_id = $2 AND ended_at IS NULL";
    AGENCY_END = "UPDATE agency SET ended_at = $3 WHERE authority_id = $1 AND agency_id = $2 AND ended_at IS NULL";
    TEAM_NAME = "UPDATE team SET name = $3 WHERE authority_id = $1 AND team_id = $2 AND ended_at IS NULL";
    TEAM_END = "UPDATE team SET ended_at = $3 WHERE authority_id = $1 AND team_id = $2 AND ended_at IS NULL";
    CHECKS_OPEN = concat!("SELECT COUNT(*) FROM partner_check k WHERE k.authority_id = $1 AND k.agency_id = $3 AND k.answered_at IS NULL AND k.ended_at IS NULL AND k.contact_id NOT IN (", closed_contacts!(), ")");
    TOKENS_OF = concat!(columns!(), "t.agency_id = $2 ORDER BY t.made_at DESC, t.token_id");
    TOKEN_BY = concat!(columns!(), "t.token_hash = $2");
    TOKEN_PUT = "INSERT INTO agency_token (authority_id, token_id, agency_id, system, token_hash, made_at, made_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    TOKEN_USED = "UPDATE agency_token SET used_at = $3 WHERE authority_id = $1 AND token_id = $2";
    TOKEN_REVOKE = "UPDATE agency_token SET revoked_at = $4, revoked_by = $5 WHERE authority_id = $1 AND agency_id = $2 AND token_id = $3 AND revoked_at IS NULL";
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// The agency.
    pub agency: AgencyId,
    /// What it is called.
    pub name: String,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Every agency, by name.
pub async fn agencies(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<Agency>, Fault> {
    let rows = tx.all(&AGENCIES, &[authority.into()]).await?;
    let agency = |row: &Row| {
        Ok(Agency {
            agency: row.id(0)?,
            name: row.text(1)?,
            ended_at: row.time_or_none(2)?,
        })
    };
    rows.iter().map(agency).collect()
}

/// Gives an agency another name.
///
/// # Errors
/// `Stale` where there is none, or it has ended.
pub async fn agency_name(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (agency, name): (AgencyId, &str),
) -> Result<(), Fault> {
    let values = [authority.into(), agency.uuid().into(), name.into()];
    tx.run_one(&AGENCY_NAME, &values).await
}

/// Ends an agency.
///
/// # Errors
/// As above.
pub async fn agency_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (agency, now): (AgencyId, Timestamp),
) -> Result<(), Fault> {
    let values = [authority.into(), agency.uuid().into(), now.into()];
    tx.run_one(&AGENCY_END, &values).await
}

/// Gives a team another name.
///
/// # Errors
/// As above.
pub async fn team_name(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (team, name): (TeamId, &str),
) -> Result<(), Fault> {
    let values = [authority.into(), team.uuid().into(), name.into()];
    tx.run_one(&TEAM_NAME, &values).await
}

/// Ends a team.
///
/// # Errors
/// As above.
pub async fn team_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (team, now): (TeamId, Timestamp),
) -> Result<(), Fault> {
    let values = [authority.into(), team.uuid().into(), now.into()];
    tx.run_one(&TEAM_END, &values).await
}

/// How many checks an agency has not answered: of contacts that are not closed to who asks by an interest.
pub async fn checks_open(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    agency: AgencyId,
) -> Result<i64, Fault> {
    let key = [&asked_by(authority, permit)[..], &[agency.uuid().into()]].concat();
    tx.one(&CHECKS_OPEN, &key).await?.int(0)
}

/// A token, without what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// The token.
    pub token: TokenId,
    /// Whose system has it.
    pub agency: AgencyId,
    /// The agency's name.
    pub agency_name: String,
    /// What the system is called.
    pub system: String,
    /// Since when.
    pub made_at: Timestamp,
    /// By whom, as the ledger names them.
    pub made_by: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// Last used.
    pub used_at: Option<Timestamp>,
    /// When it was revoked, and by whom, as the ledger names them.
    pub revoked: Option<(Timestamp, String)>,
}

impl TokenRow {
    /// Whether it opens anything.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && now < self.expires_at
    }
}

fn token_of(row: &Row) -> Result<TokenRow, Fault> {
    Ok(TokenRow {
        token: row.id(0)?,
        agency: row.id(1)?,
        agency_name: row.text(2)?,
        system: row.text(3)?,
        made_at: row.time(4)?,
        made_by: row.text(5)?,
        expires_at: row.time(6)?,
        used_at: row.time_or_none(7)?,
        revoked: row.time_or_none(8)?.zip(row.text_or_none(9)?),
    })
}

/// Every token of an agency's systems, the latest first.
pub async fn tokens_of(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    agency: AgencyId,
) -> Result<Vec<TokenRow>, Fault> {
    let key = [authority.into(), agency.uuid().into()];
    let rows = tx.all(&TOKENS_OF, &key).await?;
    rows.iter().map(token_of).collect()
}

/// The token of a keyed hash, good or not.
pub async fn token_by(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
) -> Result<Option<TokenRow>, Fault> {
    let key = [authority.into(), hash.to_vec().into()];
    let row = tx.first(&TOKEN_BY, &key).await?;
    row.as_ref().map(token_of).transpose()
}

/// A token to be kept.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// The token.
    pub token: TokenId,
    /// Whose system has it.
    pub agency: AgencyId,
    /// What the system is called.
    pub system: String,
    /// The keyed hash of what it is.
    pub hash: Vec<u8>,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Keeps a token.
pub async fn token_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    new: &NewToken,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        new.token.uuid().into(),
        new.agency.uuid().into(),
        new.system.as_str().into(),
        new.hash.clone().into(),
        now.into(),
        principal_key(&permit.principal()).into(),
        new.expires_at.into(),
    ];
    tx.run_one(&TOKEN_PUT, &values).await
}

/// Notes that a token was used.
pub async fn token_used(
    tx: &mut Tx,
    authority: AuthorityId,
    token: TokenId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), token.uuid().into(), now.into()];
    tx.run_one(&TOKEN_USED, &values).await
}

/// Revokes a token of an agency.
///
/// # Errors
/// `Stale` where it was revoked already, or is none of this agency's.
pub async fn token_revoke(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (agency, token): (AgencyId, TokenId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        agency.uuid().into(),
        token.uuid().into(),
        now.into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&TOKEN_REVOKE, &values).await
}
