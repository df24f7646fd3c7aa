//! There and back, and what is no hexadecimal.

use super::*;

#[test]
fn there_and_back() {
    let bytes: [u8; 4] = [0, 9, 171, 255];
    assert_eq!(hex(&bytes), "0009abff");
    assert_eq!(unhex("0009ABff"), Some(bytes));
}

#[test]
fn anything_else_is_none() {
    for text in ["", "0009abf", "0009abff00", "0009abfg", "é009ab"] {
        assert_eq!(unhex::<4>(text), None, "{text}");
    }
}
