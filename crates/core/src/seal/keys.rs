//! Keys and what each may do: the sealing key wraps record keys, the index key hashes lookups, a record key seals one record.

use chacha20poly1305::aead::{Aead, Payload as AeadPayload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::payload::Unsealable;
use crate::located::Located;
use crate::seeded::{Leak, or_leak};

/// Bytes in every key.
pub const KEY_LENGTH: usize = 32;
/// Bytes in every nonce.
pub const NONCE_LENGTH: usize = 12;

/// Thirty-two secret bytes, wiped when dropped; the raw form of every key of an authority's ring.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Authority32([u8; KEY_LENGTH]);

impl Authority32 {
    /// From secret bytes.
    pub fn new(bytes: [u8; KEY_LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the key file and for deriving other primitives.
    pub fn bytes(&self) -> &[u8; KEY_LENGTH] {
        &self.0
    }
}

/// A key sealed under another: nonce, ciphertext and tag, 60 bytes.
pub type WrappedKey = Vec<u8>;

/// Wraps other keys: the key of the key file, and the authority's sealing key beneath it.
#[derive(Clone)]
pub struct SealingKey(ChaCha20Poly1305);

impl SealingKey {
    /// From secret bytes.
    pub fn new(secret: &Authority32) -> Self {
        Self(ChaCha20Poly1305::new(&Key::from(*secret.bytes())))
    }

    /// Wraps a key. `bound_to` ties it to its place, so that a wrapped key cannot be moved to another record.
    pub fn wrap(
        &self,
        key: &Authority32,
        nonce: [u8; NONCE_LENGTH],
        bound_to: &[u8],
    ) -> WrappedKey {
        encrypt(&self.0, nonce, key.bytes(), bound_to)
    }

    /// Unwraps a key that was wrapped for the same place.
    ///
    /// # Errors
    /// Where the key, the place or the bytes are not those that were wrapped.
    pub fn unwrap(&self, wrapped: &[u8], bound_to: &[u8]) -> Result<Authority32, Unsealable> {
        let mut plain = decrypt(&self.0, wrapped, bound_to)?;
        let bytes = <[u8; KEY_LENGTH]>::try_from(plain.as_slice()).map_err(|_| Unsealable);
        plain.zeroize();
        bytes.map(Authority32)
    }
}

/// Seals the payloads of one record. Destroying it disposes of the record: its commitment stays in the ledger.
#[derive(Clone)]
pub struct RecordKey(ChaCha20Poly1305);

impl RecordKey {
    /// From secret bytes.
    pub fn new(secret: &Authority32) -> Self {
        Self(ChaCha20Poly1305::new(&Key::from(*secret.bytes())))
    }

    pub(super) fn cipher(&self) -> &ChaCha20Poly1305 {
        &self.0
    }
}

/// Hashes lookup values, so that a stolen database lists no names and no addresses.
#[derive(Clone)]
pub struct IndexKey(Hmac<Sha256>);

impl IndexKey {
    /// From secret bytes.
    pub fn new(secret: &Authority32) -> Self {
        Self(Hmac::new(&hmac::digest::Key::<Hmac<Sha256>>::from(block(
            secret.bytes(),
        ))))
    }

    /// The lookup value of `text` among values of one `kind`: 63 bits, so that it fits every engine's integer.
    pub fn hash(&self, kind: &str, text: &str) -> i64 {
        let bytes = self.hash_whole(kind, text);
        let first: [u8; 8] = std::array::from_fn(|place| bytes.get(place).copied().unwrap_or(0));
        i64::from_be_bytes(first) & i64::MAX
    }

    /// All of it: for what must not be met by chance, such as a token.
    pub fn hash_whole(&self, kind: &str, text: &str) -> [u8; 32] {
        let mut mac = or_leak(Leak::LookupsUnkeyed, self.0.clone(), |_| {
            Self::new(&Authority32::new([0; KEY_LENGTH])).0
        });
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The lookup value of a located value; the value itself stays under guard.
    pub fn hash_located(&self, kind: &str, value: &Located<String>) -> i64 {
        self.hash(kind, value.guarded())
    }
}

/// HMAC's key block: the key, then zeros (RFC 2104).
fn block(key: &[u8; KEY_LENGTH]) -> [u8; 64] {
    std::array::from_fn(|place| key.get(place).copied().unwrap_or(0))
}

pub(super) fn encrypt(
    cipher: &ChaCha20Poly1305,
    nonce: [u8; NONCE_LENGTH],
    plain: &[u8],
    aad: &[u8],
) -> Vec<u8> {
    let mut out = Vec::with_capacity(NONCE_LENGTH + plain.len() + 16);
    out.extend_from_slice(&nonce);
    // The cipher refuses only messages over 256 GiB, which nothing here can hold; an empty ciphertext would never unseal.
    out.extend(
        cipher
            .encrypt(&Nonce::from(nonce), AeadPayload { msg: plain, aad })
            .unwrap_or_default(),
    );
    out
}

pub(super) fn decrypt(
    cipher: &ChaCha20Poly1305,
    sealed: &[u8],
    aad: &[u8],
) -> Result<Vec<u8>, Unsealable> {
    let (nonce, ciphertext) = sealed.split_at_checked(NONCE_LENGTH).ok_or(Unsealable)?;
    let nonce = <[u8; NONCE_LENGTH]>::try_from(nonce).map_err(|_| Unsealable)?;
    cipher
        .decrypt(
            &Nonce::from(nonce),
            AeadPayload {
                msg: ciphertext,
                aad,
            },
        )
        .map_err(|_| Unsealable)
}
