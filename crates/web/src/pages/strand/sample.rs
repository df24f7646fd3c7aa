//! A strand as its worker sees it, as a manager does who allocates, with errors, closed, and by needs alone.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::families::access::{AccessPage, CanSee, WasOpened};
use trefoil_app::families::strand::StrandPage;
use trefoil_app::families::view::SharedItem;
use trefoil_app::families::{Allocation, Believed, StrandRow};
use trefoil_core::act::Act;
use trefoil_core::clock::Standing;
use trefoil_core::ids::WorkerId;
use trefoil_core::name::PersonName;
use trefoil_core::person::PersonCard;
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::principal::Role;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::Problem;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::access::AccessShown;
use super::shown::{Outcome, StrandShown};
use crate::form::Fields;
use crate::pages::family::sample::released;
use crate::pages::samples::Sample;
use crate::pages::signals::sample::warning;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::VictimAdviser);
    let problems = ["note", "worker", "why", "kept"].map(|field| Problem::new(field, "Say more."));
    let wrong = Outcome::refused(&Fields::default(), problems.to_vec());
    let shown = |page: &StrandPage, outcome| {
        Sample::new("strand", &StrandShown::new(&shell, page, outcome))
    };
    let closed = StrandPage {
        strand: StrandRow {
            closed_at: Some(Timestamp::UNIX_EPOCH),
            ..strand(CompartmentKind::Child)
        },
        acts: Vec::new(),
        ..page(Aspect::Full)
    };
    let nobody = AccessPage {
        can: Vec::new(),
        opened: None,
        ..access()
    };
    vec![
        Sample::new("access", &AccessShown::new(&shell, &access())),
        Sample::new("access", &AccessShown::new(&shell, &nobody)),
        shown(&page(Aspect::Full), &Outcome::done("note")),
        shown(&page(Aspect::Full), &wrong),
        shown(&page(Aspect::Needs), &Outcome::default()),
        shown(&closed, &Outcome::default()),
    ]
}

fn access() -> AccessPage {
    let can = CanSee {
        name: "R. <Patel>".to_owned(),
        roles: vec![Role::VictimAdviser],
        team: Some("Advisers, Harbour charity".to_owned()),
        aspect: Aspect::Full,
        places: PlaceKinds::ALL,
        why: "You are this person's adviser",
    };
    let given = CanSee {
        aspect: Aspect::Safety,
        places: PlaceKinds::from_iter([PlaceKind::Phone]),
        why: "This was shared with you for a time",
        ..can.clone()
    };
    let opened = |name| WasOpened {
        at: Timestamp::UNIX_EPOCH,
        name,
        roles: vec![Role::Triage],
        team: None,
        act: Act::StrandView,
    };
    AccessPage {
        strand: strand(CompartmentKind::Victim),
        can: vec![can, given],
        opened: Some(vec![opened(None), opened(Some("F. Lomas".to_owned()))]),
    }
}

/// A made-up id.
pub(in crate::pages) fn id<T: std::str::FromStr>(last: u8) -> T {
    let text = format!("018f3a00-0000-7000-8000-0000000000{last:02x}");
    text.parse().unwrap_or_else(|_| unreachable!("{text}"))
}

pub(in crate::pages) fn strand(kind: CompartmentKind) -> StrandRow {
    StrandRow {
        strand: id(2),
        family: id(1),
        kind,
        person: id(3),
        opened_at: Timestamp::UNIX_EPOCH,
        closed_at: None,
    }
}

pub(in crate::pages) fn allocation() -> Allocation {
    Allocation {
        strand: id(2),
        worker: id(6),
        role: Role::VictimAdviser,
        from: Timestamp::UNIX_EPOCH,
        until: None,
        name: "R. Patel".to_owned(),
        team: None,
        gone: false,
    }
}

pub(in crate::pages) fn believed() -> Believed {
    Believed {
        person: id(3),
        version: 1,
        protected: true,
        card: PersonCard {
            name: PersonName::new("Kelly", "Ashdown"),
            ..PersonCard::default()
        },
    }
}

fn page(aspect: Aspect) -> StrandPage {
    let full = aspect == Aspect::Full;
    let note = SharedItem {
        note: id(7),
        at: Timestamp::UNIX_EPOCH,
        by: (id::<WorkerId>(6), "R. Patel".to_owned()),
        opted_in: false,
        text: "She feels <safer>.".to_owned(),
    };
    StrandPage {
        strand: strand(CompartmentKind::Victim),
        believed: believed(),
        safe: None,
        aspect,
        workers: if full { vec![allocation()] } else { Vec::new() },
        notes: if full { vec![note] } else { Vec::new() },
        released: vec![released()],
        closing: full.then(|| Reason {
            text: "He has <moved> away.".to_owned(),
        }),
        warnings: vec![warning(Standing::Overdue(SignedDuration::ZERO), !full)],
        acts: if full {
            vec![Act::NoteWrite, Act::SignalSend, Act::StrandClose]
        } else {
            Vec::new()
        },
        could: vec![(
            id(6),
            "R. Patel".to_owned(),
            "Victim's adviser (IDVA)".to_owned(),
        )],
        opens_family: full,
        why: "You are this person's adviser",
    }
}
