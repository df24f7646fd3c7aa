//! Backups: one of everything while others work, and an installation made of it again. Both are the operator's at the console.

mod make;
mod restore;

pub use make::Making;
pub use restore::{Asked, restore, restore_recorded};
pub use trefoil_store::backup::{BackupFault, Head, Progress, Proven, Restored, Standing, Taken};

use trefoil_core::refusal::Refusal;

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The installation cannot be opened.
    #[error(transparent)]
    Open(#[from] crate::Fault),
    /// The file, or what is in it.
    #[error(transparent)]
    Backup(#[from] BackupFault),
    /// Refused, or stopped.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<trefoil_store::Fault> for NotDone {
    fn from(fault: trefoil_store::Fault) -> Self {
        Self::Open(fault.into())
    }
}
