//! What stands in a backup beside its rows: of what it is, which columns follow, and what all of it adds up to. JSON, so that
//! somebody who has nothing but the file can read by eye what it is.

use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use trefoil_core::hex::hex;

use super::BackupFault;
use super::frame::Chain;
use crate::db::Column;
use crate::ring::Ring;

/// Of what a backup is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of the program that made it.
    pub program: String,
    /// The engine that it was read from.
    pub engine: String,
    /// The number of the last change of the schema.
    pub schema: i64,
    /// When the snapshot was taken, in microseconds.
    pub made_at: i64,
    /// The authorities in it.
    pub authorities: Vec<Standing>,
}

/// How an authority's ledger stood in the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its DfE code.
    pub code: u16,
    /// What it is called.
    pub name: String,
    /// Entries of its ledger.
    pub entries: u64,
    /// The root over them, in hexadecimal.
    pub root: String,
}

/// A table whose rows follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

/// What a table adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    pub(super) table: String,
    pub(super) rows: u64,
    pub(super) digest: String,
}

/// The end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) tables: Vec<Sum>,
    pub(super) seals: Vec<Seal>,
}

/// That the file is as somebody made it who holds the authority's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seal {
    pub(super) code: u16,
    pub(super) seal: String,
}

/// The seal of a file of this checksum: whoever changes the file can make the checksums anew, and not this.
pub(super) fn seal(ring: &Ring, code: u16, chain: &Chain) -> String {
    let block: [u8; 64] =
        std::array::from_fn(|place| ring.ledger().get(place).copied().unwrap_or(0));
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(b"backup");
    mac.update(&code.to_be_bytes());
    mac.update(chain);
    hex(&mac.finalize().into_bytes())
}

pub(super) fn write(paper: &impl Serialize) -> Result<Vec<u8>, BackupFault> {
    serde_json::to_vec(paper).map_err(|error| BackupFault::Strange(error.to_string()))
}

pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BackupFault> {
    serde_json::from_slice(bytes).map_err(|error| BackupFault::Strange(error.to_string()))
}
