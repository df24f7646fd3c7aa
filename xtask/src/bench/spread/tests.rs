//! The middle and the slow end by nearest rank.

use super::Spread;
use std::time::Duration;

#[test]
fn by_nearest_rank() {
    let check = |millis: Vec<u64>, expect: Option<(f64, f64, f64)>| {
        let spread = Spread::of(millis.iter().copied().map(Duration::from_millis));
        let found = spread.map(|spread| (spread.median, spread.p95, spread.longest));
        assert_eq!(found, expect, "{millis:?}");
    };
    check(vec![], None);
    check(vec![7], Some((7.0, 7.0, 7.0)));
    check(vec![3, 1], Some((1.0, 3.0, 3.0)));
    check((1..=100).rev().collect(), Some((50.0, 95.0, 100.0)));
    check((1..=20).collect(), Some((10.0, 19.0, 20.0)));
}
