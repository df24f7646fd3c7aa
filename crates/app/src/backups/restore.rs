//! Restoring a backup. There is no ledger to write to before it is done, and none without the key; with the key, the entry is
//! the first of the restored ledger's own.

use std::io::Read;
use std::sync::Arc;

use trefoil_core::act::Act;
use trefoil_core::seal::Authority32;
use trefoil_policy::Asker;
use trefoil_store::backup::{self, Progress, Restored};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Db, Place};

use super::NotDone;
use crate::open::open_all;
use crate::world::World;

/// What is asked of a restore.
pub struct Asked<'a> {
    /// Where to: a file that is not there yet, or an empty database of a server.
    pub place: &'a Place,
    /// The keys of the key file, where it is at hand.
    pub keys: Option<&'a [Authority32]>,
    /// Whether everything is read back and the ledgers are verified.
    pub verify: bool,
}

/// Restores into a place where nothing is yet.
///
/// # Errors
/// Why nothing was restored.
pub async fn restore(
    asked: &Asked<'_>,
    world: &dyn World,
    from: &mut (dyn Read + Send),
    progress: &mut Progress<'_>,
) -> Result<Restored, NotDone> {
    let asked = backup::Asked {
        place: asked.place,
        keys: asked.keys,
        verify: asked.verify,
        chance: world,
    };
    Ok(backup::restore(&asked, from, progress).await?)
}

/// Leaves the entry that it was restored, in each authority's ledger.
///
/// # Errors
/// Where the ledger cannot be written.
pub async fn restore_recorded(
    place: &Place,
    keys: &[Authority32],
    world: Arc<dyn World>,
    asker: &Asker,
) -> Result<(), NotDone> {
    let db = Db::open(place).await?;
    for door in open_all(&db, keys, &world).await? {
        let act = Act::BackupRestore;
        let _permit = door.leave(asker, act, None).await?;
        door.record(asker, act, (SubjectKind::Authority, None), Vec::new())
            .await?;
    }
    db.close().await;
    Ok(())
}
