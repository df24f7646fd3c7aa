//! Making a backup. The entry that one was begun is committed before a row is read, and is in the backup; that it is finished is
//! written when the file is where it belongs.

use std::io::Write;
use std::sync::Arc;

use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_core::seal::Authority32;
use trefoil_policy::Asker;
use trefoil_store::authority::Authority;
use trefoil_store::backup::{Progress, Taken, take};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Db, Place, Ring};

use super::NotDone;
use crate::door::App;
use crate::open::open_all;
use crate::world::World;

/// Tries of an entry, each as long as a lock is waited for.
const TRIES: usize = 36;

/// Leaves an entry beside a server that writes without a pause: the embedded engine's lock goes to whoever asks at the right moment,
/// which may take a while. A backup that is made at a busy time is no reason to go without.
async fn patiently(door: &App, asker: &Asker, act: Act) -> Result<(), Refusal> {
    let on = (SubjectKind::Authority, None);
    for _ in 1..TRIES {
        match door.record(asker, act, on, Vec::new()).await {
            Err(Refusal::Unavailable) => {}
            other => return other,
        }
    }
    door.record(asker, act, on, Vec::new()).await
}

/// A backup that is being made, of every authority of a database.
pub struct Making {
    db: Db,
    doors: Vec<App>,
    asker: Asker,
}

impl Making {
    /// Begins one. The database is read as it is: its schema is not brought up to date, so that a backup can be made before that.
    ///
    /// # Errors
    /// Where the database or a key does not open, or somebody else than the console asks.
    pub async fn begin(
        place: &Place,
        keys: &[Authority32],
        world: Arc<dyn World>,
        asker: Asker,
    ) -> Result<Self, NotDone> {
        let db = Db::open(place).await?;
        let doors = open_all(&db, keys, &world).await?;
        let making = Self { db, doors, asker };
        making.record(Act::BackupStart).await?;
        Ok(making)
    }

    async fn record(&self, act: Act) -> Result<(), NotDone> {
        for door in &self.doors {
            let _permit = door.leave(&self.asker, act, None).await?;
            patiently(door, &self.asker, act).await?;
        }
        Ok(())
    }

    /// Writes it.
    ///
    /// # Errors
    /// Where it cannot be; what was written is then no backup.
    pub async fn write(
        &self,
        program: &str,
        out: &mut (dyn Write + Send),
        progress: &mut Progress<'_>,
    ) -> Result<Taken, NotDone> {
        let of = |door: &App| {
            let (authority, name) = (door.authority, door.name.clone());
            (Authority { authority, name }, Arc::clone(&door.ring))
        };
        let authorities: Vec<(Authority, Arc<Ring>)> = self.doors.iter().map(of).collect();
        let now = self.doors.first().map(App::now).unwrap_or_default();
        Ok(take(&self.db, &authorities, (program, now), out, progress).await?)
    }

    /// Says that the file is where it belongs.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub async fn finish(self) -> Result<(), NotDone> {
        self.record(Act::BackupFinish).await?;
        self.db.close().await;
        Ok(())
    }

    /// Lets go of one that failed.
    pub async fn give_up(self) {
        self.db.close().await;
    }
}
