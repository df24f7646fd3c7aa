//! Every number made is valid and unlike every other.

use super::*;
use std::collections::HashSet;

#[test]
fn nhs_numbers_are_valid_test_numbers_and_unique() {
    for total in [1_000, 50_000, 1_000_000, 1_600_000] {
        let ordinals = total.min(200_000);
        let numbers: Vec<String> = (0..ordinals)
            .filter_map(|ordinal| nhs_number(ordinal, total))
            .map(|number| number.digits().to_owned())
            .collect();
        assert!(numbers.iter().all(|number| number.starts_with("999")));
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        let most = ordinals * 9 / 10 * 1_000_000 / total.max(1_000_000);
        assert!(
            u64::try_from(numbers.len()).unwrap() + most / 50 > most,
            "{total}"
        );
    }
}

#[test]
fn pupil_numbers_are_valid_and_refuse_what_does_not_fit() {
    let check = |serial, expect: bool| assert_eq!(upn(890, 2001, 2024, serial).is_some(), expect);
    check(0, true);
    check(999, true);
    check(1000, false);
}
