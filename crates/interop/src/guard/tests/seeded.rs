//! Each leak that can be seeded in the guard hides what it says, so that a proof which looks for one can trust it.

use trefoil_core::seeded::{Leak, Opened};

use super::hiding::guard;
use crate::guard::PlaceKind::{self, House, Named, Phone, Postcode, Street};
use crate::guard::spot;

/// The leak, what is guarded, and how it is written where only that leak lets it through.
const CASES: &[(Leak, PlaceKind, &str, &str)] = &[
    (
        Leak::CaseUnfolded,
        House,
        "12 Elm Cottages",
        "at 12 ELM COTTAGES",
    ),
    (
        Leak::SpacingUnfolded,
        House,
        "12 Elm Cottages",
        "at 12 E l m Cottages",
    ),
    (
        Leak::AbbreviationUnknown,
        House,
        "12 Elm Lane",
        "at 12 Elm Ln.",
    ),
    (
        Leak::LookalikesUnfolded,
        House,
        "12 Elm Cottages",
        "at 12 Еlm Cottages",
    ),
    (
        Leak::NumberUnread,
        House,
        "124 Elm Cottages",
        "at one hundred and twenty-four Elm Cottages",
    ),
    (
        Leak::NumberUnread,
        House,
        "12 Elm Cottages",
        "at one two Elm Cottages",
    ),
    (
        Leak::TagsUnread,
        House,
        "12 Elm Cottages",
        "at 12 El<b>m</b> Cottages",
    ),
    (
        Leak::EntitiesUnread,
        House,
        "12 Elm Cottages",
        "at 12 &#69;lm Cottages",
    ),
    (
        Leak::EncodedUnread,
        House,
        "12 Quay Cottages",
        "MTIgUXVheSBDb3R0YWdlcw==",
    ),
    (
        Leak::PrefixUnknown,
        Phone,
        "+44 1632 960417",
        "ring 01632 960417",
    ),
    (
        Leak::SchoolUnguarded,
        Named,
        "Harbour View Academy",
        "at Harbour View Academy",
    ),
    (
        Leak::StreetUnguarded,
        Street,
        "12 Quay Street",
        "on Quay Street",
    ),
    (Leak::PostcodeUnguarded, Postcode, "TR1 9ZZ", "in TR1 9ZZ"),
];

#[test]
fn a_seeded_leak_hides_what_it_says() {
    for (leak, kind, place, text) in CASES {
        let found = || guard(&[(*kind, *place)]).finds(text.as_bytes());
        assert!(found(), "{leak:?}: {text}");
        let opened = Opened::on_this_thread(*leak);
        assert!(!found(), "{leak:?}: {text}");
        drop(opened);
    }
}

#[test]
fn a_position_is_asked_about_unless_that_leak_is_open() {
    let text = "53.8175, -3.0357";
    assert_eq!(spot(text).len(), 1);
    let _opened = Opened::on_this_thread(Leak::MapUnasked);
    assert_eq!(spot(text).len(), 0);
    assert_eq!(spot("She is at TR1 9ZZ.").len(), 1);
}
