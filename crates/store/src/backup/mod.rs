//! A backup: every row of every table in one file, read out of one snapshot, and an installation made of it again. The rows are
//! the same bytes whichever engine gave them, so a file of one engine fills the other. No key of the key file is in it: the
//! authority's own keys lie in it as they lie in the database, wrapped. What is written where is in docs/decisions/0023.

mod fill;
mod frame;
mod paper;
mod prove;
mod row;
mod take;
#[cfg(test)]
mod tests;

pub use fill::{Asked, Restored, restore};
pub use paper::{Head, Standing};
pub use prove::Proven;
pub use take::{Taken, take};

use trefoil_core::refusal::Refusal;

use crate::fault::Fault;

/// What is said while a backup is made or read: of what, how much so far, and about how much there is (nought where that is not
/// known). A refusal stops the work.
pub type Progress<'p> = dyn FnMut(&'static str, u64, u64) -> Result<(), Refusal> + Send + 'p;

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The database.
    #[error(transparent)]
    Store(#[from] Fault),
    /// The file cannot be written or read.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// Something else.
    #[error("this is not a backup that `trefoil backup` made")]
    NotABackup,
    /// Its end is missing.
    #[error(
        "the file stops before the backup does, after {0} bytes: it was cut, or never finished. Nothing was restored; use another backup"
    )]
    Cut(u64),
    /// Its checksums do not fit.
    #[error(
        "the file is not as it was written: what begins at byte {0} was changed or damaged. Nothing was restored; use another backup"
    )]
    Damaged(u64),
    /// More than a backup.
    #[error(
        "something stands after the end of the backup, at byte {0}: the file was added to. Nothing was restored; use another backup"
    )]
    Longer(u64),
    /// Of a later program.
    #[error(
        "the backup is of schema {0}, and this program knows {1}: restore it with the program that made it, or a later one"
    )]
    Newer(i64, i64),
    /// There are records already.
    #[error(
        "there are records here already, and none were touched: restore into an empty folder or an empty database"
    )]
    NotEmpty,
    /// The checksums fit, and what they cover cannot be.
    #[error("the backup holds what no backup of ours does: {0}. Nothing was restored")]
    Strange(String),
    /// What was restored is not what was backed up.
    #[error("what was restored does not prove itself, so nothing was kept:\n{}", .0.join("\n"))]
    NotProven(Vec<String>),
}
