//! Quarantine: rows that could not be attached to any contact, kept and shown until somebody deals with them.

use jiff::Timestamp;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::{AuthorityId, ImportId, QuarantineId};
use trefoil_core::located::Located;
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    QUARANTINE_PUT (Rows 8) = "INSERT INTO quarantine (authority_id, quarantine_id, import_id, row_number, code, message, digest, known_from) VALUES {rows}";
    QUARANTINE_HELD = "SELECT quarantine_id FROM quarantine WHERE authority_id = $1 AND digest = $2";
    QUARANTINE_OPEN = "SELECT q.quarantine_id, q.import_id, q.row_number, q.code, q.message, q.known_from, v.record_id, v.version, v.wrapped_key, v.payload FROM quarantine q JOIN version v ON v.authority_id = q.authority_id AND v.record_id = q.quarantine_id AND v.version = 1 WHERE q.authority_id = $1 AND q.closed_at IS NULL ORDER BY q.known_from, q.row_number, q.quarantine_id LIMIT $2 OFFSET $3";
    QUARANTINE_COUNT = "SELECT COUNT(*) FROM quarantine WHERE authority_id = $1 AND closed_at IS NULL";
    QUARANTINE_CLOSE = "UPDATE quarantine SET closed_at = $3, closed_by = $4, note = $5 WHERE authority_id = $1 AND quarantine_id = $2 AND closed_at IS NULL";
}

/// A quarantined row.
#[derive(Clone)]
pub struct Quarantined {
    /// The row's own record.
    pub quarantine: QuarantineId,
    /// The file that it came in.
    pub import: ImportId,
    /// Its ordinal in that file, the header being 1.
    pub row: i64,
    /// Why.
    pub code: FlagCode,
    /// Plain words.
    pub message: String,
    /// Hash of the row, so that the same file twice quarantines it once.
    pub digest: Vec<u8>,
    /// Since when.
    pub known_from: Timestamp,
}

/// Whether the same row is held already, dealt with or not.
pub async fn held(tx: &mut Tx, authority: AuthorityId, digest: &[u8]) -> Result<bool, Fault> {
    Ok(tx
        .first(
            &QUARANTINE_HELD,
            &[authority.into(), digest.to_vec().into()],
        )
        .await?
        .is_some())
}

/// Writes quarantined rows; their text is written as versions.
pub async fn quarantine_put(
    tx: &mut Tx,
    authority: AuthorityId,
    rows: &[Quarantined],
) -> Result<(), Fault> {
    let rows = rows.iter().map(|row| {
        vec![
            authority.into(),
            row.quarantine.uuid().into(),
            row.import.uuid().into(),
            row.row.into(),
            row.code.code().into(),
            row.message.as_str().into(),
            row.digest.clone().into(),
            row.known_from.into(),
        ]
    });
    tx.run_rows(&QUARANTINE_PUT, rows.collect()).await.map(drop)
}

/// How many rows wait for somebody.
pub async fn quarantine_count(tx: &mut Tx, authority: AuthorityId) -> Result<i64, Fault> {
    tx.one(&QUARANTINE_COUNT, &[authority.into()]).await?.int(0)
}

/// A page of the rows that wait, oldest first, with their text as it came.
pub async fn quarantine_page(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    limit: i64,
    offset: i64,
) -> Result<Vec<(Quarantined, Located<String>)>, Fault> {
    let rows = tx
        .all(
            &QUARANTINE_OPEN,
            &[authority.into(), limit.into(), offset.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, 6)?)))
        .collect()
}

fn row_of(row: &Row) -> Result<Quarantined, Fault> {
    Ok(Quarantined {
        quarantine: row.id(0)?,
        import: row.id(1)?,
        row: row.int(2)?,
        code: row.code(3, FlagCode::from_code)?,
        message: row.text(4)?,
        digest: Vec::new(),
        known_from: row.time(5)?,
    })
}

/// Says that a row was dealt with, by whom and how.
///
/// # Errors
/// `Stale` where somebody else has.
pub async fn quarantine_close(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    quarantine: QuarantineId,
    by: &str,
    note: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &QUARANTINE_CLOSE,
        &[
            authority.into(),
            quarantine.uuid().into(),
            now.into(),
            by.into(),
            note.into(),
        ],
    )
    .await
}
