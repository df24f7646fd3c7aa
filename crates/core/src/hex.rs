//! Hexadecimal, lower case: how keys, hashes and tokens are written.

use std::fmt::Write;

/// The bytes as text.
pub fn hex(bytes: &[u8]) -> String {
    let written = String::with_capacity(bytes.len() * 2);
    bytes.iter().fold(written, |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of a text of exactly `N` bytes in hexadecimal, in either case.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let pairs = (0..text.len()).step_by(2);
    let byte = |at| {
        text.get(at..at + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    };
    pairs
        .map(byte)
        .collect::<Option<Vec<u8>>>()?
        .try_into()
        .ok()
}

#[cfg(test)]
mod tests;
