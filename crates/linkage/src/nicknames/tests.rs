//! Tests of `nicknames`: the table is well formed, and keeps siblings' names apart.

use super::{COMMON_GIVEN, COMMON_SURNAMES, LINES, full_form, lines};
use crate::normal::words;
use std::collections::HashSet;

fn listed_together(a: &str, b: &str) -> bool {
    lines(a).iter().any(|line| lines(b).contains(line))
}

#[test]
fn every_entry_is_folded_and_once_in_its_line() {
    for line in LINES {
        let names: Vec<&str> = line.split(' ').collect();
        assert_eq!(
            words(line).join(" "),
            names.iter().take(10).copied().collect::<Vec<_>>().join(" "),
            "{line}"
        );
        assert_eq!(
            names.iter().collect::<HashSet<_>>().len(),
            names.len(),
            "{line}"
        );
    }
    for name in COMMON_GIVEN.iter().chain(COMMON_SURNAMES) {
        assert_eq!(words(name), [*name]);
    }
}

#[test]
fn short_forms_meet() {
    for (a, b) in [
        ("bill", "william"),
        ("alex", "alexander"),
        ("alex", "alexandra"),
        ("kasia", "katarzyna"),
        ("muhammad", "mohamed"),
        ("seamus", "james"),
        ("dai", "david"),
        ("femi", "olufemi"),
        ("ze", "jose"),
        ("masha", "maria"),
    ] {
        assert!(listed_together(a, b), "{a} {b}");
    }
}

#[test]
fn siblings_names_stay_apart() {
    for (a, b) in [
        ("hassan", "hussain"),
        ("amina", "amira"),
        ("daniel", "danielle"),
        ("alexander", "alexandra"),
        ("christian", "christina"),
        ("michael", "michaela"),
        ("maria", "mariam"),
        ("joseph", "josephine"),
        ("paul", "paula"),
        ("aleksander", "aleksandra"),
    ] {
        assert!(!listed_together(a, b), "{a} {b}");
        assert!(
            !lines(a).is_empty() && !lines(b).is_empty(),
            "{a} {b}: both must be listed to be known to differ"
        );
    }
}

#[test]
fn full_forms() {
    assert_eq!(full_form("bill"), "william");
    assert_eq!(full_form("oluwaseun"), "oluwaseun");
    assert_eq!(full_form("not-a-name"), "not-a-name");
}
