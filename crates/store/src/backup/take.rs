//! Taking a backup: one snapshot, read table by table and written as it comes. On the embedded engine a reader holds nobody up;
//! what writers add meanwhile is folded in by this process afterwards, so that no commit of theirs has to wait for it.

use std::io::Write;
use std::sync::Arc;

use jiff::Timestamp;
use trefoil_core::ids::AuthorityId;

use super::fill::told;
use super::frame::{Kind, Writing};
use super::paper::{self, End, Head, Seal, Standing, Sum, Table};
use super::row::Digests;
use super::{BackupFault, Progress};
use crate::authority::Authority;
use crate::db::{Catalogued, Db, Tx};
use crate::ledger::head_read;
use crate::migrate::schema_at;
use crate::ring::Ring;

/// Rows are gathered to blocks of at least so many bytes.
const BLOCK: usize = 1 << 20;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Of what.
    pub head: Head,
    /// Its rows.
    pub rows: u64,
    /// Its bytes.
    pub bytes: u64,
}

/// Writes the whole database as it stands at one moment. Each authority's ring seals the file.
///
/// # Errors
/// Where the database cannot be read or the file cannot be written; what was written so far is no backup.
pub async fn take(
    db: &Db,
    authorities: &[(Authority, Arc<Ring>)],
    made: (&str, Timestamp),
    out: &mut (dyn Write + Send),
    progress: &mut Progress<'_>,
) -> Result<Taken, BackupFault> {
    let codes: Vec<AuthorityId> = authorities.iter().map(|(one, _)| one.authority).collect();
    let mut tx = db.read_across().await?;
    let head = head(db, &mut tx, authorities, made).await?;
    let tables = tx.catalogue().await?;
    let mut writing = Writing::begin(out)?;
    writing.block(Kind::Head, &paper::write(&head)?)?;
    let about = tables.iter().map(|table| table.about).sum();
    let mut going = Going {
        writing,
        progress,
        rows: 0,
        about,
    };
    let mut sums = Vec::with_capacity(tables.len());
    for table in &tables {
        sums.push(going.table(&mut tx, table, &codes).await?);
    }
    tx.end_whole().await?;
    let Going {
        mut writing, rows, ..
    } = going;
    let chain = writing.chain();
    let sealed = authorities.iter().map(|(one, ring)| {
        let code = one.authority.code();
        let seal = paper::seal(ring, code, &chain);
        Seal { code, seal }
    });
    let end = End {
        tables: sums,
        seals: sealed.collect(),
    };
    writing.block(Kind::End, &paper::write(&end)?)?;
    let bytes = writing.bytes();
    Ok(Taken { head, rows, bytes })
}

async fn head(
    db: &Db,
    tx: &mut Tx,
    authorities: &[(Authority, Arc<Ring>)],
    (program, at): (&str, Timestamp),
) -> Result<Head, BackupFault> {
    let schema = schema_at(tx).await?;
    let mut standings = Vec::with_capacity(authorities.len());
    for (one, _) in authorities {
        tx.stands_in(one.authority).await?;
        let (entries, root) = head_read(tx, one.authority).await?;
        standings.push(Standing {
            code: one.authority.code(),
            name: one.name.clone(),
            entries,
            root,
        });
    }
    Ok(Head {
        program: program.to_owned(),
        engine: db.engine().name().to_owned(),
        schema,
        made_at: at.as_microsecond(),
        authorities: standings,
    })
}

struct Going<'g, 'p> {
    writing: Writing<'g>,
    progress: &'g mut Progress<'p>,
    rows: u64,
    about: u64,
}

impl Going<'_, '_> {
    async fn table(
        &mut self,
        tx: &mut Tx,
        table: &Catalogued,
        codes: &[AuthorityId],
    ) -> Result<Sum, BackupFault> {
        let says = Table {
            name: table.name.clone(),
            columns: table.columns.clone(),
        };
        self.writing.block(Kind::Table, &paper::write(&says)?)?;
        let (before, mut digests) = (self.rows, Digests::default());
        let mut block = Vec::with_capacity(BLOCK + BLOCK / 4);
        let each = |row: &[u8]| {
            digests.add(row);
            self.rows += 1;
            block.extend_from_slice(row);
            if block.len() >= BLOCK {
                self.writing.block(Kind::Rows, &block)?;
                block.clear();
                told(self.progress, "rows", self.rows, self.about)?;
            }
            Ok::<(), BackupFault>(())
        };
        tx.each_of_table(table, codes, each).await?;
        if !block.is_empty() {
            self.writing.block(Kind::Rows, &block)?;
        }
        Ok(Sum {
            table: table.name.clone(),
            rows: self.rows - before,
            digest: digests.hex(),
        })
    }
}
