//! Checkpoints: size and root, signed with a key that is not in the database. A partner agency that keeps one can prove,
//! later and without trusting us, that nothing before it was changed.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};

use super::consistency::proof_of;
use super::tree::Hash;
use super::witness::{Witness, name_fits};
use crate::db::{Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use trefoil_core::hex::{hex, unhex};
use trefoil_core::ids::AuthorityId;

statement! {
    HEAD_READ = "SELECT size, root FROM ledger_head WHERE authority_id = $1";
    LEAVES = "SELECT leaf FROM ledger_entry WHERE authority_id = $1 ORDER BY seq";
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
    /// That it continues an earlier one; where it was asked for.
    pub proof: Option<Proof>,
    /// Who countersigned it.
    pub witnesses: Vec<Witness>,
}

/// A consistency proof of RFC 6962.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The number of entries of the earlier one.
    pub from: u64,
    /// The hashes.
    pub hashes: Vec<Hash>,
}

/// The text is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not a checkpoint: it must be the lines that `trefoil ledger checkpoint` or `trefoil ledger witness` prints"
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
        )?;
        if let Some(proof) = &self.proof {
            writeln!(f, "from {}", proof.from)?;
            let hashes = proof.hashes.iter().map(|hash| hex(hash));
            writeln!(f, "proof {}", hashes.collect::<Vec<_>>().join(" "))?;
        }
        self.witnesses.iter().try_for_each(|one| write!(f, "{one}"))
    }
}

/// The lines of a text, each `name value`.
struct Lines<'a>(std::iter::Peekable<std::str::Lines<'a>>);

impl<'a> Lines<'a> {
    /// The value of the next line, where it is this one.
    fn value_if(&mut self, name: &str) -> Option<&'a str> {
        let line = self.0.peek().copied()?;
        let rest = line.trim_end().strip_prefix(name)?;
        let value = rest.strip_prefix(' ').or(rest.is_empty().then_some(rest))?;
        self.0.next();
        Some(value)
    }

    fn value(&mut self, name: &str) -> Result<&'a str, NotACheckpoint> {
        self.value_if(name).ok_or(NotACheckpoint)
    }

    fn number<T: FromStr>(&mut self, name: &str) -> Result<T, NotACheckpoint> {
        self.value(name)?.parse().map_err(|_| NotACheckpoint)
    }

    fn proof(&mut self) -> Result<Option<Proof>, NotACheckpoint> {
        let Some(from) = self.value_if("from") else {
            return Ok(None);
        };
        let from = from.parse().map_err(|_| NotACheckpoint)?;
        let hashes = self.value("proof")?.split_whitespace().map(unhex);
        let hashes: Option<Vec<Hash>> = hashes.collect();
        Ok(Some(Proof {
            from,
            hashes: hashes.ok_or(NotACheckpoint)?,
        }))
    }

    fn witnesses(&mut self) -> Result<Vec<Witness>, NotACheckpoint> {
        let mut witnesses = Vec::new();
        while let Some(name) = self.value_if("witness") {
            if !name_fits(name) {
                return Err(NotACheckpoint);
            }
            witnesses.push(Witness {
                name: name.to_owned(),
                key: self.value("witness-key")?.to_owned(),
                signature: self.value("witness-signature")?.to_owned(),
            });
        }
        Ok(witnesses)
    }
}

impl FromStr for Checkpoint {
    type Err = NotACheckpoint;

    fn from_str(text: &str) -> Result<Self, NotACheckpoint> {
        let mut lines = Lines(text.trim().lines().peekable());
        if lines.0.next().map(str::trim_end) != Some(TITLE) {
            return Err(NotACheckpoint);
        }
        let checkpoint = Self {
            authority: lines.number("authority")?,
            size: lines.number("size")?,
            root: lines.value("root")?.to_owned(),
            key: lines.value("key")?.to_owned(),
            signature: lines.value("signature")?.to_owned(),
            proof: lines.proof()?,
            witnesses: lines.witnesses()?,
        };
        match lines.0.next() {
            None => Ok(checkpoint),
            Some(_) => Err(NotACheckpoint),
        }
    }
}

impl Checkpoint {
    pub(super) fn signed_text(&self) -> String {
        signed_text(self.authority, self.size, &self.root)
    }
}

/// Size and root, in hexadecimal, as the head says them.
pub async fn head_read(tx: &mut Tx, authority: AuthorityId) -> Result<(u64, String), Fault> {
    let head = tx.one(&HEAD_READ, &[authority.into()]).await?;
    let size = u64::try_from(head.int(0)?)
        .map_err(|_| Fault::Broken("ledger_head is damaged".to_owned()))?;
    Ok((size, hex(&head.blob(1)?)))
}

/// Signs the ledger as it stands.
pub async fn checkpoint_make(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
) -> Result<Checkpoint, Fault> {
    let (size, root) = head_read(tx, authority).await?;
    let signing = SigningKey::from_bytes(ring.signing());
    let authority = i64::from(authority.code());
    let signature = signing.sign(signed_text(authority, size, &root).as_bytes());
    Ok(Checkpoint {
        authority,
        size,
        root,
        key: hex(signing.verifying_key().as_bytes()),
        signature: hex(&signature.to_bytes()),
        proof: None,
        witnesses: Vec::new(),
    })
}

/// The same, with the proof that it continues an earlier one of that many entries.
///
/// # Errors
/// `Stale` where the ledger has fewer entries than that.
pub async fn checkpoint_since(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    from: u64,
) -> Result<Checkpoint, Fault> {
    let mut leaves: Vec<Hash> = Vec::new();
    tx.each(&LEAVES, &[authority.into()], |row| {
        let leaf = row.blob(0)?.try_into();
        leaves.push(leaf.map_err(|_| Fault::Broken("ledger_entry.leaf is damaged".to_owned()))?);
        Ok(())
    })
    .await?;
    let hashes = proof_of(&leaves, from).ok_or(Fault::Stale)?;
    Ok(Checkpoint {
        proof: Some(Proof { from, hashes }),
        ..checkpoint_make(tx, ring, authority).await?
    })
}

/// Whether the checkpoint's signature is by the key that it names.
pub fn checkpoint_verify(checkpoint: &Checkpoint) -> bool {
    let key = unhex::<32>(&checkpoint.key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = unhex::<64>(&checkpoint.signature).map(|bytes| Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else {
        return false;
    };
    key.verify(checkpoint.signed_text().as_bytes(), &signature)
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
