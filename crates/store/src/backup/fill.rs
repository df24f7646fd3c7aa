//! Restoring: an empty database is filled from a file and proves itself, in one transaction that is kept only then. A file of an
//! earlier schema is filled as that was, and brought up to date afterwards.

use std::io::Read;

use trefoil_core::chance::Chance;
use trefoil_core::ids::AuthorityId;
use trefoil_core::seal::Authority32;

use super::frame::{Chain, Kind, Reading};
use super::paper::{self, End, Head, Sum, Table};
use super::prove::{Held, Proven, prove, read_back};
use super::row::{self, Digests};
use super::{BackupFault, Progress};
use crate::db::{Catalogued, Db, Engine, Place, Tx};
use crate::migrate::{migrate_to, newest};

/// What is asked of a restore.
pub struct Asked<'a> {
    /// Where to: a file that is not there yet, or an empty database of a server.
    pub place: &'a Place,
    /// The key file's keys, where they are at hand.
    pub keys: Option<&'a [Authority32]>,
    /// Whether everything is read back and the ledgers are verified.
    pub verify: bool,
    /// For what is needed once and thrown away.
    pub chance: &'a dyn Chance,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Of what the backup is.
    pub head: Head,
    /// Bytes of the file, each covered by its checksum.
    pub bytes: u64,
    /// Tables.
    pub tables: usize,
    /// Rows put in, as many as the backup says.
    pub rows: u64,
    /// Whether every row was read back and is the same.
    pub read_back: bool,
    /// Changes of the schema that were applied since.
    pub migrated: usize,
    /// What each authority's ledger proved.
    pub proven: Vec<Proven>,
}

/// Restores.
///
/// # Errors
/// Why nothing was; a server's database is then as it was, and a file is to be thrown away.
pub async fn restore(
    asked: &Asked<'_>,
    from: &mut (dyn Read + Send),
    progress: &mut Progress<'_>,
) -> Result<Restored, BackupFault> {
    let mut reading = Reading::begin(from)?;
    let head = head(&mut reading)?;
    let db = match asked.place {
        Place::File(path) => Db::open_to_fill(path).await?,
        Place::Server(_) => Db::open(asked.place).await?,
    };
    let mut tx = db.write_schema().await?;
    if !tx.catalogue().await?.is_empty() {
        return Err(BackupFault::NotEmpty);
    }
    migrate_to(&mut tx, head.schema).await?;
    let tables = tx.catalogue().await?;
    let bare = tx.lay_bare().await?;
    let mut filling = Filling::new(&tables, progress);
    let (end, chain) = filling.blocks(&mut tx, &mut reading).await?;
    let sums = filling.sums(&end)?;
    let bytes = reading.end()?;
    let codes = codes(&head)?;
    if asked.verify {
        read_back(&mut tx, &tables, &codes, &sums, progress).await?;
    }
    tx.dress(bare, || told(progress, "indexes", 0, 0)).await?;
    let migrated = migrate_to(&mut tx, newest()).await?;
    let held = Held {
        head: &head,
        end: &end,
        chain: &chain,
    };
    told(progress, "ledger", 0, 0)?;
    tx.count_up().await?;
    let proven = prove(&mut tx, asked, &held, &codes).await?;
    tx.commit().await?;
    db.close().await;
    Ok(Restored {
        head,
        bytes,
        tables: sums.len(),
        rows: sums.iter().map(|sum| sum.rows).sum(),
        read_back: asked.verify,
        migrated,
        proven,
    })
}

/// Says how far one is.
pub(super) fn told(
    progress: &mut Progress<'_>,
    what: &'static str,
    done: u64,
    of: u64,
) -> Result<(), BackupFault> {
    Ok(progress(what, done, of).map_err(crate::Fault::Refused)?)
}

fn head(reading: &mut Reading<'_>) -> Result<Head, BackupFault> {
    let (Kind::Head, payload) = reading.block()? else {
        return Err(BackupFault::Strange("no head".to_owned()));
    };
    let head: Head = paper::read(&payload)?;
    if head.schema > newest() {
        return Err(BackupFault::Newer(head.schema, newest()));
    }
    Ok(head)
}

fn codes(head: &Head) -> Result<Vec<AuthorityId>, BackupFault> {
    let codes = head.authorities.iter().map(|one| {
        AuthorityId::new(one.code).map_err(|_| {
            BackupFault::Strange(format!("authority {}, which is no DfE code", one.code))
        })
    });
    codes.collect()
}

/// A database that is being filled.
struct Filling<'f, 'p> {
    tables: &'f [Catalogued],
    /// The table of the rows that come, and those that were before it.
    at: Option<&'f Catalogued>,
    sums: Vec<(Sum, Digests)>,
    progress: &'f mut Progress<'p>,
}

impl<'f, 'p> Filling<'f, 'p> {
    fn new(tables: &'f [Catalogued], progress: &'f mut Progress<'p>) -> Self {
        Self {
            tables,
            at: None,
            sums: Vec::new(),
            progress,
        }
    }

    /// Reads to the end; the end, and the checksum of all before it.
    async fn blocks(
        &mut self,
        tx: &mut Tx,
        reading: &mut Reading<'_>,
    ) -> Result<(End, Chain), BackupFault> {
        loop {
            let chain = reading.chain();
            let (kind, payload) = reading.block()?;
            match kind {
                Kind::Head => return Err(BackupFault::Strange("two heads".to_owned())),
                Kind::Table => self.table(&paper::read(&payload)?)?,
                Kind::Rows => self.rows(tx, &payload).await?,
                Kind::End => return Ok((paper::read(&payload)?, chain)),
            }
            told(self.progress, "bytes", reading.bytes(), 0)?;
        }
    }

    fn table(&mut self, table: &Table) -> Result<(), BackupFault> {
        let twice = self.sums.iter().any(|(sum, _)| sum.table == table.name);
        let known = self.tables.iter().find(|known| known.name == table.name);
        let fits = known.filter(|known| known.columns == table.columns && !twice);
        let fits = fits.ok_or_else(|| {
            BackupFault::Strange(format!("a table {} that is not ours", table.name))
        })?;
        self.at = Some(fits);
        let sum = Sum {
            table: table.name.clone(),
            rows: 0,
            digest: String::new(),
        };
        self.sums.push((sum, Digests::default()));
        Ok(())
    }

    async fn rows(&mut self, tx: &mut Tx, rows: &[u8]) -> Result<(), BackupFault> {
        let (Some(table), Some((sum, digests))) = (self.at, self.sums.last_mut()) else {
            return Err(BackupFault::Strange("rows of no table".to_owned()));
        };
        let kinds = table.kinds();
        let embedded = tx.engine() == Engine::Sqlite;
        let (mut rest, mut values) = (rows, Vec::new());
        while !rest.is_empty() {
            let (one, after) = row::first(rest)?;
            digests.add(one);
            sum.rows += 1;
            if embedded {
                row::values(one, &kinds, &mut values)?;
            }
            rest = after;
        }
        if embedded {
            tx.put_in(table, values)?;
        } else {
            tx.copy_in(table, rows).await?;
        }
        Ok(())
    }

    /// What the tables add up to, where that is what the end says of every one of them.
    fn sums(self, end: &End) -> Result<Vec<Sum>, BackupFault> {
        let sums = self.sums.into_iter().map(|(sum, digests)| Sum {
            digest: digests.hex(),
            ..sum
        });
        let sums: Vec<Sum> = sums.collect();
        if sums != end.tables || sums.len() != self.tables.len() {
            return Err(BackupFault::Strange(
                "other rows than its end says".to_owned(),
            ));
        }
        Ok(sums)
    }
}
