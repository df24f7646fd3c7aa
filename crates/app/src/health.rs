//! How an installation is, for whoever keeps it running: whether it can work, and how much waits. Nothing of a family is read and
//! nothing of anybody told, so none of it is an act.

use trefoil_core::ids::AuthorityId;
use trefoil_store::authority::authorities;
pub use trefoil_store::health::Upkeep;
use trefoil_store::health::upkeep;
use trefoil_store::ledger::head_read;
use trefoil_store::migrate::is_newest;
use trefoil_store::outbox::jobs_left;
use trefoil_store::{Db, Place};

use crate::door::App;

/// Why an installation cannot work now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// No answer.
    #[error("the database does not answer")]
    Database,
    /// Of another program.
    #[error("the schema is not this program's")]
    Schema,
    /// Writes are held back.
    #[error("the disk is nearly full")]
    Disk,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauges {
    /// Jobs that wait.
    pub jobs: i64,
    /// Entries of the ledger.
    pub entries: u64,
}

/// What the ledgers of a database say of its upkeep, without opening anything of it.
///
/// # Errors
/// Where the database does not answer.
pub async fn upkeeps(place: &Place) -> Result<Vec<(AuthorityId, Upkeep)>, crate::Fault> {
    let db = Db::open(place).await?;
    let mut found = Vec::new();
    for one in authorities(&db).await? {
        found.push((one.authority, upkeep(&db, one.authority).await?));
    }
    db.close().await;
    Ok(found)
}

impl App {
    /// Whether it can work: the database answers, its schema is this program's, and there is room to write.
    ///
    /// # Errors
    /// The first reason why not.
    pub async fn ready(&self) -> Result<(), NotReady> {
        let newest = async {
            let mut tx = self.db.read(self.authority).await?;
            is_newest(&mut tx).await
        };
        match newest.await {
            Err(_) => Err(NotReady::Database),
            Ok(false) => Err(NotReady::Schema),
            Ok(true) if !self.world.room() => Err(NotReady::Disk),
            Ok(true) => Ok(()),
        }
    }

    /// How much there is; `None` where the database does not answer.
    pub async fn gauges(&self) -> Option<Gauges> {
        let mut tx = self.db.read(self.authority).await.ok()?;
        let jobs = jobs_left(&mut tx, self.authority).await.ok()?;
        let (entries, _) = head_read(&mut tx, self.authority).await.ok()?;
        Some(Gauges { jobs, entries })
    }
}
