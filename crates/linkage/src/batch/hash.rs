//! Hashes that are the same on every machine and in every version: what is decided must not depend on where. Not for secrets.

const ONE: u64 = 0xa076_1d64_78bd_642f;
const TWO: u64 = 0xe703_7ed1_a0b4_28db;

/// Two numbers into one.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ ONE) * u128::from(b ^ TWO);
    let folded = (product as u64) ^ ((product >> 64) as u64);
    // Once more: one multiplication by a small number leaves the upper bits alone.
    let product = u128::from(folded ^ TWO) * u128::from(ONE);
    (product as u64) ^ ((product >> 64) as u64)
}

/// A text into a number.
pub(super) fn text(text: &str) -> u64 {
    let mut state = mix(text.len() as u64, TWO);
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk
            .iter()
            .fold(0, |word, byte| (word << 8) | u64::from(*byte));
        state = mix(state, word);
    }
    let rest = chunks.remainder().iter();
    mix(
        state,
        rest.fold(1, |word, byte| (word << 8) | u64::from(*byte)),
    )
}

/// Never 0, which stands for nothing.
pub(super) fn narrow(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}
