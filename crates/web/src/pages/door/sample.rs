//! The door of a strand as its worker opens it first, with what stands there, with errors, and to look at alone.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::families::door::{DoorPage, Release, Share};
use trefoil_core::act::Act;
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::release::{ReleaseContent, ReleaseKind};
use trefoil_core::share::{LawfulBasis, SharePurpose};
use trefoil_core::strand::Aspect;

use super::shown::{DoorShown, Typed};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::VictimAdviser);
    let now = Timestamp::UNIX_EPOCH;
    let fields = [
        "kind",
        "text-risk",
        "reason",
        "review",
        "to",
        "aspect",
        "places",
        "purpose",
        "basis",
        "days",
    ];
    let problems = fields.map(|field| Problem::new(field, "Say more."));
    let form = Fields(vec![("kind".to_owned(), "risk".to_owned())]);
    let wrong = Typed::refused(&form, problems.to_vec());
    let shown =
        |page: &DoorPage, typed| Sample::new("door", &DoorShown::new(&shell, page, typed, now));
    let first = DoorPage {
        releases: Vec::new(),
        shares: Vec::new(),
        ..page(true)
    };
    vec![
        shown(&first, &Typed::default()),
        shown(&page(true), &Typed::done("released")),
        shown(&page(true), &wrong),
        shown(&page(false), &Typed::default()),
    ]
}

fn page(acts: bool) -> DoorPage {
    let now = Timestamp::UNIX_EPOCH;
    let release = |number: u8, recalled: Option<&str>| Release {
        release: id(number),
        kind: ReleaseKind::Risk,
        at: now,
        by: "R. Patel".to_owned(),
        review_at: now,
        recalled: recalled.map(|_| (now, "R. Patel".to_owned())),
        content: ReleaseContent {
            text: "The risk is <high>.".to_owned(),
            reason: "He works on it.".to_owned(),
            known: false,
            recalled: recalled.map(str::to_owned),
        },
    };
    let act = |act| acts.then_some(act);
    let all = [
        Act::ReleaseMake,
        Act::ReleaseRecall,
        Act::ShareMake,
        Act::ShareRecall,
    ];
    DoorPage {
        strand: id(2),
        name: "Kelly Ashdown".to_owned(),
        releases: vec![release(16, None), release(17, Some("It has changed."))],
        shares: shares(),
        acts: all.into_iter().filter_map(act).collect(),
        could: vec![(id(6), "T. Rowe".to_owned(), "Early help worker".to_owned())],
        most: Aspect::Full,
        places: if acts {
            PlaceKinds::ALL
        } else {
            PlaceKinds::NONE
        },
    }
}

/// One that lives, of some places; and two that ended, of all and of none.
fn shares() -> Vec<Share> {
    let now = Timestamp::UNIX_EPOCH;
    let share = |number: u8, places, expires_at| Share {
        share: id(number),
        to: "T. Rowe".to_owned(),
        aspect: Aspect::Needs,
        places,
        purpose: SharePurpose::Housing,
        basis: LawfulBasis::PublicTask,
        at: now,
        by: "R. Patel".to_owned(),
        expires_at,
        recalled: None,
    };
    let some = PlaceKinds::from_iter([PlaceKind::Phone, PlaceKind::School]);
    vec![
        share(18, some, now + SignedDuration::from_hours(1)),
        share(19, PlaceKinds::ALL, now),
        share(20, PlaceKinds::NONE, now),
    ]
}
