//! A row as bytes, the same of either engine, in the form in which PostgreSQL copies rows in: the number of fields, and of
//! each its length and bytes, or a length of -1. So a server is filled without looking into them.

use sha2::{Digest, Sha256};
use trefoil_core::hex::hex;

use super::BackupFault;
use crate::db::{Kind, Value};

/// The order in which an engine hands rows out is not ours, so rows are added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Digests([u64; 4]);

impl Digests {
    pub(super) fn add(&mut self, row: &[u8]) {
        let hash: [u8; 32] = Sha256::digest(row).into();
        for (lane, bytes) in self.0.iter_mut().zip(hash.as_chunks().0) {
            *lane = lane.wrapping_add(u64::from_be_bytes(*bytes));
        }
    }

    pub(super) fn hex(&self) -> String {
        hex(&self.0.map(u64::to_be_bytes).concat())
    }
}

fn strange() -> BackupFault {
    BackupFault::Strange("a row that is cut".to_owned())
}

/// The first bytes, and the rest.
fn split<const N: usize>(bytes: &[u8]) -> Result<([u8; N], &[u8]), BackupFault> {
    bytes
        .split_first_chunk::<N>()
        .map(|(first, rest)| (*first, rest))
        .ok_or_else(strange)
}

/// The first row, and the rest.
pub(super) fn first(bytes: &[u8]) -> Result<(&[u8], &[u8]), BackupFault> {
    let (fields, mut rest) = split(bytes)?;
    for _ in 0..u16::from_be_bytes(fields) {
        let (length, after) = split(rest)?;
        let length = usize::try_from(i32::from_be_bytes(length)).unwrap_or(0);
        rest = after.get(length..).ok_or_else(strange)?;
    }
    bytes
        .split_at_checked(bytes.len() - rest.len())
        .ok_or_else(strange)
}

/// The values of a row, for an engine that has to be told each.
pub(super) fn values(row: &[u8], kinds: &[Kind], into: &mut Vec<Value>) -> Result<(), BackupFault> {
    let (fields, mut rest) = split(row)?;
    if usize::from(u16::from_be_bytes(fields)) != kinds.len() {
        return Err(strange());
    }
    for kind in kinds {
        let (length, after) = split(rest)?;
        let length = usize::try_from(i32::from_be_bytes(length)).ok();
        let (field, after) = after
            .split_at_checked(length.unwrap_or(0))
            .ok_or_else(strange)?;
        into.push(kind.value(length.map(|_| field)).ok_or_else(strange)?);
        rest = after;
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(strange())
    }
}
