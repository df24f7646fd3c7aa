//! The ledger: the append-only, Merkle-hashed record of every act, reads included. One tree per authority, shaped as RFC 6962,
//! its head taken inside the transaction, so that several processes can write. No ledger, no answer.

mod agree;
mod append;
mod checkpoint;
mod consistency;
mod entry;
mod read;
mod tree;
mod verify;
mod witness;

pub use append::append;
pub use checkpoint::{
    Checkpoint, NotACheckpoint, Proof, checkpoint_make, checkpoint_since, checkpoint_verify,
    head_read,
};
pub(crate) use entry::touched_read;
pub use entry::{Entry, SubjectKind, Touch};
pub use read::{EntryRow, Opening, entries_page, opened};
pub use verify::{Finding, Verified, verify, verify_keyless};
pub use witness::{Witness, WitnessFault, countersign, witness_verify};

use crate::db::Statement;
pub(crate) use append::begin;

// beside ALL: agree, consistency, entry, tree, witness (an act as bytes, and the hashes over them: no SQL)
/// Every statement of the ledger.
pub(crate) const ALL: &[&[Statement]] = &[append::ALL, checkpoint::ALL, read::ALL, verify::ALL];
