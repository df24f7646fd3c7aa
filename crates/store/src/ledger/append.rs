//! Appending: the head is locked and read, the leaves are added, the head is written, all in the caller's transaction.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use trefoil_core::ids::AuthorityId;

use super::entry::{Columns, Entry};
use super::tree::Tree;
use crate::db::{Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;

statement! {
    HEAD_BEGIN = "INSERT INTO ledger_head (authority_id, size, frontier, root, mac) VALUES ($1, $2, $3, $4, $5)";
    // The update that changes nothing locks the row on both engines, without the locking clause that one of them lacks.
    HEAD_TAKE = "UPDATE ledger_head SET size = size WHERE authority_id = $1 RETURNING size, frontier";
    HEAD_PUT = "UPDATE ledger_head SET size = $2, frontier = $3, root = $4, mac = $5 WHERE authority_id = $1";
    ENTRIES_PUT (Rows 12) = "INSERT INTO ledger_entry (authority_id, seq, at, principal_kind, principal, act, outcome, subject_kind, subject, purpose, touched, leaf) VALUES {rows}";
}

/// The head's seal, under a key that is not in the database: whoever rewrites rows and head alike still cannot make it.
pub(super) fn head_mac(ring: &Ring, authority: i64, tree: &Tree) -> Vec<u8> {
    let block: [u8; 64] =
        std::array::from_fn(|place| ring.ledger().get(place).copied().unwrap_or(0));
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(&authority.to_be_bytes());
    mac.update(&tree.size().to_be_bytes());
    mac.update(&tree.frontier());
    mac.update(&tree.root());
    mac.finalize().into_bytes().to_vec()
}

/// Makes the empty head of a new authority.
pub(crate) async fn begin(tx: &mut Tx, ring: &Ring, authority: AuthorityId) -> Result<(), Fault> {
    let tree = Tree::default();
    let mac = head_mac(ring, i64::from(authority.code()), &tree);
    let values = [
        authority.into(),
        0.into(),
        tree.frontier().into(),
        tree.root().to_vec().into(),
        mac.into(),
    ];
    tx.run_one(&HEAD_BEGIN, &values).await
}

/// Appends entries in order.
///
/// # Errors
/// `Broken` where the head is missing or damaged: nothing is answered without a ledger.
pub async fn append(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    entries: &[Entry],
) -> Result<(), Fault> {
    if entries.is_empty() {
        return Ok(());
    }
    let head = tx.first(&HEAD_TAKE, &[authority.into()]).await?;
    let head = head.ok_or_else(|| Fault::Broken("this authority has no ledger".to_owned()))?;
    let (size, frontier) = (head.int(0)?, head.blob(1)?);
    let mut tree = Tree::read(size, &frontier)
        .ok_or_else(|| Fault::Broken("ledger_head is damaged".to_owned()))?;
    let mut rows = Vec::with_capacity(entries.len());
    for (seq, entry) in (size..).zip(entries) {
        let columns = Columns::of(entry, authority, seq);
        let leaf = columns.leaf();
        tree.push(leaf);
        rows.push(columns.values(leaf));
    }
    tx.run_rows(&ENTRIES_PUT, rows).await?;
    let mac = head_mac(ring, i64::from(authority.code()), &tree);
    let size = i64::try_from(tree.size())
        .map_err(|_| Fault::Broken("the ledger is too long".to_owned()))?;
    tx.run_one(
        &HEAD_PUT,
        &[
            authority.into(),
            size.into(),
            tree.frontier().into(),
            tree.root().to_vec().into(),
            mac.into(),
        ],
    )
    .await
}
