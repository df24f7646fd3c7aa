//! Verifying: every column of every row of the ledger's tables is read and hashed again, and every sealed payload that still
//! exists is held against its commitment. A finding says what and where; it never says a record's content.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::agree::{GROUPS, Sums, group_of};
use super::append::head_mac;
use super::checkpoint::{Checkpoint, checkpoint_fits};
use super::entry::{Columns, touched_read};
use super::tree::Tree;
use super::witness::witness_verify;
use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::{RecordKind, commitment};
use trefoil_core::hex::hex;
use trefoil_core::ids::AuthorityId;

statement! {
    HEADS = "SELECT authority_id, size, frontier, root, mac FROM ledger_head WHERE authority_id = $1";
    ENTRIES = "SELECT authority_id, seq, at, principal_kind, principal, act, outcome, subject_kind, subject, purpose, touched, leaf FROM ledger_entry WHERE authority_id = $1 ORDER BY seq";
    TOUCHED = "SELECT touched FROM ledger_entry WHERE authority_id = $1 ORDER BY seq";
    COMMITMENTS = "SELECT record_id, version, commitment FROM version WHERE authority_id = $1 ORDER BY record_id, version";
    PAYLOADS = "SELECT record_id, version, payload, commitment, kind, compartment, recorded_at FROM version WHERE authority_id = $1 ORDER BY record_id, version";
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding(pub String);

/// What verification saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub entries: u64,
    /// Sealed versions read.
    pub versions: u64,
    /// Sealed versions whose payload was disposed of; their commitments are in the ledger all the same.
    pub disposed: u64,
    /// The root of what was read, in hexadecimal.
    pub root: String,
    /// Everything that does not fit; empty when the ledger is whole.
    pub findings: Vec<Finding>,
}

/// Writings held at once where ledger and database do not agree.
const WRITINGS_HELD: u64 = 500_000;

/// Findings told in full; past this many they are only counted.
const FINDINGS_TOLD: usize = 50;

struct Walk<'a> {
    ring: &'a Ring,
    authority: i64,
    tree: Tree,
    checkpoint: Option<&'a Checkpoint>,
    checkpoint_met: bool,
    sums: Sums,
    found: u64,
    findings: Vec<Finding>,
    /// Whether the head's seal is left out.
    keyless: bool,
}

/// Verifies the authority's ledger, against a checkpoint too where one is given.
///
/// # Errors
/// Only where the database cannot be read; what is wrong with the ledger is in the findings.
pub async fn verify(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    checkpoint: Option<&Checkpoint>,
) -> Result<Verified, Fault> {
    Walk::before(ring, authority, checkpoint)
        .through(tx, authority)
        .await
}

/// The same without the authority's key: everything but that the head was sealed with it. `passing` is a fresh ring, of which
/// nothing is kept.
pub async fn verify_keyless(
    tx: &mut Tx,
    passing: &Ring,
    authority: AuthorityId,
) -> Result<Verified, Fault> {
    let mut walk = Walk::before(passing, authority, None);
    walk.keyless = true;
    walk.through(tx, authority).await
}

impl<'a> Walk<'a> {
    /// Before the first entry.
    fn before(ring: &'a Ring, authority: AuthorityId, checkpoint: Option<&'a Checkpoint>) -> Self {
        Self {
            ring,
            authority: i64::from(authority.code()),
            tree: Tree::default(),
            checkpoint,
            checkpoint_met: false,
            sums: Sums::new(ring),
            found: 0,
            findings: Vec::new(),
            keyless: false,
        }
    }

    /// Reads everything.
    async fn through(mut self, tx: &mut Tx, authority: AuthorityId) -> Result<Verified, Fault> {
        self.meet_checkpoint();
        tx.each(&ENTRIES, &[authority.into()], |row| {
            self.entry(columns_of(&row).as_ref());
            Ok(())
        })
        .await?;
        let heads = tx.all(&HEADS, &[authority.into()]).await?;
        self.heads(&heads.iter().map(head_of).collect::<Vec<_>>());
        self.after_entries();
        let (mut versions, mut disposed) = (0, 0);
        tx.each(&PAYLOADS, &[authority.into()], |row| {
            versions += 1;
            disposed += u64::from(self.payload(&row));
            Ok(())
        })
        .await?;
        let apart = self.sums.apart();
        let at_once = (WRITINGS_HELD / (versions / GROUPS as u64 + 1)).max(1);
        for groups in apart.chunks(usize::try_from(at_once).unwrap_or(1)) {
            self.look_at(tx, authority, &groups.iter().copied().collect())
                .await?;
        }
        self.finish();
        Ok(Verified {
            entries: self.tree.size(),
            versions,
            disposed,
            root: hex(&self.tree.root()),
            findings: self.findings,
        })
    }

    /// Tells what ledger and database do not agree on, in some groups of records.
    async fn look_at(
        &mut self,
        tx: &mut Tx,
        authority: AuthorityId,
        groups: &HashSet<usize>,
    ) -> Result<(), Fault> {
        let mut recorded: HashMap<(Uuid, i64), [u8; 32]> = HashMap::new();
        tx.each(&TOUCHED, &[authority.into()], |row| {
            // A list that cannot be read was told of with its entry.
            let touched = touched_read(&row.blob(0)?).unwrap_or_default();
            let here = touched
                .iter()
                .filter(|touch| groups.contains(&group_of(touch.record)));
            recorded.extend(here.filter_map(|touch| {
                let commitment = touch.commitment?;
                Some(((touch.record, touch.version), commitment))
            }));
            Ok(())
        })
        .await?;
        tx.each(&COMMITMENTS, &[authority.into()], |row| {
            // A row that cannot be read was told of with its payload.
            if let (Ok(record), Ok(version), Ok(stored)) = (row.id(0), row.int(1), row.blob(2))
                && groups.contains(&group_of(record))
                && recorded
                    .remove(&(record, version))
                    .is_none_or(|recorded| stored != recorded)
            {
                self.find(format!(
                    "version {version} of record {record} is not the one that the ledger recorded"
                ));
            }
            Ok(())
        })
        .await?;
        let mut gone: Vec<(Uuid, i64)> = recorded.into_keys().collect();
        gone.sort_unstable();
        for (record, version) in gone {
            self.find(format!(
                "version {version} of record {record} is in the ledger and no longer in the database"
            ));
        }
        Ok(())
    }

    /// After the last entry: what the checkpoint says that was not met.
    fn after_entries(&mut self) {
        let Some(checkpoint) = self.checkpoint else {
            return;
        };
        if !self.checkpoint_met {
            self.find(
                "the checkpoint is of a longer ledger than this one: entries were removed"
                    .to_owned(),
            );
        }
        let wrong = checkpoint.witnesses.iter();
        for one in wrong.filter(|one| !witness_verify(checkpoint, one)) {
            self.find(format!("the countersignature of {} does not fit", one.name));
        }
    }

    /// After the last look: how much was found past what is told.
    fn finish(&mut self) {
        if self.found > FINDINGS_TOLD as u64 {
            self.findings.push(Finding(format!(
                "and {} more",
                self.found - FINDINGS_TOLD as u64
            )));
        }
    }

    fn find(&mut self, what: String) {
        self.found += 1;
        if self.findings.len() < FINDINGS_TOLD {
            self.findings.push(Finding(what));
        }
    }

    fn meet_checkpoint(&mut self) {
        if let Some(checkpoint) = self
            .checkpoint
            .filter(|checkpoint| checkpoint.size == self.tree.size())
        {
            self.checkpoint_met = true;
            if !checkpoint_fits(
                checkpoint,
                self.ring,
                self.authority,
                &hex(&self.tree.root()),
            ) {
                self.find(format!(
                    "the first {} entries are not those of the checkpoint",
                    checkpoint.size
                ));
            }
        }
    }

    fn entry(&mut self, row: Result<&(Columns, Vec<u8>), &Fault>) {
        let expected = self.tree.size();
        match row {
            Err(fault) => self.find(format!("entry {expected} cannot be read: {fault}")),
            Ok((columns, leaf)) => {
                if columns.authority != self.authority || u64::try_from(columns.seq) != Ok(expected)
                {
                    self.find(format!("entry {} stands where entry {expected} should: one was removed, added or moved", columns.seq));
                }
                let hash = columns.leaf();
                if *leaf != hash {
                    self.find(format!("entry {} was changed", columns.seq));
                }
                self.commit_to(columns);
                self.tree.push(hash);
            }
        }
        self.meet_checkpoint();
    }

    fn commit_to(&mut self, columns: &Columns) {
        match touched_read(&columns.touched) {
            None => self.find(format!(
                "entry {} holds a list of records that cannot be read",
                columns.seq
            )),
            Some(touched) => {
                for touch in &touched {
                    if let Some(commitment) = &touch.commitment {
                        self.sums
                            .recorded((touch.record, touch.version, commitment));
                    }
                }
            }
        }
    }

    fn heads(&mut self, heads: &[Head]) {
        let [head] = heads else {
            self.find(format!(
                "there are {} ledger heads where there should be one",
                heads.len()
            ));
            return;
        };
        let whole = Head {
            authority: self.authority,
            size: i64::try_from(self.tree.size()).unwrap_or(i64::MAX),
            frontier: self.tree.frontier(),
            root: self.tree.root().to_vec(),
            mac: if self.keyless {
                head.mac.clone()
            } else {
                head_mac(self.ring, self.authority, &self.tree)
            },
        };
        let fits = *head == whole;
        if !fits {
            self.find(
                "the head does not fit the entries: entries or head were changed, removed or added"
                    .to_owned(),
            );
        }
    }

    /// Whether the payload was disposed of.
    fn payload(&mut self, row: &Row) -> bool {
        self.sealed(row).unwrap_or_else(|fault| {
            self.find(format!("a sealed version cannot be read: {fault}"));
            false
        })
    }

    fn sealed(&mut self, row: &Row) -> Result<bool, Fault> {
        let (record, version): (Uuid, i64) = (row.id(0)?, row.int(1)?);
        let (payload, stored) = (row.blob_or_none(2)?, row.blob(3)?);
        let (kind, compartment) = (row.text(4)?, row.text(5)?);
        let which = format!("version {version} of record {record}");
        self.sums.held((record, version, &stored));
        let Some(payload) = payload else {
            if !RecordKind::is_passing(&kind) {
                self.find(format!("the sealed content of {which} is gone"));
            }
            return Ok(true);
        };
        if stored != commitment(&kind, &compartment, row.time(6)?, &payload) {
            self.find(format!(
                "{which} was changed: its content, kind, label or time"
            ));
        }
        Ok(false)
    }
}

/// A row of `ledger_head`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head {
    authority: i64,
    size: i64,
    frontier: Vec<u8>,
    root: Vec<u8>,
    mac: Vec<u8>,
}

/// The head; what cannot be read of it fits nothing.
fn head_of(row: &Row) -> Head {
    Head {
        authority: row.int(0).unwrap_or(-1),
        size: row.int(1).unwrap_or(-1),
        frontier: row.blob(2).unwrap_or_default(),
        root: row.blob(3).unwrap_or_default(),
        mac: row.blob(4).unwrap_or_default(),
    }
}

fn columns_of(row: &Row) -> Result<(Columns, Vec<u8>), Fault> {
    let columns = Columns {
        authority: row.int(0)?,
        seq: row.int(1)?,
        at: row.int(2)?,
        principal_kind: row.text(3)?,
        principal: row.text(4)?,
        act: row.text(5)?,
        outcome: row.text(6)?,
        subject_kind: row.text(7)?,
        subject: row.blob_or_none(8)?,
        purpose: row.text(9)?,
        touched: row.blob(10)?,
    };
    Ok((columns, row.blob(11)?))
}

#[cfg(test)]
mod tests;
