//! What a restored database proves of itself before it is kept: every row reads back as it was, every ledger is whole and the one of
//! the backup, and, with the key, that the file was made by somebody who holds it.

use trefoil_core::ids::AuthorityId;

use super::fill::{Asked, told};
use super::frame::Chain;
use super::paper::{self, End, Head, Standing, Sum};
use super::row::Digests;
use super::{BackupFault, Progress};
use crate::db::{Catalogued, Tx};
use crate::fault::Fault;
use crate::ledger::{Verified, verify, verify_keyless};
use crate::ring::Ring;

/// What one authority's ledger proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// How it stood in the backup.
    pub standing: Standing,
    /// What verification read; `None` where it was not asked for.
    pub ledger: Option<Verified>,
    /// Whether the key was at hand: then the file's seal and the head's are the key's.
    pub keyed: bool,
}

/// What a backup says of itself.
pub(super) struct Held<'h> {
    pub(super) head: &'h Head,
    pub(super) end: &'h End,
    pub(super) chain: &'h Chain,
}

/// Reads every row again and holds the tables against what was put in.
pub(super) async fn read_back(
    tx: &mut Tx,
    tables: &[Catalogued],
    codes: &[AuthorityId],
    sums: &[Sum],
    progress: &mut Progress<'_>,
) -> Result<(), BackupFault> {
    let of = sums.iter().map(|sum| sum.rows).sum();
    let (mut done, mut wrong) = (0, Vec::new());
    for table in tables {
        let (mut rows, mut digests) = (0_u64, Digests::default());
        let each = |row: &[u8]| {
            digests.add(row);
            rows += 1;
            Ok::<(), Fault>(())
        };
        tx.each_of_table(table, codes, each).await?;
        let found = Sum {
            table: table.name.clone(),
            rows,
            digest: digests.hex(),
        };
        if !sums.contains(&found) {
            wrong.push(format!("table {} does not read back as it was", table.name));
        }
        done += rows;
        told(progress, "rows read back", done, of)?;
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(BackupFault::NotProven(wrong))
    }
}

/// Verifies each authority's ledger and seal.
pub(super) async fn prove(
    tx: &mut Tx,
    asked: &Asked<'_>,
    held: &Held<'_>,
    codes: &[AuthorityId],
) -> Result<Vec<Proven>, BackupFault> {
    let (mut proven, mut wrong) = (Vec::new(), Vec::new());
    for (authority, standing) in codes.iter().zip(&held.head.authorities) {
        tx.stands_in(*authority).await?;
        let ring = ring(tx, asked, *authority).await?;
        if let Some(ring) = &ring {
            let seal = paper::seal(ring, standing.code, held.chain);
            let fits = |one: &paper::Seal| one.code == standing.code && one.seal == seal;
            if !held.end.seals.iter().any(fits) {
                wrong.push(format!("the seal of authority {authority} does not fit: the file was changed by somebody who made its checksums anew"));
            }
        }
        let ledger = match (&ring, asked.verify) {
            (_, false) => None,
            (Some(ring), true) => Some(verify(tx, ring, *authority, None).await?),
            (None, true) => {
                let passing = Ring::fresh(asked.chance);
                Some(verify_keyless(tx, &passing, *authority).await?)
            }
        };
        if let Some(found) = &ledger {
            wrong.extend(found.findings.iter().map(|finding| finding.0.clone()));
            if (found.entries, &found.root) != (standing.entries, &standing.root) {
                wrong.push(format!(
                    "the ledger of authority {authority} is not the one of the backup"
                ));
            }
        }
        proven.push(Proven {
            standing: standing.clone(),
            ledger,
            keyed: ring.is_some(),
        });
    }
    if wrong.is_empty() {
        Ok(proven)
    } else {
        Err(BackupFault::NotProven(wrong))
    }
}

async fn ring(
    tx: &mut Tx,
    asked: &Asked<'_>,
    authority: AuthorityId,
) -> Result<Option<Ring>, BackupFault> {
    let Some(keys) = asked.keys else {
        return Ok(None);
    };
    match Ring::read(tx, authority, keys).await {
        Ok(Some(ring)) => Ok(Some(ring)),
        Ok(None) => Err(BackupFault::NotProven(vec![format!(
            "authority {authority} has no keys"
        )])),
        Err(Fault::Unsealable(_)) => Err(BackupFault::NotProven(vec![format!(
            "the key file does not open authority {authority}: put the key there with which the backup was made, or take the key file away to restore without it"
        )])),
        Err(fault) => Err(fault.into()),
    }
}
