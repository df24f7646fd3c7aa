//! Payloads: the values that are sealed, and the two functions that seal and unseal them.

use crate::seeded::{Leak, leaks, or_leak};
use zeroize::Zeroize;

use super::keys::{NONCE_LENGTH, RecordKey, decrypt, encrypt};
use super::wire::Wire;

/// A value that can be sealed. The wire form is private to this crate, so a located value cannot be read from it.
pub trait Payload: Wire {}

impl<T: Wire> Payload for T {}

/// The sealed form: nonce, ciphertext, tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// The bytes do not unseal: wrong key, another record's, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed record does not open: its key or its bytes are not those it was sealed with")]
pub struct Unsealable;

/// Seals a payload. `bound_to` names the record and version, so that one record's bytes cannot stand in for another's.
pub fn seal<P: Payload>(
    payload: &P,
    key: &RecordKey,
    nonce: [u8; NONCE_LENGTH],
    bound_to: &[u8],
) -> Sealed {
    let mut plain = payload.to_wire();
    if leaks(Leak::PlainAtRest) {
        return Sealed(plain);
    }
    let bound_to = or_leak(Leak::BytesMovable, bound_to, |_| b"");
    let sealed = Sealed(encrypt(key.cipher(), nonce, &plain, bound_to));
    plain.zeroize();
    sealed
}

/// Unseals a payload.
///
/// # Errors
/// Where the key, the record or the bytes are not those it was sealed with.
pub fn unseal<P: Payload>(
    sealed: &[u8],
    key: &RecordKey,
    bound_to: &[u8],
) -> Result<P, Unsealable> {
    let bound_to = or_leak(Leak::BytesMovable, bound_to, |_| b"");
    let mut plain = decrypt(key.cipher(), sealed, bound_to)?;
    let payload = P::from_wire(&plain).ok_or(Unsealable);
    plain.zeroize();
    payload
}
