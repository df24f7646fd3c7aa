//! What a run holds, and that the runs of a reference are found in the order of the file.

use super::{Run, Runs};
use crate::feeds::police::scan::Hash;

#[test]
fn a_run_gives_back_what_it_was_made_of() {
    for (hash, ordinal, offset) in [
        (0, 0, 0),
        (1, 2, 3),
        ((1 << 44) - 1, (1 << 38) - 1, (1 << 46) - 1),
    ] {
        let run = Run::new(Hash(hash), ordinal, offset);
        assert_eq!(
            (run.hash(), run.ordinal(), run.offset()),
            (Hash(hash), ordinal, offset)
        );
    }
}

#[test]
fn runs_of_a_reference_are_found_in_order() {
    let mut runs = Runs::first(100);
    for (ordinal, hash) in (2..).zip([7, 5, 7, 9, 5, 7]) {
        runs.add(Hash(hash), ordinal, ordinal * 10);
    }
    runs.settle();
    let of = |hash| -> Vec<u64> {
        runs.of(Hash(hash))
            .iter()
            .map(|run| run.ordinal())
            .collect()
    };
    assert_eq!(of(7), [2, 4, 7]);
    assert_eq!(of(5), [3, 6]);
    assert_eq!(of(9), [5]);
    assert!(of(6).is_empty());
}

#[test]
fn every_reference_belongs_to_one_share_and_no_share_is_too_large() {
    let mut runs = Runs::first(64);
    let add = |runs: &mut Runs| {
        for number in 0..1_000 {
            runs.add(Hash(number * 2_654_435_761 % (1 << 44)), number, number);
        }
        runs.settle();
    };
    add(&mut runs);
    let (mut met, mut shares) = (0, 0);
    loop {
        met += runs.list.len();
        shares += 1;
        assert!(runs.list.len() <= 100, "{} in a share", runs.list.len());
        if !runs.next() {
            break;
        }
        add(&mut runs);
    }
    assert_eq!(met, 1_000);
    assert!(shares >= 16);
}

#[test]
fn one_reference_with_all_the_runs_is_no_endless_halving() {
    let mut runs = Runs::first(8);
    for ordinal in 0..10_000 {
        runs.add(Hash(4096), ordinal, ordinal);
    }
    assert_eq!(runs.list.len(), 10_000);
    assert!(runs.shares <= 10_000);
}
