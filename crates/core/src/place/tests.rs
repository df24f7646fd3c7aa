//! What may be written of a place, and what may not.

use super::{Channel, PlaceKind, PlaceState, PlaceTyped, SafeContactContent};
use crate::refusal::Refusal;
use crate::vocabulary::Known;

fn fields<T>(came: Result<T, Refusal>) -> Vec<String> {
    match came {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
        Err(other) => unreachable!("{other}"),
    }
}

fn typed(kind: PlaceKind, state: Option<PlaceState>, value: &str, postcode: &str) -> PlaceTyped {
    PlaceTyped {
        kind: Some(kind),
        state,
        value: value.to_owned(),
        postcode: postcode.to_owned(),
    }
}

#[test]
fn a_place_is_kept_only_where_it_is_one() {
    use PlaceKind::{Address, Email, Gp, Phone};
    use PlaceState::{Current, Former, Refuge, Unknown, Withheld};
    let check = |kind, state, value, postcode, expect: &[&str]| {
        let found = fields(typed(kind, state, value, postcode).read());
        assert_eq!(found, expect, "{kind:?} {state:?} {value} {postcode}");
    };
    check(Address, Some(Current), "4 Quay Street", "TR1 9ZZ", &[]);
    check(Address, Some(Former), "4 Quay Street", "", &[]);
    check(Address, Some(Current), "", "TR1 9ZZ", &["value"]);
    check(
        Address,
        Some(Current),
        "4 Quay Street",
        "TR1",
        &["postcode"],
    );
    check(Address, None, "4 Quay Street", "", &["state"]);
    check(Address, Some(Withheld), "", "", &[]);
    check(Address, Some(Unknown), "", "", &[]);
    check(Address, Some(Unknown), "4 Quay Street", "", &["state"]);
    check(Phone, None, "01632 960 001", "", &[]);
    check(Phone, None, "her sister's", "", &["value"]);
    check(Email, None, "kelly", "", &["value"]);
    check(Gp, None, " ", "", &["value"]);
    check(Gp, None, "Harbour surgery", "", &[]);
    check(Address, Some(Refuge), "HARBOUR-7", "", &[]);
    check(
        Address,
        Some(Refuge),
        "Code 7, PO Box 12, Marramsea",
        "TR1 9ZZ",
        &[],
    );
}

#[test]
fn where_a_refuge_is_cannot_be_written() {
    for (value, postcode) in [
        ("4 Quay Street", ""),
        ("HARBOUR-7", "TR1 9ZZ"),
        ("HARBOUR-7, 4 Quay Street, PO Box 12", ""),
        ("the old vicarage by the church", ""),
        ("", ""),
    ] {
        let place = typed(
            PlaceKind::Address,
            Some(PlaceState::Refuge),
            value,
            postcode,
        );
        assert_eq!(fields(place.read()), ["value"], "{value} {postcode}");
    }
}

#[test]
fn safe_contact_is_said_in_words() {
    let new = |safe, channel, window, letters| {
        SafeContactContent::new(safe, channel, (window, "marigold"), (true, letters))
    };
    let yes = Some(Known::Yes);
    let phone = Some(Channel::Phone);
    let kept = new(yes, phone, "weekdays 10 to 12", true).unwrap();
    assert_eq!(
        kept.words(),
        "Safe to contact: Phone call, weekdays 10 to 12. Leave no message. Send no letter. Ask for the code word first."
    );
    assert!(!kept.words().contains("marigold"));
    let unsafe_now = new(Some(Known::No), phone, "", false).unwrap();
    assert!(unsafe_now.words().starts_with("Not safe to contact now."));
    assert_eq!(fields(new(None, None, "", false)), ["safe", "channel"]);
    assert_eq!(
        fields(new(Some(Known::Unknown), phone, "", false)),
        ["safe"]
    );
    assert_eq!(
        fields(new(yes, Some(Channel::Letter), "", true)),
        ["channel"]
    );
    assert_eq!(
        fields(new(yes, phone, "on 01632 960 001", false)),
        ["window"]
    );
}
