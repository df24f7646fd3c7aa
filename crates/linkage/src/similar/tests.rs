//! Tests of `similar`: known figures, symmetry, bounds.

use super::{close, first, jaro, jaro_winkler, likeness};
use proptest::prelude::*;

#[test]
fn figures_of_the_literature() {
    let check = |a: &str, b: &str, expect: f32| {
        let got = jaro_winkler(a, b);
        assert!((got - expect).abs() < 0.001, "{a} {b} {got}");
    };
    check("martha", "marhta", 0.961);
    check("dwayne", "duane", 0.840);
    check("dixon", "dicksonx", 0.813);
    check("same", "same", 1.0);
    check("abc", "xyz", 0.0);
    check("", "abc", 0.0);
    check("żółć", "żółw", 0.883);
}

#[test]
fn close_spellings() {
    let check = |a: &str, b: &str, expect: bool| assert_eq!(close(a, b), expect, "{a} {b}");
    check("kowalski", "kowalska", true);
    check("novak", "novakova", true);
    check("thompson", "thomson", true);
    check("jon", "jan", false);
    check("jayden", "hayden", false);
    check("amina", "amira", false);
    check("smith", "jones", false);
}

proptest! {
    #[test]
    fn symmetric_and_bounded(a in "\\PC{0,80}", b in "\\PC{0,80}") {
        let there = jaro_winkler(&a, &b);
        prop_assert!((0.0..=1.0).contains(&there));
        prop_assert_eq!(there.to_bits(), jaro_winkler(&b, &a).to_bits());
    }

    #[test]
    fn a_word_in_lanes_is_compared_as_one_of_letters(a in "[a-c0 ]{1,17}", b in "[a-c0 ]{1,17}") {
        let (x, y) = if a <= b { (&a, &b) } else { (&b, &a) };
        let plain = likeness(first(x.as_bytes()), first(y.as_bytes()), jaro);
        prop_assert_eq!(jaro_winkler(&a, &b).to_bits(), plain.to_bits());
    }

    #[test]
    fn often_matching_letters_stay_symmetric(a in "[abc]{1,12}", b in "[abc]{1,12}") {
        prop_assert_eq!(jaro_winkler(&a, &b).to_bits(), jaro_winkler(&b, &a).to_bits());
    }
}
