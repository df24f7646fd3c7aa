//! What is handed out is handed out once, whatever is asked for and in whatever portions.

use std::collections::HashSet;

use super::*;

fn draw(entropy: &mut Entropy, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    entropy.fill(&mut bytes).unwrap();
    bytes
}

#[test]
fn no_sixteen_bytes_come_twice() {
    let mut entropy = Entropy::open().unwrap();
    let drawn: HashSet<Vec<u8>> = (0..5_000).map(|_| draw(&mut entropy, 16)).collect();
    assert_eq!(drawn.len(), 5_000);
}

#[test]
fn odd_portions_are_filled_whole() {
    let mut entropy = Entropy::open().unwrap();
    for length in [0, 1, 31, 4095, 4096, 4097, 20_000] {
        let bytes = draw(&mut entropy, length);
        let mut seen: Vec<u8> = bytes.into_iter().filter(|byte| *byte != 0).collect();
        assert!(seen.len() + length / 64 + 2 >= length, "of {length}");
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() * 2 >= length.min(256), "of {length}");
    }
}

#[test]
fn what_was_handed_out_is_wiped() {
    let mut entropy = Entropy::open().unwrap();
    draw(&mut entropy, 1000);
    assert!(entropy.drawn.iter().take(1000).all(|byte| *byte == 0));
    assert!(entropy.drawn.iter().skip(1000).any(|byte| *byte != 0));
}

#[test]
fn what_was_drawn_long_ago_is_not_handed_out() {
    let mut entropy = Entropy::open().unwrap();
    draw(&mut entropy, 16);
    let stale = entropy.drawn.clone();
    entropy.since = entropy.since.checked_sub(FRESH * 2).unwrap();
    let next = draw(&mut entropy, 16);
    assert_ne!(next.as_slice(), &stale[16..32]);
}
