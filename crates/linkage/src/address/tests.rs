//! Tests of `address`.
use super::Address;
use crate::compare::Level;

#[test]
fn levels_of_addresses() {
    let check = |a: &str, b: &str, expect: Level| {
        let (x, y) = (Address::read(a).unwrap(), Address::read(b).unwrap());
        assert_eq!(x.compare(&y), expect, "{a} / {b}");
        assert_eq!(y.compare(&x), expect, "{b} / {a}");
    };
    check(
        "14 Larkspur Street, Blackpool",
        "14 Larkspur St",
        Level::Same,
    );
    check(
        "14 Larkspur Street",
        "14, Larkspur street\nBlackpool FY1 4AB",
        Level::Same,
    );
    check(
        "Flat 2, 14 Larkspur Street",
        "14 Larkspur Street",
        Level::Contains,
    );
    check(
        "Flat 2, 14 Larkspur Street",
        "14 Larkspur Street, Flat 2",
        Level::Same,
    );
    check(
        "Flat 2, 14 Larkspur Street",
        "Flat 3, 14 Larkspur Street",
        Level::SomeShared,
    );
    check(
        "14 Larkspur Street",
        "16 Larkspur Street",
        Level::SomeShared,
    );
    check("14 Larkspur Street", "14 Larkspurr Street", Level::Same);
    check(
        "14a Larkspur Street",
        "14 Larkspur Street",
        Level::SomeShared,
    );
    check(
        "14 Larkspur Street, Blackpool",
        "14 Quarry Road, Blackpool",
        Level::Different,
    );
    check(
        "3 St Winwaloe's Road",
        "3 St Petrocs Road",
        Level::Different,
    );
    check("Rose Cottage, Mill Lane", "Rose Cottage", Level::Same);
    check("5 Broadway, Blackpool", "5 Broadway", Level::Same);
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
