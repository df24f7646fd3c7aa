//! Authorities: made once, with their keys and an empty ledger.

use jiff::Timestamp;
use trefoil_core::chance::Chance;
use trefoil_core::ids::AuthorityId;
use trefoil_core::seal::Authority32;

use crate::db::{Db, statement};
use crate::fault::Fault;
use crate::ledger::{self, Entry};
use crate::ring::Ring;

statement! {
    AUTHORITY_READ = "SELECT name FROM authority WHERE authority_id = $1";
    AUTHORITIES = "SELECT authority_id, name FROM authority ORDER BY authority_id";
    AUTHORITY_PUT = "INSERT INTO authority (authority_id, name, created_at) VALUES ($1, $2, $3)";
    RENAME = "UPDATE authority SET name = $2 WHERE authority_id = $1";
}

/// An authority of this database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its DfE code.
    pub authority: AuthorityId,
    /// What it is called.
    pub name: String,
}

/// The authorities of this database, by code.
pub async fn authorities(db: &Db) -> Result<Vec<Authority>, Fault> {
    let mut tx = db.read_across().await?;
    let rows = tx.all(&AUTHORITIES, &[]).await?;
    rows.iter()
        .map(|row| {
            let code = u16::try_from(row.int(0)?)
                .ok()
                .and_then(|code| AuthorityId::new(code).ok());
            let authority =
                code.ok_or_else(|| Fault::Broken("authority_id is not a DfE code".to_owned()))?;
            Ok(Authority {
                authority,
                name: row.text(1)?,
            })
        })
        .collect()
}

/// Makes the authority with fresh keys, wrapped under `file_key`, and the first entry of its ledger.
pub async fn authority_create(
    db: &Db,
    authority: &Authority,
    file_key: &Authority32,
    chance: &dyn Chance,
    entry: Entry,
) -> Result<Ring, Fault> {
    let created_at: Timestamp = entry.at;
    let ring = Ring::fresh(chance);
    let mut tx = db.write(authority.authority).await?;
    tx.run_one(
        &AUTHORITY_PUT,
        &[
            authority.authority.into(),
            authority.name.as_str().into(),
            created_at.into(),
        ],
    )
    .await?;
    ring.write(&mut tx, authority.authority, file_key, chance)
        .await?;
    ledger::begin(&mut tx, &ring, authority.authority).await?;
    ledger::append(&mut tx, &ring, authority.authority, &[entry]).await?;
    tx.commit().await?;
    Ok(ring)
}

/// Wraps the authority's keys under another key of the key file.
pub async fn ring_rewrap(
    db: &Db,
    authority: AuthorityId,
    ring: &Ring,
    file_key: &Authority32,
    chance: &dyn Chance,
    entry: Entry,
) -> Result<(), Fault> {
    let mut tx = db.write(authority).await?;
    ring.write(&mut tx, authority, file_key, chance).await?;
    ledger::append(&mut tx, ring, authority, &[entry]).await?;
    tx.commit().await
}
