//! Tests of `record`: what is read of plain strings.

use super::{Description, NamedAs, Record, phone, school};

#[test]
fn phones_with_and_without_country_code() {
    let check = |input: &str, expect: Option<&str>| {
        assert_eq!(phone(input).as_deref(), expect, "{input:?}");
    };
    check("07700 900123", Some("7700900123"));
    check("+44 7700 900123", Some("7700900123"));
    check("0044 (0)7700-900123", Some("7700900123"));
    check("999", None);
    check("unknown", None);
}

#[test]
fn school_names_without_their_kind() {
    let check = |a: &str, b: &str| assert_eq!(school(a), school(b), "{a} / {b}");
    check("Larkfield Primary School", "The Larkfield Academy");
    check("St Winwaloe's CE Primary", "St Winwaloes C.E. School");
    assert_eq!(school("The School").as_deref(), Some("theschool"));
    assert_eq!(school(" "), None);
}

#[test]
fn aliases_are_bounded() {
    let aliases = vec![
        NamedAs {
            given_names: Some("Kaz"),
            surname: None
        };
        1000
    ];
    let record = Record::read(&Description {
        aliases,
        ..Description::default()
    });
    assert_eq!(record.names.len(), 5);
}
