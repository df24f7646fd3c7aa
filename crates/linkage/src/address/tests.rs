//! Tests of `address`.
use super::Address;
use crate::compare::Level;

const LEVELS: &[(&str, &str, Level)] = &[
    (
        "14 Larkspur Street, Blackpool",
        "14 Larkspur St",
        Level::Same,
    ),
    (
        "14 Larkspur Street",
        "14, Larkspur street\nBlackpool FY1 4AB",
        Level::Same,
    ),
    (
        "Flat 2, 14 Larkspur Street",
        "14 Larkspur Street",
        Level::Contains,
    ),
    (
        "Flat 2, 14 Larkspur Street",
        "14 Larkspur Street, Flat 2",
        Level::Same,
    ),
    (
        "Flat 2, 14 Larkspur Street",
        "Flat 3, 14 Larkspur Street",
        Level::SomeShared,
    ),
    (
        "14 Larkspur Street",
        "16 Larkspur Street",
        Level::SomeShared,
    ),
    ("14 Larkspur Street", "14 Larkspurr Street", Level::Same),
    (
        "14a Larkspur Street",
        "14 Larkspur Street",
        Level::SomeShared,
    ),
    (
        "14 Larkspur Street, Blackpool",
        "14 Quarry Road, Blackpool",
        Level::Different,
    ),
    (
        "3 St Winwaloe's Road",
        "3 St Petrocs Road",
        Level::Different,
    ),
    ("Rose Cottage, Mill Lane", "Rose Cottage", Level::Same),
    ("5 Broadway, Blackpool", "5 Broadway", Level::Same),
];

#[test]
fn levels_of_addresses() {
    for (a, b, expect) in LEVELS {
        let (x, y) = (Address::read(a).unwrap(), Address::read(b).unwrap());
        assert_eq!(x.compare(&y), *expect, "{a} / {b}");
        assert_eq!(y.compare(&x), *expect, "{b} / {a}");
    }
}

#[test]
fn no_address_is_no_address() {
    for text in [
        "",
        "NFA",
        "No fixed abode",
        "unknown",
        "Withheld",
        "14",
        " , ",
    ] {
        assert!(Address::read(text).is_none(), "{text:?}");
    }
}
