//! Witnesses: a partner agency checks that a checkpoint continues the last one that it countersigned, and countersigns it. It needs
//! no database and sees no entry. Whoever holds the authority's key can make another ledger, but not one that a witness continues.

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};
use trefoil_core::hex::{hex, unhex};
use trefoil_core::seal::Authority32;

use super::checkpoint::{Checkpoint, checkpoint_verify};
use super::consistency::is_consistent;

/// A countersignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What the witness calls itself.
    pub name: String,
    /// Its public key in hexadecimal.
    pub key: String,
    /// The signature in hexadecimal.
    pub signature: String,
}

/// Why a witness does not countersign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessFault {
    /// The name cannot stand in a line.
    #[error("the witness's name must be one line of 1 to 100 characters")]
    Name,
    /// The authority did not sign this.
    #[error(
        "the checkpoint's signature does not fit it: it was changed, or is not the authority's"
    )]
    NotSigned,
    /// What is given as the last is not ours.
    #[error("the last checkpoint was not countersigned with this key")]
    LastNotOurs,
    /// Another authority, or another key.
    #[error(
        "the checkpoint is of authority {0}, or of a key, that is not the last one's: ask the authority why before you go on"
    )]
    Another(i64),
    /// There is less than there was.
    #[error(
        "the ledger had {0} entries when it was last countersigned and has {1} now: entries were removed"
    )]
    Shorter(u64, u64),
    /// The same size and another root, or a proof that does not hold.
    #[error(
        "the ledger is not the one of {0} entries that was last countersigned: entries were changed, removed or put in"
    )]
    Forked(u64),
    /// No proof from there.
    #[error(
        "the checkpoint does not prove that it continues the one of {0} entries: ask for `trefoil ledger checkpoint --since` with your last"
    )]
    NoProof(u64),
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            key,
            signature,
        } = self;
        write!(
            f,
            "witness {name}\nwitness-key {key}\nwitness-signature {signature}\n"
        )
    }
}

/// The key that countersigns, from a key file's: the file's own is never used as it stands.
fn signing(key: &Authority32) -> SigningKey {
    let mut hash = Sha256::new();
    hash.update(b"trefoil witness key, version 1");
    hash.update(key.bytes());
    SigningKey::from_bytes(&hash.finalize().into())
}

fn countersigned(checkpoint: &Checkpoint, name: &str) -> String {
    format!(
        "{}key {}\nwitness {name}\n",
        checkpoint.signed_text(),
        checkpoint.key
    )
}

/// Whether a countersignature is by the key that it names, and of this checkpoint.
pub fn witness_verify(checkpoint: &Checkpoint, witness: &Witness) -> bool {
    let key = unhex::<32>(&witness.key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = unhex::<64>(&witness.signature).map(|bytes| Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else {
        return false;
    };
    let text = countersigned(checkpoint, &witness.name);
    key.verify(text.as_bytes(), &signature).is_ok()
}

/// Countersigns a checkpoint that continues the last one which this key countersigned; `None` the first time.
///
/// # Errors
/// Why not, in words for whoever keeps the witness.
pub fn countersign(
    mut checkpoint: Checkpoint,
    last: Option<&Checkpoint>,
    name: &str,
    key: &Authority32,
) -> Result<Checkpoint, WitnessFault> {
    let signing = signing(key);
    let ours = hex(signing.verifying_key().as_bytes());
    if !name_fits(name) {
        return Err(WitnessFault::Name);
    }
    if !checkpoint_verify(&checkpoint) {
        return Err(WitnessFault::NotSigned);
    }
    if let Some(last) = last {
        let by_us = |one: &&Witness| one.key == ours && witness_verify(last, one);
        if !checkpoint_verify(last) || !last.witnesses.iter().any(|one| by_us(&one)) {
            return Err(WitnessFault::LastNotOurs);
        }
        continues(&checkpoint, last)?;
    }
    let signature = signing.sign(countersigned(&checkpoint, name).as_bytes());
    checkpoint.witnesses.retain(|one| one.key != ours);
    checkpoint.witnesses.push(Witness {
        name: name.to_owned(),
        key: ours,
        signature: hex(&signature.to_bytes()),
    });
    Ok(checkpoint)
}

pub(super) fn name_fits(name: &str) -> bool {
    let length = name.chars().count();
    (1..=100).contains(&length) && name.trim() == name && !name.chars().any(char::is_control)
}

fn continues(checkpoint: &Checkpoint, last: &Checkpoint) -> Result<(), WitnessFault> {
    if checkpoint.authority != last.authority || checkpoint.key != last.key {
        return Err(WitnessFault::Another(checkpoint.authority));
    }
    if checkpoint.size < last.size {
        return Err(WitnessFault::Shorter(last.size, checkpoint.size));
    }
    let forked = WitnessFault::Forked(last.size);
    let (Some(old), Some(new)) = (unhex::<32>(&last.root), unhex::<32>(&checkpoint.root)) else {
        return Err(forked);
    };
    let proof: &[[u8; 32]] = match &checkpoint.proof {
        Some(proof) if proof.from == last.size => &proof.hashes,
        // Nothing was added, or everything was.
        _ if checkpoint.size == last.size || last.size == 0 => &[],
        _ => return Err(WitnessFault::NoProof(last.size)),
    };
    if is_consistent((last.size, &old), (checkpoint.size, &new), proof) {
        Ok(())
    } else {
        Err(forked)
    }
}
