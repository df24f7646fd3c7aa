//! Sealing: payloads are encrypted here, under a key of their own, so that plain bytes of a located value never exist
//! outside this crate unless a leave opened them. Keyed hashes for lookups are made here too, for the same reason.
//! Nonces and fresh keys are arguments. No key is stored or read here.

mod keys;
mod payload;
mod wire;

pub use keys::{
    Authority32, IndexKey, KEY_LENGTH, NONCE_LENGTH, RecordKey, SealingKey, WrappedKey,
};
pub use payload::{Payload, Sealed, Unsealable, seal, unseal};

#[cfg(test)]
mod tests;
