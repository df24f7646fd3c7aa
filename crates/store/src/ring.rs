//! The authority's keys, opened: what seals, what hashes lookups, what seals the ledger's head and signs its checkpoints.
//! They are kept wrapped under the key of the key file, so a stolen database opens nothing.

use trefoil_core::chance::{Chance, random};
use trefoil_core::ids::AuthorityId;
use trefoil_core::seal::{Authority32, IndexKey, KEY_LENGTH, SealingKey};

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    RING_READ = "SELECT purpose, wrapped FROM keyring WHERE authority_id = $1 ORDER BY purpose";
    RING_PUT = "INSERT INTO keyring (authority_id, purpose, wrapped) VALUES ($1, $2, $3) ON CONFLICT (authority_id, purpose) DO UPDATE SET wrapped = excluded.wrapped";
}

/// The purposes, in the order in which they are made.
const PURPOSES: [&str; 4] = ["index", "ledger", "seal", "sign"];

/// The opened keys of one authority.
#[derive(Clone)]
pub struct Ring {
    keys: [Authority32; 4],
    index: IndexKey,
    sealing: SealingKey,
}

impl Ring {
    /// Fresh keys for a new authority.
    pub fn fresh(chance: &dyn Chance) -> Self {
        Self::of(std::array::from_fn(|_| Authority32::new(random(chance))))
    }

    fn of(keys: [Authority32; 4]) -> Self {
        let [index, _, seal, _] = &keys;
        let (index, sealing) = (IndexKey::new(index), SealingKey::new(seal));
        Self {
            keys,
            index,
            sealing,
        }
    }

    /// The key that hashes lookups.
    pub fn index(&self) -> &IndexKey {
        &self.index
    }

    /// The key that wraps record keys.
    pub fn sealing(&self) -> &SealingKey {
        &self.sealing
    }

    pub(crate) fn ledger(&self) -> &[u8; KEY_LENGTH] {
        let [_, ledger, _, _] = &self.keys;
        ledger.bytes()
    }

    pub(crate) fn signing(&self) -> &[u8; KEY_LENGTH] {
        let [_, _, _, sign] = &self.keys;
        sign.bytes()
    }

    /// Opens the authority's keys with the first of the key file's keys that fits; `None` where it has none yet.
    ///
    /// # Errors
    /// `Unsealable` where no key of the file fits.
    pub async fn read(
        tx: &mut Tx,
        authority: AuthorityId,
        file_keys: &[Authority32],
    ) -> Result<Option<Self>, Fault> {
        let rows = tx.all(&RING_READ, &[authority.into()]).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut keys = Vec::with_capacity(PURPOSES.len());
        for (row, purpose) in rows.iter().zip(PURPOSES) {
            if row.text(0)? != purpose {
                return Err(Fault::Broken(format!(
                    "the keyring lacks the {purpose} key"
                )));
            }
            keys.push(unwrap_with(
                file_keys,
                &row.blob(1)?,
                &place(authority, purpose),
            )?);
        }
        let keys = <[Authority32; 4]>::try_from(keys)
            .map_err(|_| Fault::Broken("the keyring is not whole".to_owned()))?;
        Ok(Some(Self::of(keys)))
    }

    /// Stores the keys wrapped under a key of the key file: for a new authority, and when that key is rotated.
    pub async fn write(
        &self,
        tx: &mut Tx,
        authority: AuthorityId,
        file_key: &Authority32,
        chance: &dyn Chance,
    ) -> Result<(), Fault> {
        let sealing = SealingKey::new(file_key);
        for (key, purpose) in self.keys.iter().zip(PURPOSES) {
            let wrapped = sealing.wrap(key, random(chance), &place(authority, purpose));
            tx.run_one(
                &RING_PUT,
                &[authority.into(), purpose.into(), wrapped.into()],
            )
            .await?;
        }
        Ok(())
    }
}

fn place(authority: AuthorityId, purpose: &str) -> Vec<u8> {
    format!("keyring {authority} {purpose}").into_bytes()
}

fn unwrap_with(
    file_keys: &[Authority32],
    wrapped: &[u8],
    place: &[u8],
) -> Result<Authority32, Fault> {
    let mut opened = file_keys
        .iter()
        .filter_map(|key| SealingKey::new(key).unwrap(wrapped, place).ok());
    opened
        .next()
        .ok_or(Fault::Unsealable(trefoil_core::seal::Unsealable))
}
