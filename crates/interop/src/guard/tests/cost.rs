//! What a look takes: a hundred thousand letters, held against the places of a family, and against those of many. `cargo xtask bench
//! wall` asks for it in a release; here it is seen to find the one place that is there.

use std::time::Instant;

use super::hiding::guard;
use crate::guard::needles::PlaceKind;

/// Text in which nothing is anybody's place, and then one thing that is.
fn text(letters: usize, place: &str) -> String {
    let line = "He said that he will be on time on Saturday, and that the school has rung him twice about 4 things. ";
    let mut text = line.repeat(letters.div_ceil(line.len()));
    text.push_str(place);
    text
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how long a look takes is what is asked"
)]
fn a_long_text_is_looked_over() {
    let long = std::env::var_os("TREFOIL_BENCH_PAGES").is_some();
    for many in [50, 500] {
        let houses: Vec<String> = (0..many)
            .map(|nth| format!("{} Quay{nth} Street, TR1 {}ZZ", nth + 3, nth % 10))
            .collect();
        let places: Vec<(PlaceKind, &str)> = houses
            .iter()
            .map(|house| (PlaceKind::House, house.as_str()))
            .collect();
        let started = Instant::now();
        let guard = guard(&places);
        let made = started.elapsed();
        let text = text(if long { 100_000 } else { 2_000 }, "At 9 quay6 st.");
        let mut times: Vec<_> = (0..if long { 9 } else { 1 })
            .map(|_| {
                let started = Instant::now();
                let hits = guard.scan(text.as_bytes());
                assert!(hits.iter().any(|hit| hit.owner == 6));
                started.elapsed()
            })
            .collect();
        times.sort_unstable();
        println!(
            "bench guard | {many} places, {} letters | made in {made:.1?} | looked over in {:.1?}",
            text.len(),
            times[times.len() / 2]
        );
    }
}
