//! Checkpoints: size and root, signed with a key that is not in the database. A partner agency that keeps one can prove,
//! later and without trusting us, that nothing before it was changed.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};

use crate::db::{Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use trefoil_core::hex::{hex, unhex};
use trefoil_core::ids::AuthorityId;

statement! {
    HEAD_READ = "SELECT size, root FROM ledger_head WHERE authority_id = $1";
}

/// A signed statement of what the ledger was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The authority's DfE code.
    pub authority: i64,
    /// The number of entries.
    pub size: u64,
    /// The root in hexadecimal.
    pub root: String,
    /// The public key in hexadecimal, by which anybody can check the signature.
    pub key: String,
    /// The signature in hexadecimal.
    pub signature: String,
}

/// The text is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not a checkpoint: it must be the six lines that `trefoil ledger checkpoint` prints"
)]
pub struct NotACheckpoint;

const TITLE: &str = "Trefoil ledger checkpoint, version 1";

fn signed_text(authority: i64, size: u64, root: &str) -> String {
    format!("{TITLE}\nauthority {authority:03}\nsize {size}\nroot {root}\n")
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}key {}\nsignature {}\n",
            signed_text(self.authority, self.size, &self.root),
            self.key,
            self.signature
        )
    }
}

impl FromStr for Checkpoint {
    type Err = NotACheckpoint;

    fn from_str(text: &str) -> Result<Self, NotACheckpoint> {
        let mut lines = text.trim().lines().map(str::trim_end);
        if lines.next() != Some(TITLE) {
            return Err(NotACheckpoint);
        }
        let mut value = |name: &str| {
            lines
                .next()
                .and_then(|line| line.strip_prefix(name))
                .and_then(|rest| rest.strip_prefix(' '))
                .ok_or(NotACheckpoint)
        };
        let authority = value("authority")?.parse().map_err(|_| NotACheckpoint)?;
        let size = value("size")?.parse().map_err(|_| NotACheckpoint)?;
        let (root, key, signature) = (
            value("root")?.to_owned(),
            value("key")?.to_owned(),
            value("signature")?.to_owned(),
        );
        Ok(Self {
            authority,
            size,
            root,
            key,
            signature,
        })
    }
}

/// Signs the ledger as it stands.
pub async fn checkpoint_make(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
) -> Result<Checkpoint, Fault> {
    let head = tx.one(&HEAD_READ, &[authority.into()]).await?;
    let size = u64::try_from(head.int(0)?)
        .map_err(|_| Fault::Broken("ledger_head is damaged".to_owned()))?;
    let root = hex(&head.blob(1)?);
    let signing = SigningKey::from_bytes(ring.signing());
    let authority = i64::from(authority.code());
    let signature = signing.sign(signed_text(authority, size, &root).as_bytes());
    Ok(Checkpoint {
        authority,
        size,
        root,
        key: hex(signing.verifying_key().as_bytes()),
        signature: hex(&signature.to_bytes()),
    })
}

/// Whether the checkpoint's signature is by the key that it names.
pub fn checkpoint_verify(checkpoint: &Checkpoint) -> bool {
    let key = unhex::<32>(&checkpoint.key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = unhex::<64>(&checkpoint.signature).map(|bytes| Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else {
        return false;
    };
    key.verify(
        signed_text(checkpoint.authority, checkpoint.size, &checkpoint.root).as_bytes(),
        &signature,
    )
    .is_ok()
}

/// Whether the checkpoint is ours, well signed, and of this root.
pub(super) fn checkpoint_fits(
    checkpoint: &Checkpoint,
    ring: &Ring,
    authority: i64,
    root: &str,
) -> bool {
    let ours = hex(SigningKey::from_bytes(ring.signing())
        .verifying_key()
        .as_bytes());
    checkpoint.authority == authority
        && checkpoint.key == ours
        && checkpoint.root == root
        && checkpoint_verify(checkpoint)
}
