//! Which parts of a place are looked for by themselves, and which would be found in anything.

use super::hiding::guard;
use super::kinds;
use crate::guard::PlaceKind::{self, CodeWord, Email, House, Named, Phone, Postcode, Street};
use crate::guard::variants::of_kind;

fn check(kind: PlaceKind, place: &str, texts: &[(&str, &[PlaceKind])]) {
    let guard = guard(&[(kind, place)]);
    for (text, found) in texts {
        assert_eq!(kinds(&guard, text), *found, "{place}: {text}");
    }
}

#[test]
fn an_address_is_looked_for_by_its_house_its_street_and_its_code() {
    let place = "12 Quay Street, Old Fleetwood, TR1 9ZZ";
    check(
        House,
        place,
        &[
            ("at 12 Quay Street", &[House, Street]),
            ("on Quay Street", &[Street]),
            ("in TR1 9ZZ", &[Postcode]),
            ("at 12 Quay Lane", &[]),
            ("in Old Fleetwood", &[]),
        ],
    );
    for lines in [
        "12, Quay Street",
        "12\nQuay Street",
        "Flat 3\n12\nQuay Street",
        "3, 12, Quay Street",
    ] {
        check(House, lines, &[("at 12 Quay Street", &[House, Street])]);
    }
    check(
        House,
        "Willows, Quay Lane",
        &[("on Quay Lane", &[Street]), ("by the willows", &[])],
    );
}

#[test]
fn a_house_without_a_number_is_looked_for_by_its_name() {
    check(
        House,
        "Rose Cottage, Upper Mossley",
        &[("at Rose Cott.", &[House]), ("in Upper Mossley", &[])],
    );
    check(House, "12 Rose Cottages", &[("rose cottages", &[])]);
    check(
        House,
        "Ivy Cottage",
        &[("at Ivy Cott.", &[]), ("at Ivy Cottage", &[House])],
    );
    check(House, "Harbourton", &[("in Harbourton", &[])]);
}

#[test]
fn a_word_that_stands_in_any_text_is_not_looked_for() {
    check(House, "4 Terrace", &[("She sat on the terrace.", &[])]);
    check(
        House,
        "4 Lime Road",
        &[("He went Lime Rd way.", &[]), ("on Lime Road", &[Street])],
    );
    check(Postcode, "TR1", &[("TR1 is a district", &[])]);
    check(Phone, "999", &[("She rang 999.", &[])]);
    check(Phone, "96041", &[("case 96041", &[])]);
    check(CodeWord, "tulip", &[("a tulip", &[])]);
    check(
        CodeWord,
        "bluebell",
        &[("She said Blue Bell.", &[CodeWord])],
    );
    check(Email, "@work", &[("She is at work.", &[])]);
    check(Named, "@", &[("She is at work.", &[])]);
    check(Email, "kelly@", &[("Kelly rang.", &[])]);
}

#[test]
fn a_named_place_is_looked_for_without_what_people_leave_out() {
    check(
        Named,
        "St Mary's Primary School, Harbourton",
        &[
            ("He goes to St Mary's.", &[Named]),
            ("He goes to Saint Marys Primary.", &[Named]),
            ("in Harbourton", &[]),
        ],
    );
    check(
        Named,
        "Harbour School",
        &[("by the harbour", &[]), ("Harbour Sch.", &[Named])],
    );
    check(Named, "The Elm School", &[("by the elm", &[])]);
    for text in [
        "Rose & Crown School",
        "Rose and Crown School",
        "the Rose Crown School",
        "Rose & Crown",
    ] {
        check(Named, "Rose & Crown School", &[(text, &[Named])]);
    }
}

#[test]
fn what_a_source_could_not_read_is_tried_in_each_shape() {
    check(
        Named,
        "mum 01632960417",
        &[("ring 01632-960-417", &[Phone])],
    );
    check(
        Named,
        "12 Elm Cottages",
        &[("at twelve Elm Cotts, 12 Elm Cottages", &[House, Named])],
    );
    check(
        Named,
        "kelly@mail.example",
        &[("kelly at mail dot example", &[Email])],
    );
}

#[test]
fn a_long_name_does_not_grow_without_end() {
    let long = "St North St South St East St West St Upper St Lower St Mount School";
    let ways = of_kind(Named, long).len();
    assert!((100..=512).contains(&ways), "{ways}");
}
