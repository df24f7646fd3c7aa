//! How an authority tells its schools, a setting a line, each with when it held.

use jiff::Timestamp;
use trefoil_core::ids::AuthorityId;
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;

statement! {
    SETTINGS = "SELECT setting, value, known_from, known_until, recorded_by FROM school_setting WHERE authority_id = $1 AND known_until IS NULL";
    SETTING_HISTORY = "SELECT setting, value, known_from, known_until, recorded_by FROM school_setting WHERE authority_id = $1 ORDER BY known_from DESC, setting";
    SETTING_END = "UPDATE school_setting SET known_until = $3 WHERE authority_id = $1 AND setting = $2 AND known_until IS NULL";
    SETTING_PUT = "INSERT INTO school_setting (authority_id, setting, known_from, value, recorded_by) VALUES ($1, $2, $3, $4, $5)";
}

/// A setting as it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// Which.
    pub setting: String,
    /// What it says.
    pub value: String,
    /// Since when.
    pub known_from: Timestamp,
    /// Until when.
    pub known_until: Option<Timestamp>,
    /// By whom, as the ledger writes it.
    pub recorded_by: String,
}

fn row_of(row: &Row) -> Result<SettingRow, Fault> {
    Ok(SettingRow {
        setting: row.text(0)?,
        value: row.text(1)?,
        known_from: row.time(2)?,
        known_until: row.time_or_none(3)?,
        recorded_by: row.text(4)?,
    })
}

/// The settings that hold now.
pub async fn settings(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<SettingRow>, Fault> {
    tx.all(&SETTINGS, &[authority.into()])
        .await?
        .iter()
        .map(row_of)
        .collect()
}

/// Every setting that ever held, the latest first.
pub async fn setting_history(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
) -> Result<Vec<SettingRow>, Fault> {
    tx.all(&SETTING_HISTORY, &[authority.into()])
        .await?
        .iter()
        .map(row_of)
        .collect()
}

/// Writes a setting in the place of what held.
pub async fn setting_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (setting, value): (&str, &str),
    (by, now): (&str, Timestamp),
) -> Result<(), Fault> {
    let ended = [authority.into(), setting.into(), now.into()];
    tx.run(&SETTING_END, &ended).await?;
    let values = [
        authority.into(),
        setting.into(),
        now.into(),
        value.into(),
        by.into(),
    ];
    tx.run_one(&SETTING_PUT, &values).await
}
