//! What the hub holds of a source's references already, so that the same rows again change nothing. Reads only.

use std::collections::HashMap;

use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AuthorityId, ContactId};
use trefoil_core::vocabulary::Source;

use crate::db::{Tx, Value, statement};
use crate::fault::Fault;

statement! {
    HEADS_BY_REFERENCE (List 3) = "SELECT reference, contact_id, version, feed_version, state FROM contact WHERE authority_id = $1 AND source = $2 AND reference IN ({list})";
    DIGESTS (List 2) = "SELECT contact_id, feed_version, digest FROM contact_known WHERE authority_id = $1 AND contact_id IN ({list})";
}

/// What the hub already holds of a reference.
#[derive(Debug, Clone)]
pub struct Held {
    /// The contact.
    pub contact: ContactId,
    /// The record's current version.
    pub version: i64,
    /// The source's version that is current.
    pub feed_version: i64,
    /// Waiting or decided.
    pub state: ContactState,
    /// Every source version held, with the digest of its rows.
    pub digests: Vec<(i64, Vec<u8>)>,
}

/// What is held of each of these references (keyed hashes).
pub async fn held_by_reference(
    tx: &mut Tx,
    authority: AuthorityId,
    source: Source,
    references: Vec<i64>,
) -> Result<HashMap<i64, Held>, Fault> {
    let list: Vec<Value> = references.into_iter().map(Value::from).collect();
    let rows = tx
        .all_of(
            &HEADS_BY_REFERENCE,
            &[authority.into(), source.code().into()],
            list,
        )
        .await?;
    let mut held: HashMap<i64, Held> = HashMap::with_capacity(rows.len());
    for row in &rows {
        let state = row.code(4, ContactState::from_code)?;
        let one = Held {
            contact: row.id(1)?,
            version: row.int(2)?,
            feed_version: row.int(3)?,
            state,
            digests: Vec::new(),
        };
        held.insert(row.int(0)?, one);
    }
    if held.is_empty() {
        return Ok(held);
    }
    let contacts: Vec<Value> = held.values().map(|one| one.contact.uuid().into()).collect();
    for row in tx.all_of(&DIGESTS, &[authority.into()], contacts).await? {
        let contact: ContactId = row.id(0)?;
        let entry = (row.int(1)?, row.blob(2)?);
        if let Some(one) = held
            .values_mut()
            .find(|one| one.contact == contact && !one.digests.contains(&entry))
        {
            one.digests.push(entry);
        }
    }
    Ok(held)
}
