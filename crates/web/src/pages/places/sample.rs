//! Places as a worker sees and writes them, with errors, and closed to one who may not see them.

use jiff::Timestamp;
use trefoil_app::families::places::{PlaceShown, PlacesPage, SafeContactHeld};
use trefoil_core::place::{Channel, PlaceKind, PlaceKinds, PlaceState, SafeContactContent};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::Known;

use super::shown::{PlacesShown, Typed, moved};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::VictimAdviser);
    let fields = [
        "kind",
        "state",
        "value",
        "postcode",
        "safe",
        "channel",
        "window",
        "code-word",
    ];
    let problems = fields.map(|field| Problem::new(field, "Say more."));
    let form = Fields(vec![("value".to_owned(), "4 <Quay> Street".to_owned())]);
    let wrong = Typed::refused(&form, problems.to_vec());
    let shown =
        |page: &PlacesPage, typed| Sample::new("places", &PlacesShown::new(&shell, page, typed));
    let some = PlacesPage {
        kinds: PlaceKinds::from_iter([PlaceKind::Address, PlaceKind::Phone]),
        writes: false,
        ..page(true)
    };
    let offered = trefoil_app::families::moving::offered("She is at 4 Quay Street, TR1 9ZZ.");
    let offered = offered.map(|one| Sample::new("places", &moved(&shell, &page(true), &one)));
    vec![
        offered.expect("one place"),
        shown(&page(true), &Typed::done("place")),
        shown(&page(true), &wrong),
        shown(&page(false), &Typed::default()),
        shown(&some, &Typed::default()),
    ]
}

fn page(whole: bool) -> PlacesPage {
    let place = |number: u8, kind, state, until| PlaceShown {
        place: id(number),
        kind,
        state,
        value: Some("4 <Quay> Street".to_owned()),
        postcode: Some("TR1 9ZZ".to_owned()),
        from: Timestamp::UNIX_EPOCH,
        until,
        by: "R. Patel".to_owned(),
    };
    let places = vec![
        place(11, PlaceKind::Address, PlaceState::Refuge, None),
        place(12, PlaceKind::Phone, PlaceState::Current, None),
        place(
            13,
            PlaceKind::Address,
            PlaceState::Current,
            Some(Timestamp::UNIX_EPOCH),
        ),
    ];
    PlacesPage {
        strand: id(2),
        name: "Kelly Ashdown".to_owned(),
        safe: if whole {
            vec![safe(2), safe(1)]
        } else {
            Vec::new()
        },
        full: whole,
        kinds: if whole {
            PlaceKinds::ALL
        } else {
            PlaceKinds::NONE
        },
        places: whole.then_some(places),
        writes: whole,
    }
}

/// How somebody is contacted safely.
fn safe(version: i64) -> SafeContactHeld {
    SafeContactHeld {
        strand: id(2),
        version,
        record: id(14),
        at: Timestamp::UNIX_EPOCH,
        by: "R. Patel".to_owned(),
        content: SafeContactContent {
            safe_now: Known::Yes,
            channel: Channel::Phone,
            window: "weekdays <10 to 12>".to_owned(),
            code_word: "marigold".to_owned(),
            no_voicemail: true,
            no_letters: false,
        },
    }
}
