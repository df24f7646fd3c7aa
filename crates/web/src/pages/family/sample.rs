//! The list, full and empty; a family as its workers see it, with an error, and as the other side does.

use jiff::Timestamp;
use trefoil_app::families::door::Released;
use trefoil_app::families::list::{ListedFamily, ListedStrand};
use trefoil_app::families::view::{FamilyPage, FamilyStrand, Listing, Recorded, SharedItem};
use trefoil_core::aggressor::Finding;
use trefoil_core::ids::{NoteId, WorkerId};
use trefoil_core::meeting::ListingReason;
use trefoil_core::principal::Role;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::Problem;
use trefoil_core::release::ReleaseKind;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::shown::{FamilyShown, ListShown, Typed};
use crate::form::Fields;
use crate::pages::meetings::sample::meeting;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::{allocation, believed, id, strand};
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::SocialWorker);
    let why = format!("why-{}", id::<NoteId>(7));
    let problems = [
        "note", "kept", &why, "person", "finding", "reasons", "meeting", "reason",
    ]
    .map(|field| Problem::new(field, "Say more."));
    let typed = Typed::refused(&Fields::default(), problems.to_vec());
    let family = |name: Option<&str>, typed| {
        let page = page(name.map(str::to_owned));
        Sample::new("family", &FamilyShown::new(&shell, &page, typed))
    };
    vec![
        Sample::new("families", &ListShown::new(&shell, &[listed()], "allocate")),
        Sample::new("families", &ListShown::new(&shell, &[], "")),
        family(Some("Ashdown family"), &Typed::done("shared")),
        family(Some("Ashdown family"), &typed),
        family(None, &Typed::default()),
    ]
}

fn listed() -> ListedFamily {
    ListedFamily {
        family: id(1),
        name: None,
        opens: true,
        strands: vec![ListedStrand {
            strand: strand(CompartmentKind::Victim),
            name: "Kelly Ashdown".to_owned(),
            gone: true,
            opens: true,
            sends: true,
            workers: vec!["R. Patel".to_owned()],
        }],
    }
}

fn page(name: Option<String>) -> FamilyPage {
    let whole = name.is_some();
    let item = |number: u8, opted_in| SharedItem {
        note: id(number),
        at: Timestamp::UNIX_EPOCH,
        by: (id::<WorkerId>(6), "R. Patel".to_owned()),
        opted_in,
        text: "The school knows <about> the order.".to_owned(),
    };
    FamilyPage {
        family: id(1),
        strands: vec![FamilyStrand {
            strand: strand(CompartmentKind::Victim),
            believed: believed(),
            workers: vec![allocation()],
            safe: None,
            aspect: if whole { Aspect::Full } else { Aspect::Needs },
        }],
        listings: if whole {
            vec![listing(None), listing(Some(Timestamp::UNIX_EPOCH))]
        } else {
            Vec::new()
        },
        to_come: whole.then(|| vec![meeting()]),
        recorded: vec![recorded(whole)],
        asks: if whole {
            vec![(id(3), "Kelly Ashdown".to_owned())]
        } else {
            Vec::new()
        },
        released: if whole { Vec::new() } else { vec![released()] },
        shared: if whole {
            vec![item(7, true), item(8, false)]
        } else {
            Vec::new()
        },
        writes: whole,
        opts_in: whole,
        bars: whole,
        why: "You are this person's adviser",
        name,
    }
}

fn listing(ended_at: Option<Timestamp>) -> Listing {
    Listing {
        listing: id(31),
        meeting: meeting(),
        reason: ListingReason::Worse,
        at: Timestamp::UNIX_EPOCH,
        by: "R. <Patel>".to_owned(),
        ended_at,
    }
}

fn recorded(named: bool) -> (Option<String>, Recorded) {
    let recorded = Recorded {
        record: id(20),
        person: id(3),
        finding: Finding::Harmed,
        from: Timestamp::UNIX_EPOCH,
        until: (!named).then_some(Timestamp::UNIX_EPOCH),
        by: "S. Okoro".to_owned(),
        reasons: Reason {
            text: "What the <children> said.".to_owned(),
        },
    };
    (named.then(|| "Kelly Ashdown".to_owned()), recorded)
}

/// A fact that was let through.
pub(in crate::pages) fn released() -> Released {
    Released {
        release: id(15),
        kind: ReleaseKind::Order,
        at: Timestamp::UNIX_EPOCH,
        text: "The order <ends> in May.".to_owned(),
        known: true,
    }
}
